#!/usr/bin/env python3
"""Instructions that a keystroke costs in a workspace with a file of 1,000 messages; needs valgrind.

    swift build -c release --product edits
    keystrokes.py .build/release/edits [COUNT]

Prints the median and the 99th percentile for messages by themselves, and for such with parameters and locales. Strip the
program's debug information (objcopy --strip-debug), as valgrind reads it slowly. Exits with 1 over 1.5 and 5 million."""
import pathlib, re, subprocess, sys, tempfile

MEDIAN, MOST = 1_500_000, 5_000_000


def function(binary):
    """The name of what is measured."""
    names = subprocess.run(['nm', binary], capture_output=True, text=True, check=True).stdout.split()
    return next(name for name in names if 'oneKeystroke' in name)


def costs(binary, kind, count):
    """The instructions of each keystroke: callgrind writes a file before each, of the one before."""
    name = function(binary)
    with tempfile.TemporaryDirectory(prefix='flowmsg-keystrokes-') as folder:
        subprocess.run(
            ['valgrind', '--tool=callgrind', '--callgrind-out-file=' + folder + '/out', '--toggle-collect=' + name,
             '--dump-before=' + name, binary, 'keystrokes', kind, str(count)],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found = [re.search(r'^(?:totals|summary): (\d+)', path.read_text(), re.MULTILINE)
                 for path in pathlib.Path(folder).iterdir()]
        return sorted(int(one[1]) for one in found if one and int(one[1]) > 0)


def main():
    binary, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
    isFine = True
    for kind in ('plain', 'locales'):
        all = costs(binary, kind, count)
        median, most = all[len(all) // 2], all[len(all) * 99 // 100]
        isFine = isFine and median <= MEDIAN and most <= MOST
        print('%-8s %4d keystrokes: median %9d, 99 %% %9d instructions' % (kind, len(all), median, most), flush=True)
    sys.exit(0 if isFine else 1)


main()
