#!/usr/bin/env python3
"""Builds fuzz targets with libFuzzer and AddressSanitizer, and runs them. See README.md.

    Tests/Fuzz/fuzz.py [--checked] [--seed N] [SECONDS] [TARGET…]

With 0 seconds it only builds. Exit 1 if an input was found that ends a target; its path is printed.
"""

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# The language settings of `house` in Package.swift, without which the sources do not mean the same.
HOUSE = ["-swift-version", "6", "-enable-upcoming-feature", "ExistentialAny", "-enable-upcoming-feature",
         "InternalImportsByDefault", "-enable-upcoming-feature", "MemberImportVisibility"]
SANITIZERS = ["-sanitize=fuzzer,address"]
# What a single input may take: seconds, megabytes, bytes.
TIMEOUT, MEMORY, LENGTH = 25, 3000, 1 << 14


def targets():
    """The targets' names and files: one file a target."""
    return {path.stem.lower(): path for path in sorted((HERE / "Targets").glob("*.swift")) if path.stem != "Seeds"}


class Build:
    """Compiles rooms and what is made of them, each once."""

    def __init__(self, folder, optimization):
        self.folder, self.optimization = folder, optimization
        folder.mkdir(parents=True, exist_ok=True)
        text = subprocess.run(["swift", "package", "dump-package"], cwd=ROOT, capture_output=True, check=True).stdout
        self.rooms = {t["name"]: [d["byName"][0] for d in t["dependencies"] if "byName" in d]
                      for t in json.loads(text)["targets"]}

    def needed(self, imports):
        """The rooms that `imports` come to, those that others see first."""
        order = []

        def visit(name):
            for other in self.rooms[name]:
                visit(other)
            if name not in order:
                order.append(name)

        for name in imports:
            visit(name)
        return order

    def room(self, name, others):
        """Compiles a room, unless it is newer than its sources and what it sees."""
        product, folder = self.folder / f"{name}.o", ROOT / "Sources" / name
        sources = sorted(folder.rglob("*.swift")) or sorted(folder.rglob("*.c"))
        inputs = sources + [self.folder / f"{other}.o" for other in others]
        if product.exists() and newest(inputs) < product.stat().st_mtime:
            return product
        if sources[0].suffix == ".c":
            module = self.folder / name / "module.modulemap"
            module.parent.mkdir(exist_ok=True)
            module.write_text(f'module {name} {{ umbrella "{folder / "include"}" export * }}\n')
            command = ["clang", "-c", "-O1", "-g", "-fsanitize=address", "-I", folder / "include", "-o", product]
        else:
            command = ["swiftc", self.optimization, "-g", "-wmo", "-parse-as-library", "-emit-module",
                       "-emit-module-path", self.folder / f"{name}.swiftmodule", "-c", "-o", product,
                       "-module-name", name, *self.common()]
        run(command + sources)
        return product

    def program(self, path, sanitizers):
        """Compiles and links a file of `Targets` with `Support` and the rooms that it imports."""
        imports = re.findall(r"^(?:@_spi\(\w+\) )?import (FlowMsg\w*)", path.read_text(), re.MULTILINE)
        objects = [self.room(name, self.rooms[name]) for name in self.needed(imports)]
        product = self.folder / path.stem.lower()
        if product.exists() and newest(objects + [path]) < product.stat().st_mtime:
            return product
        run(["swiftc", self.optimization, "-g", "-parse-as-library", "-module-name", f"Fuzz{path.stem}",
             *sanitizers, *(["-use-ld=lld"] if sys.platform == "linux" else []), "-o", product, *self.common(False), path, *objects])
        return product

    def common(self, sanitizes=True):
        modules = [x for path in self.folder.glob("*/module.modulemap") for x in ("-I", path.parent)]
        return [*HOUSE, "-package-name", "flowmsg", "-I", self.folder, *modules, *(SANITIZERS if sanitizes else [])]


def newest(paths):
    return max(path.stat().st_mtime for path in paths)


def run(command):
    print("·", Path(str(command[0])).name, command[command.index("-o") + 1], flush=True)
    if subprocess.run([str(part) for part in command], cwd=ROOT).returncode != 0:
        sys.exit(2)


def environment():
    return {**os.environ, "SWIFT_BACKTRACE": "enable=no", "ASAN_OPTIONS": "detect_leaks=0"}


HTTP = [
    b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    b"POST /v1/bots/B/messages?type=x HTTP/1.1\r\nHost: localhost:1\r\nContent-Length: 2\r\nAuthorization: Basic YTpi\r\n\r\n{}"
    b"GET /messages HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: [::1]:80\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n"
    b"5;a=\"b\"\r\nabcde\r\n0\r\nX-Y: z\r\n\r\n",
]
TABLES = [
    b"to,nome\n593987654321,Ana\n", b"sep=;\r\nto;nome;n\r\n593987654321;\"a;\"\"b\"\"\";1\r\n",
    b"\xef\xbb\xbfto\tnome\tl[0]\n593987654321\tZo\xc3\xa9\t\xc2\xa0x\n\n", b"to,nome\r593987654321,\"a\nb\"\r",
    b"to,nome,locale,bot,o.id,e,x,b\n593987654321,Ana,es-MX,br,i,a,1.5,true\n",
    b'{"to":"593987654321","nome":"Ana","o":{"id":"a","k":1},"l":["a"],"x":1.5}\n{"to":593987654322}\n',
    "to,nome\n593987654321,Ana\n".encode("utf-16"),
]


# Steps of three bytes: intents, commits, outcomes, kills and power cuts, damage. Then a journal of version 1 without checksums.
HISTORIES = [
    bytes([0, 0, 0, 0, 1, 0, 5, 0, 0, 2, 0, 0, 2, 1, 2, 4, 0, 0, 0, 1, 0, 5, 0, 0, 2, 1, 0, 5, 0, 0, 9, 0, 0]),
    bytes([0, 0, 0, 0, 1, 0, 0, 2, 0, 5, 0, 0, 2, 0, 0, 2, 1, 1, 9, 1, 7, 0, 3, 0, 5, 0, 0, 9, 6, 0, 0, 4, 0, 5, 0, 0, 7, 0, 0]),
    bytes([0, 0, 0, 0, 1, 0, 5, 0, 0, 2, 0, 0, 5, 0, 0, 0x8A, 0, 40, 9, 0, 0, 0, 5, 0, 5, 0, 0, 0x9A, 0, 64, 9, 0, 0]),
    bytes([0, 0, 0, 5, 0, 0, 2, 0, 0, 5, 0, 0, 0xAA, 0, 20, 9, 0, 0, 8, 2, 0, 0, 6, 0, 5, 0, 0, 9, 1, 3]),
    b"G" + bytes([24, 0]) + bytes([1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0]) + bytes([10, 100, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0]),
]
EXCLUSIONS = [
    b"593987654321\n+593 98 700 0001\n", b"Telefone;motivo\n5511987654321;x\n", b"to\n1\n", b"\n\n", b"(55) 11-987654321\n",
    b"line,to,state,status,code,field,reason,time\n2,593987000000,sent,200,,,,\n3,593987000001,in doubt,,,,timeout,\n",
    b"line,to,state,status,code,field,reason\n2,593987000000,sent,200,,,\n", b"sep=;\nline;to;state;status;code;field;reason\n2;1;sent;;;;\n",
    b'{\n  "version": 1,\n  "complete": true,\n  "summary": {"sent": 1},\n  "rows": [\n    {"line":2,"to":"593987000000","state":"sent"}\n  ]\n}\n',
    b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n<testsuite name="flowmsg send" tests="1">\n'
    b'<testcase classname="line 2" name="593987000000"></testcase>\n</testsuite>\n</testsuites>\n',
    *(b"R" + bytes([form]) + bytes(range(32)) for form in range(3)),
]
ROWS = [
    b"to,nome,reason\n593987654321,Ana,\"not tried\"\n593987654322,\"A,b\",\n593987654323,Bia\n",
    b"to;nome;flowmsg reason;reason\r\n593987654321;Ana;x;y\r\n593987654321;Ana;x;y\r\nx;=1;;\r\n",
    b'{"to":"593987654321","nome":"Ana","reason":"x"}\n{"to":"593987654322","nome":"Ana"}\n{"to":1}\n{}\n[]\n{"reason":1,"to":"593987654321","nome":"a"}',
    b"to,nome,n\n593987654321,Ana,99\n593987654322,,1\n593987654323,a,1,2\n593987654323,a,1",
]


def seeds(build, folder):
    """Writes what each target begins with; gives how many files there are for each."""
    writer = build.program(HERE / "Targets" / "Seeds.swift", ["-sanitize=address"])
    examples = [path.read_text() for path in sorted((ROOT / "examples").rglob("*.flowmsg"))]
    output = subprocess.run([str(writer), *examples], stdout=subprocess.PIPE, check=True, env=environment()).stdout
    found = {name: set() for name in targets()}
    while output:
        line, output = output.split(b"\n", 1)
        target, count = line.decode().split()
        found.setdefault(target, set()).add(output[:int(count)])
        output = output[int(count):]
    for path in [*(ROOT / "examples").rglob("*.json"), *(ROOT / "Tests").rglob("*.json")]:
        found["json"].add(path.read_bytes())
    corpus = os.environ.get("FLOWMSG_CORPUS")
    for path in sorted(Path(corpus).rglob("*")) if corpus else []:
        if path.suffix == ".json" and path.stat().st_size <= LENGTH:
            found["json"].add(path.read_bytes())
            found["source"].add(b'flow f from "x.json"\nmessage m { flow f, screen A { a: 1 } }\n\x1e' + path.read_bytes())
        if path.suffix == ".flowmsg" and path.stat().st_size <= LENGTH:
            found["source"].add(path.read_bytes())
    found["csv"].update(TABLES)
    found["form"].update(TABLES)
    found["source"].update(b'let t from "t.csv"\nlet j from "j.json"\n\x1e' + table for table in TABLES)
    found["references"].update(found["source"])
    found["http"].update(HTTP)
    found["journal"].update(HISTORIES)
    found["exclusion"].update([*TABLES, *EXCLUSIONS])
    found["returned"].update(bytes([choice]) + table for table in TABLES for choice in (0, 4, 0x10, 0x32))
    found["returned"].update(bytes([choice]) + table.decode("utf-16" if table[:1] == b"\xff" else "utf-8", "replace").encode(code, "replace")
                             for table in TABLES for choice, code in ((2, "windows-1252"), (3, "utf-16")))
    found["returned"].update(b"\x20" + row for row in ROWS)
    for name, texts in found.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for i, text in enumerate(sorted(texts)):
            (folder / name / f"{i:04}").write_bytes(text)


def dictionary(folder):
    """Writes the words of the grammar, of open forms and of HTTP, which a fuzzer would have to guess."""
    words = set(re.findall(r"'([^'\s]{2,})'", (ROOT / "grammar" / "flowmsg.ebnf").read_text()))
    words |= {"flow_action", "data_exchange", "flow_token", '"""', "\\u{", "min", "max", "string", "integer", "number",
              "boolean", 'from "x.json"', "// flowmsg-allow FM", "/*", "*/", '{"$param":"', '{"$text":[', "sep=;",
              "locale", "bot", "593987654321", "Content-Length:", "Transfer-Encoding: chunked", "HTTP/1.1\r\n", "\x1e",
              "reason", "flowmsg reason", "line,to,state,status,code,field,reason,time", "in doubt", "Telefone", "“", "\u00a0", "\ufeff", "data-source", "${data.", "__example__", "-1e999"}
    path = folder / "words.dict"
    path.write_text("".join(f'"{escaped(word)}"\n' for word in sorted(words)))
    return path


def escaped(word):
    return "".join(chr(b) if 0x20 <= b < 0x7F and chr(b) not in '"\\' else f"\\x{b:02X}" for b in word.encode())


def fuzz(program, name, folder, seconds, seed):
    """Runs one target; gives what is to be said of it, and the inputs that ended it."""
    corpus, finds = folder / "corpus" / name, folder / "finds" / name
    for each in (corpus, finds):
        each.mkdir(parents=True, exist_ok=True)
    before = set(finds.iterdir())
    command = [program, corpus, folder / "seeds" / name, f"-max_total_time={seconds}", f"-seed={seed}",
               f"-timeout={TIMEOUT}", f"-rss_limit_mb={MEMORY}", f"-max_len={LENGTH}", "-print_final_stats=1",
               f"-artifact_prefix={finds}/", f"-dict={folder / 'words.dict'}", "-use_value_profile=1"]
    log = folder / f"{name}.log"
    with log.open("wb") as file:
        subprocess.run([str(part) for part in command], stdout=file, stderr=file, env=environment())
    text = log.read_text(errors="replace")
    runs = re.search(r"number_of_executed_units: (\d+)", text) or re.search(r"(?s:.*)#(\d+)\s", text)
    coverage = re.findall(r"cov: (\d+)", text)
    new = sorted(set(finds.iterdir()) - before)
    print(f"{name}: {runs.group(1) if runs else '?'} executions in {seconds} s, seed {seed}, "
          f"{coverage[-1] if coverage else '?'} edges, {len(new)} finds", flush=True)
    for path in new:
        smaller = minimized(program, path)
        print(f"  {smaller.relative_to(ROOT)}: {smaller.read_bytes()[:200]!r}\n  {reason(text)}", flush=True)
    return bool(new)


def minimized(program, path):
    """The shortest input that ends the target in the same way, as far as half a minute finds it."""
    if not path.name.startswith("crash-"):
        return path
    smaller = path.with_name("small-" + path.name)
    subprocess.run([str(program), str(path), "-minimize_crash=1", "-max_total_time=30", f"-exact_artifact_path={smaller}"],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment())
    return smaller if smaller.exists() else path


def reason(text):
    """The line that says what happened."""
    lines = [line for line in text.splitlines() if re.search(r"Fatal error|ERROR:|SUMMARY:", line)]
    return lines[0] if lines else "see the log"


def main():
    arguments = sys.argv[1:]
    if "-h" in arguments or "--help" in arguments:
        print(__doc__.strip())
        return 0
    checked = "--checked" in arguments
    seed = random.randrange(1, 1 << 31)
    if "--seed" in arguments:
        seed = int(arguments.pop(arguments.index("--seed") + 1))
    rest = [argument for argument in arguments if not argument.startswith("--")]
    seconds = int(rest.pop(0)) if rest and rest[0].isdigit() else 60
    files = targets()
    for name in rest:
        if name not in files:
            print(f"there is no target '{name}', only {', '.join(files)}", file=sys.stderr)
            return 2
    folder = ROOT / ".build-fuzz"
    build = Build(folder / ("checked" if checked else "fast"), "-Onone" if checked else "-O")
    chosen = rest or list(files)
    programs = {name: build.program(files[name], SANITIZERS) for name in chosen}
    seeds(build, folder / "seeds")
    dictionary(folder)
    if seconds == 0:
        return 0
    found = [fuzz(programs[name], name, folder, seconds, seed) for name in chosen]
    return 1 if any(found) else 0


if __name__ == "__main__":
    sys.exit(main())
