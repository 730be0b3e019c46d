#!/usr/bin/env python3
"""What a compilation costs where it might cost too much: sources that once took long, and whether cost grows with size.

    cost.py BINARY bombs [NAME …]           # processor time and peak memory of small sources that ask for much
    cost.py BINARY growth [NAME …]          # instructions at 8 n against 8 times those at n; needs valgrind
    cost.py BINARY instructions             # instructions a message of compile --ndjson --compact, 9,000 more messages
    cost.py BINARY shown                    # the same of messages, and of rows, whose values components of a Flow show
    cost.py BINARY start                    # instructions of runs that do little, beside /bin/true, and libraries loaded
    cost.py - write FOLDER                  # the sources of all of them, to look at

Measure a release build whose debug information is stripped (objcopy --strip-debug), as valgrind reads it slowly.
Exits with 1 where a bomb takes more than 2 s or 200 MB, or growth is over its bound."""
import json, os, re, resource, subprocess, sys, tempfile

FLOW = 'flow f { screen S }\n'
REST = 'text "B", caption "C", flow f, cta "Go", screen S'
FULL = 'title "T", ' + REST
LETTERS = 'abcdefghijklmnopqrstuvwxyz'


def tags(count):
    """So many locale tags that fall back to nothing but their languages."""
    return [a + b for a in 'bcdfghjkl' for b in LETTERS][:count]


def blocks(count):
    return ''.join('  in %s { title "T", text "B", cta "G" }\n' % tag for tag in tags(count))


# Small sources that ask for much.

def doubling(depth=40, locales=100):
    """Each base puts its parameter twice into the list that it gives the one below."""
    def type(i): return '[' * (depth - i) + 'string' + ']' * (depth - i)
    text = 'locales pt-BR, ' + ', '.join(tags(locales)) + '\n' + FLOW
    text += 'base b0(n0: %s) {\n  %s, payload { n: n0 }\n%s}\n' % (type(0), FULL, blocks(locales))
    for i in range(1, depth):
        text += 'base b%d(n%d: %s) like b%d(n%d: [n%d, n%d])\n' % (i, i, type(i), i - 1, i - 1, i, i)
    return text + 'message m like b%d(n%d: [])\n' % (depth - 1, depth - 1)


def short_doubling(depth=40, locales=100):
    """The same with types by name, and no types that nest."""
    text = 'locales pt-BR, ' + ', '.join(tags(locales)) + '\n' + FLOW
    text += 'base b0(n0: string) { %s, payload { n: n0 } }\n' % FULL
    for i in range(1, depth):
        text += 'base b%d(n%d: string) like b%d(n%d: "{n%d}{n%d}")\n' % (i, i, i - 1, i - 1, i, i)
    return text + 'message m like b%d(n%d: "")\n' % (depth - 1, depth - 1)


def handed_down(depth=100, count=100):
    """Every base hands all its parameters down to the one below."""
    text = FLOW
    names = lambda i: ', '.join('p%d_%d: string(min: 1, max: 9)' % (i, k) for k in range(count))
    text += 'base b0(%s) { %s, payload { %s } }\n' % (
        names(0), FULL, ', '.join('k%d: p0_%d' % (k, k) for k in range(count)))
    for i in range(1, depth):
        given = ', '.join('p%d_%d: p%d_%d' % (i - 1, k, i, k) for k in range(count))
        text += 'base b%d(%s) like b%d(%s)\n' % (i, names(i), i - 1, given)
    return text + 'message m like b%d(%s)\n' % (
        depth - 1, ', '.join('p%d_%d: "a"' % (depth - 1, k) for k in range(count)))


def chain_of_locales(depth=250, locales=200):
    """Every base of a long chain has a block for every locale."""
    text = 'locales pt-BR, ' + ', '.join(tags(locales)) + '\n' + FLOW
    block = ''.join('in %s { title "T%s" }\n' % (tag, tag) for tag in tags(locales))
    text += 'base b0 {\n%s\n%s}\n' % (FULL, blocks(locales))
    for i in range(1, depth): text += 'base b%d like b%d {\n%s}\n' % (i, i - 1, block)
    return text + 'message m like b%d\n' % (depth - 1)


def parameters(count=20_000):
    text = FLOW + 'message m(\n' + ''.join('  p%d: string(min: 1, max: 9)\n' % i for i in range(count))
    return text + ') { %s, payload {\n%s} }\n' % (FULL, ''.join('  k%d: p%d\n' % (i, i) for i in range(count)))


def long_chain(count=30_000):
    text = FLOW + 'base b0 { %s }\n' % FULL
    return text + ''.join('base b%d like b%d\n' % (i, i - 1) for i in range(1, count)) + 'message m like b%d\n' % (count - 1)


BOMBS = {'doubling': doubling, 'doubled-texts': short_doubling, 'handed-down': handed_down,
         'chain-of-locales': chain_of_locales, 'parameters': parameters, 'long-chain': long_chain}


# Sources of any size. Each gives its files; those that are named are operands.

def one(text): return {'main.flowmsg': text}


def plain(n):
    return one(FLOW + ''.join('message m%d { %s, payload { a: %d } }\n' % (i, FULL, i) for i in range(n)))


def with_parameters(n):
    return one(FLOW + ''.join(
        'message m%d(p: string(min: 1, max: 9), q: integer) { title "T{p}", %s, payload { a: q } }\n' % (i, REST)
        for i in range(n)))


def on_a_base(n):
    return one(FLOW + 'base b(p: string(max: 9)) { %s, payload { a: p } }\n' % FULL
               + ''.join('message m%d like b(p: "a%d")\n' % (i, i) for i in range(n)))


def many_locales(n):
    """One message, n blocks; there are no more languages than these."""
    names = ([a + b for a in LETTERS for b in LETTERS] + [a + b + c for a in LETTERS for b in LETTERS for c in LETTERS])[:n]
    return one('locales qaa-Latn, ' + ', '.join(names) + '\n' + FLOW + 'message m {\n  %s\n%s}\n' % (
        FULL, ''.join('  in %s { title "T", text "B", cta "G" }\n' % name for name in names)))


def imports(n):
    """n files that import one of 1,000 lets."""
    files = {'shared.flowmsg': ''.join('let l%d = %d\n' % (i, i) for i in range(1000))}
    for i in range(n):
        files['a%d.flowmsg' % i] = 'import "shared.flowmsg"\n' + FLOW + 'message m%d { %s, payload { a: l%d } }\n' % (
            i, FULL, i % 1000)
    return files


def errors(n):
    return one(FLOW + ''.join('message m%d { %s, payload { a: x%d } }\n' % (i, FULL, i) for i in range(n)))


def lets(n):
    return one(FLOW + ''.join('let l%d = %s\n' % (i, '[1]' if i % 100 == 0 else '[l%d]' % (i - 1) if i % 100 < 30 else '"t"')
                              for i in range(n))
               + 'message m { %s, payload { a: l0 } }\n' % FULL)


def deep(n):
    """n chains of 250."""
    text = FLOW
    for c in range(n):
        text += 'base c%d_0 { %s }\n' % (c, FULL)
        text += ''.join('base c%d_%d like c%d_%d\n' % (c, i, c, i - 1) for i in range(1, 250))
        text += 'message m%d like c%d_249\n' % (c, c)
    return one(text)


def forty_locales(n):
    head = 'locales pt-BR, ' + ', '.join(tags(40)) + '\n' + FLOW
    return one(head + ''.join('message m%d {\n  %s\n%s}\n' % (i, FULL, blocks(40)) for i in range(n)))


def many_imports(n):
    """One file that imports n."""
    files = {'f%d.flowmsg' % i: 'let l%d = %d\n' % (i, i) for i in range(n)}
    files['main.flowmsg'] = ''.join('import "f%d.flowmsg"\n' % i for i in range(n)) + FLOW + ''.join(
        'message m%d { %s, payload { a: l%d } }\n' % (i, FULL, i) for i in range(n))
    return files


# n, and the most that 8 n may cost against 8 times n.
GROWTH = {'plain': (plain, 5000, 1.05), 'parameters': (with_parameters, 2000, 1.05), 'like': (on_a_base, 2000, 1.05),
          'locales': (many_locales, 250, 1.05), 'imports': (imports, 250, 1.05), 'errors': (errors, 1000, 1.05),
          'lets': (lets, 5000, 1.05), 'deep': (deep, 2, 1.1), 'forty-locales': (forty_locales, 50, 1.1),
          'many-imports': (many_imports, 625, 1.1)}


# Messages as people write them.

def base_with_parameters(n):
    text = FLOW + 'locales pt-BR, es, en\nbase b(p: string(min: 1, max: 9), q: integer) {\n  title "T{p}", %s, payload { a: q }\n' % REST
    text += ''.join('  in %s { title "T{p}", text "B", cta "G" }\n' % tag for tag in ('es', 'en')) + '}\n'
    return one(text + ''.join('message m%d like b(p: "a%d", q: %d)\n' % (i, i, i) for i in range(n)))


def two_blocks(n):
    return one(FLOW + ''.join('message m%d {\n  %s, payload { a: %d }\n%s}\n' % (
        i, FULL, i, ''.join('  in %s { title "T", text "B", cta "G" }\n' % tag for tag in ('es', 'en')))
        for i in range(n)))


USUAL = {'plain': plain, 'like': on_a_base, 'base with parameters, 3 locales': base_with_parameters, '2 in blocks': two_blocks}


# Messages and rows whose values components show.

def shown_flow():
    """A Flow whose first screen shows eleven of its fields."""
    def field(type, example): return {'type': type, '__example__': example}
    def shown(type, **properties): return {'type': type, **{k: '${data.%s}' % v for k, v in properties.items()}}
    day = {'name': 'day', 'label': 'Day'}
    data = {name: field('string', 'Example') for name in ('heading', 'body', 'note', 'label', 'hint', 'button')}
    data.update(first=field('string', '2026-01-01'), last=field('string', '2026-12-31'), least=field('integer', 1),
                most=field('number', 9), picks={'type': 'array', '__example__': [{'id': '1', 'title': 'One'}], 'items': {
                    'type': 'object', 'properties': {'id': {'type': 'string'}, 'title': {'type': 'string'}}}})
    children = [
        shown('TextHeading', text='heading'), shown('TextBody', text='body'), shown('TextCaption', text='note'),
        {'name': 'name', **shown('TextInput', label='label'), 'helper-text': '${data.hint}'},
        {'name': 'picks', 'label': 'Picks', **shown('CheckboxGroup'), 'data-source': '${data.picks}',
         'min-selected-items': '${data.least}', 'max-selected-items': '${data.most}'},
        {**day, **shown('DatePicker'), 'min-date': '${data.first}', 'max-date': '${data.last}'},
        {**shown('Footer', label='button'), 'on-click-action': {'name': 'complete', 'payload': {}}}]
    screen = {'id': 'S', 'title': 'First', 'terminal': True, 'data': data,
              'layout': {'type': 'SingleColumnLayout', 'children': children}}
    return json.dumps({'version': '7.3', 'screens': [screen]})


def shown_message(name, parameters, heading, first):
    return """message %s%s {
  title "T", text "B", caption "C", flow f, cta "Go"
  screen S {
    heading: %s, body: "Body", note: "Note", label: "Label", hint: "Hint", button: "Send", first: %s
    last: "2026-12-31", least: 1, most: 2, picks: [{ id: "1", title: "One" }, { id: "2", title: "Two" }]
  }
}
""" % (name, parameters, heading, first)


def shown(n):
    source = 'flow f from "f.json"\n' + ''.join(shown_message('m%d' % i, '', '"Heading %d"' % i, '"2026-01-01"') for i in range(n))
    return {'main.flowmsg': source, 'f.json': shown_flow()}


def example(n):
    """The message of an example whose Flow is read from its file, n times under other names."""
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'examples')
    source = open(os.path.join(folder, '05-flow-json.flowmsg')).read()
    head, message = source[:source.index('message cita')], source[source.index('message cita'):]
    return {'main.flowmsg': head + ''.join(message.replace('cita', 'cita%d' % i, 1) for i in range(n)),
            'flows/agendar-cita.json': open(os.path.join(folder, 'flows', 'agendar-cita.json')).read()}


def shown_rows(n):
    types = '(name: string(min: 1, max: 40), first: string(min: 10, max: 10))'
    source = 'flow f from "f.json"\n' + shown_message('m', types, '"Hello {name}"', 'first')
    rows = 'to,name,first\n' + ''.join('55119%08d,Ana %d,2026-0%d-1%d\n' % (i, i, i % 9 + 1, i % 9) for i in range(n))
    return {'main.flowmsg': source, 'f.json': shown_flow(), 'stdin': rows}


def write(files, folder):
    os.makedirs(os.path.join(folder, '.git'), exist_ok=True)
    for name, text in files.items():
        os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
        with open(os.path.join(folder, name), 'w') as file: file.write(text)
    return ['main.flowmsg'] if 'main.flowmsg' in files else ['.']


def instructions(binary, files, command):
    with tempfile.TemporaryDirectory(prefix='flowmsg-cost-') as folder:
        operands = write(files, folder) if files else []
        done = subprocess.run(
            ['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null', binary, *command, *operands],
            cwd=folder, stdin=open(os.path.join(folder, 'stdin')) if 'stdin' in files else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        found = re.search(rb'Collected : (\d+)', done.stderr)
        if not found: sys.exit(done.stderr.decode('utf8', 'replace'))
        return int(found[1])


def bombs(binary, names):
    isFine = True
    for name in names or BOMBS:
        text = BOMBS[name]()
        with tempfile.TemporaryDirectory(prefix='flowmsg-cost-') as folder:
            write(one(text), folder)
            for command in (['check'], ['compile', '--ndjson', '--compact']):
                process = subprocess.Popen([binary, *command, 'main.flowmsg'], cwd=folder, stdout=subprocess.DEVNULL,
                                           stderr=subprocess.DEVNULL)
                _, status, used = os.wait4(process.pid, 0)
                process.returncode = os.waitstatus_to_exitcode(status)
                seconds, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
                isFine = isFine and seconds < 2 and memory < 200
                print('%-16s %-8s %9d B: exit %d, %6.2f s, %5.0f MB' % (
                    name, command[0], len(text), process.returncode, seconds, memory), flush=True)
    return isFine


def growth(binary, names):
    isFine = True
    for name in names or GROWTH:
        make, n, bound = GROWTH[name]
        few, many = (instructions(binary, make(size), ['check']) for size in (n, 8 * n))
        start = instructions(binary, make(1), ['check'])
        (few, many) = ((few - start) / (n - 1), (many - start) / (8 * n - 1))
        ratio = many / max(1, few)
        isFine = isFine and ratio <= bound
        print('%-16s n %6d: %9.0f instructions each, at 8 n %9.0f: %.3f of linear (%.2f)' % (
            name, n, few, many, ratio, bound), flush=True)
    return isFine


def usual(binary):
    for name, make in USUAL.items():
        few, many = (instructions(binary, make(n), ['compile', '--ndjson', '--compact']) for n in (1000, 10_000))
        print('%-32s %7.0f instructions a message' % (name, (many - few) / 9000), flush=True)
    return True


def values_shown(binary):
    for name, make, command, sizes in (
            ('message of an example', example, ['compile', '--ndjson', '--compact'], (1000, 5000)),
            ('message with 15 values shown', shown, ['compile', '--ndjson', '--compact'], (1000, 5000)),
            ('row with 15 values shown', shown_rows, ['render', '--bot', 'b', '--message', 'm'], (20_000, 40_000))):
        few, many = (instructions(binary, make(n), command) for n in sizes)
        print('%-32s %7.0f instructions each' % (name, (many - few) / (sizes[1] - sizes[0])), flush=True)
    return True


def start(binary):
    least = instructions('/bin/true', {}, [])
    print('%-24s %9d instructions' % ('/bin/true', least))
    for name, files, command in (('--version', {}, ['--version']), ('check of one message', plain(1), ['check']),
                                 ('compile of one message', plain(1), ['compile', '--compact'])):
        count = instructions(binary, files, command)
        print('%-24s %9d instructions, %.1f times those of /bin/true' % (name, count, count / least), flush=True)
    loaded = subprocess.run(['ldd', binary], capture_output=True, text=True).stdout.split('\n')
    print('libraries: ' + ' '.join(sorted(line.split()[0] for line in loaded if '=>' in line)))
    return True


def main(binary, what, *names):
    if what == 'write':
        for name, make in BOMBS.items(): write(one(make()), os.path.join(names[0], 'bomb-' + name))
        for name, (make, n, _) in GROWTH.items(): write(make(n), os.path.join(names[0], 'growth-' + name))
        return 0
    binary = os.path.abspath(binary)
    return 0 if {'bombs': bombs, 'growth': growth, 'instructions': lambda b, _: usual(b),
                 'shown': lambda b, _: values_shown(b),
                 'start': lambda b, _: start(b)}[what](binary, names) else 1


if __name__ == '__main__':
    if len(sys.argv) < 3: sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
