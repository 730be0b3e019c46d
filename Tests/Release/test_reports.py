"""Reports of `check`, read by programs of others: their places and texts come back as they are in the source."""

import json
import os
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

FLOWMSG = os.environ.get("FLOWMSG", "")
SOUND = 'message sa {\n  title "A"\n  text "B"\n  caption "C"\n  flow f\n  cta "Go"\n  screen S\n}\nflow f { screen S }\n'
SOURCE = 'message ação {\n  título "]]> & <b> \\"x\\""\n  text "é {nome}"\n}\n' + SOUND
NAME = "mês 1,2%3A.flowmsg"


class Reports(unittest.TestCase):
    """One run writes all of them."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        folder = cls.folder.name
        os.mkdir(os.path.join(folder, ".git"))
        with open(os.path.join(folder, NAME), "w", encoding="utf8") as file:
            file.write(SOURCE)
        names = ["json", "sarif", "gitlab", "junit", "rdjson", "checkstyle", "github"]
        formats = [part for name in names for part in ("--format", "%s=%s.report" % (name, name))]
        done = subprocess.run([FLOWMSG, "check", *formats], cwd=folder, capture_output=True)
        assert done.returncode == 1 and not done.stdout, done
        cls.reports = {name: cls.read(os.path.join(folder, name + ".report")) for name in names}
        cls.findings = json.loads(cls.reports["json"])["diagnostics"]
        assert len(cls.findings) >= 2

    @staticmethod
    def read(path):
        with open(path, encoding="utf8") as file:
            return file.read()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_sarif_is_read_by_sarif_tools(self):
        from sarif import loader

        path = os.path.join(self.folder.name, "out.sarif")
        with open(path, "w", encoding="utf8") as file:
            file.write(self.reports["sarif"])
        records = loader.load_sarif_file(path).get_records()
        self.assertEqual(sorted(record["Code"].split()[0] for record in records), sorted(f["code"] for f in self.findings))
        self.assertEqual({str(record["Line"]) for record in records}, {str(f["range"]["start"]["line"]) for f in self.findings})

    def test_checkstyle_is_xml(self):
        root = ElementTree.fromstring(self.reports["checkstyle"])
        self.assertEqual([file.get("name") for file in root], [NAME])
        found = [(e.get("source"), int(e.get("line")), int(e.get("column"))) for e in root.iter("error")]
        place = lambda f: (f["range"]["start"]["line"], f["range"]["start"]["column"])
        self.assertEqual(found, [("flowmsg." + f["code"], *place(f)) for f in self.findings])

    def test_junit_is_read_by_junitparser(self):
        from junitparser import Failure, JUnitXml

        suites = list(JUnitXml.fromstring(self.reports["junit"].encode()))
        self.assertEqual([suite.name for suite in suites], [NAME])
        cases = list(suites[0])
        self.assertEqual([case.name for case in cases], ["ação", "sa", NAME])
        failed = [any(isinstance(result, Failure) for result in case.result) for case in cases]
        self.assertEqual(failed, [True, False, False])

    def test_gitlab_has_no_equal_fingerprints(self):
        findings = json.loads(self.reports["gitlab"])
        self.assertEqual(len({f["fingerprint"] for f in findings}), len(self.findings))
        self.assertEqual({f["location"]["path"] for f in findings}, {NAME})

    def test_columns_of_rdjson_are_bytes(self):
        lines = SOURCE.split("\n")
        for finding, other in zip(json.loads(self.reports["rdjson"])["diagnostics"], self.findings):
            start, place = finding["location"]["range"]["start"], other["range"]["start"]
            before = lines[place["line"] - 1][: place["column"] - 1]
            self.assertEqual((start["line"], start["column"]), (place["line"], len(before.encode()) + 1))

    def test_github_has_one_line_each(self):
        lines = self.reports["github"].splitlines()
        self.assertEqual(len(lines), len(self.findings))
        for line in lines:
            self.assertRegex(line, r"^::(error|warning|notice) file=mês 1%2C2%253A\.flowmsg,line=\d+,[^:]*::")


if __name__ == "__main__":
    unittest.main()
