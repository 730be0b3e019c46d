#!/usr/bin/env python3
"""Reads the lists in `tables/`, bytes as spreadsheets and other programs save them, and compares what comes of each.

    FLOWMSG=/path/to/flowmsg python3 -m unittest test_files
    UPDATE=1 FLOWMSG=… python3 -m unittest test_files        # writes what came; look at each difference

A folder has the list (`list.*`), `case.json` and what is right. The case says in `rule` what it is about, in `form` the
message of `forms/`, in `options` the rest of the command line, in `commands` which commands read the list (`render` and
`send` unless it says so) and in `exit` how they end: one number, or one for each command. That is written by hand.
`expected.ndjson` has the requests that `render` prints, or without it those of `send --dry-run`, which are the same or,
where `send` refuses the list, none; `render.txt` and `send.txt` have standard error, and `rejects.*` the rejected rows.
Needs Python alone.
"""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
FLOWMSG = os.path.abspath(os.environ.get("FLOWMSG", HERE.parents[1] / ".build/release/flowmsg"))
IS_UPDATE = os.environ.get("UPDATE") == "1"
HEAD = (b"POST ", b" HTTP/1.1\n")


def requests(trial):
    """The requests of `--dry-run` as the lines that `render` prints."""
    lines = []
    for part in trial.split(HEAD[0])[1:]:
        path, rest = part.split(HEAD[1], 1)
        fields, body = rest.split(b"\n\n", 1)
        length = int(next(line for line in fields.split(b"\n") if line.startswith(b"Content-Length: ")).split()[1])
        lines.append(b'{"method":"POST","path":"%s","query":{},"body":%s}\n' % (path, body[:length]))
    return b"".join(lines)


class Table:
    """A list, how it is read, and what is right of it."""

    def __init__(self, folder):
        self.folder = folder
        case = json.loads((folder / "case.json").read_text())
        self.form, self.options = case["form"], case["options"]
        self.commands = case.get("commands", ["render", "send"])
        ends = case["exit"]
        self.exits = ends if isinstance(ends, dict) else {command: ends for command in self.commands}
        self.list = next(folder.glob("list.*"))

    def run(self, command, folder):
        """Runs a command in a folder of its own: its exit, standard output, standard error and rejected rows."""
        shutil.copy(HERE / "forms" / self.form, folder)
        shutil.copy(self.list, folder)
        given = ["--recipients", self.list.name, "--dry-run"] if command == "send" else []
        with self.list.open("rb") as file:
            done = subprocess.run(
                [FLOWMSG, command, self.form, "--bot", "b1", *given, *self.options], cwd=folder, capture_output=True,
                stdin=file if command == "render" else subprocess.DEVNULL, env={"PATH": os.environ["PATH"]})
        rejects = {path.name: path.read_bytes() for path in pathlib.Path(folder).glob("rejects.*")}
        return done.returncode, done.stdout, done.stderr, rejects


class Files(unittest.TestCase):
    maxDiff = None

    def compare(self, path, bytes_):
        if IS_UPDATE:
            path.write_bytes(bytes_)
        self.assertTrue(path.exists(), f"{path} is missing")
        self.assertEqual(bytes_.decode(errors="backslashreplace"), path.read_bytes().decode(errors="backslashreplace"))

    def check(self, table, command):
        with tempfile.TemporaryDirectory() as folder:
            code, out, error, rejects = table.run(command, folder)
        self.assertEqual(code, table.exits[command], error.decode())
        if command == "send" and "render" in table.commands:
            right = (table.folder / "expected.ndjson").read_bytes() if code == 0 else b""
            self.assertEqual(requests(out).decode(), right.decode())
        else:
            self.compare(table.folder / "expected.ndjson", requests(out) if command == "send" else out)
        self.compare(table.folder / f"{command}.txt", error)
        self.assertEqual(sorted(rejects), [name for name in table.options if name.startswith("rejects.")])
        for name, bytes_ in rejects.items():
            self.compare(table.folder / name, bytes_)

    def test_tables(self):
        folders = sorted(path for path in (HERE / "tables").iterdir() if path.is_dir())
        self.assertGreater(len(folders), 90)
        for folder in folders:
            table = Table(folder)
            for command in table.commands:
                with self.subTest(folder.name, command=command):
                    self.check(table, command)


if __name__ == "__main__":
    unittest.main()
