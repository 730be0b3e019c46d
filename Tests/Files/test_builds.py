"""Whose files a compiled folder has: what a run replaces and removes is what an earlier run of the same project wrote."""
import fcntl, hashlib, json, os, resource, subprocess, time, unittest
from files import FLOWMSG, LINUX, PLAIN, Files

MANIFEST = "flowmsg.manifest.json"


class Builds(Files):
    def compile(self, *arguments, folder="project", code=0, **others):
        found, _, error = self.flowmsg("compile", *arguments, folder=folder, **others)
        self.assertEqual(found, code, error)
        return error

    def listed(self, folder="dist"):
        """What the manifest lists, each held against what is there."""
        with open(self.path(f"{folder}/{MANIFEST}")) as file:
            outputs = json.load(file)["outputs"]
        for one in outputs:
            with open(self.path(f"{folder}/{one['file']}"), "rb") as file:
                self.assertEqual(hashlib.sha256(file.read()).hexdigest(), one["sha256"])
        return {one["file"]: one for one in outputs}

    def names(self, folder="dist"):
        return sorted(os.listdir(self.path(folder)))

    def waits(self, process):
        """Whether a process waits for a lock."""
        with open("/proc/locks") as file:
            return any("->" in line and str(process) in line.split() for line in file)

    def state(self, folder):
        found = {}
        for name in self.names(folder):
            with open(self.path(f"{folder}/{name}"), "rb") as file:
                found[name] = file.read()
        return found

    def other(self, name="n"):
        os.makedirs(self.path("other/.git"))
        self.write("other/o.flowmsg", PLAIN.format(name=name))

    # Two projects

    def test_two_projects_share_a_folder(self):
        self.other()
        self.compile(".", "-o", "../dist")
        self.compile(".", "-o", "../dist", folder="other")
        self.compile(".", "-o", "../dist")
        self.assertEqual(sorted(self.listed()), ["m.json", "n.json"])
        self.assertEqual({one["file"]: one["root"] for one in self.listed().values()}, {"m.json": "../project", "n.json": "../other"})
        # One of them loses its source: its own run alone removes what was made of it.
        os.remove(self.path("other/o.flowmsg"))
        self.write("other/p.flowmsg", PLAIN.format(name="p"))
        self.compile(".", "-o", "../dist")
        self.assertIn("n.json", self.names())
        self.compile(".", "-o", "../dist", folder="other")
        self.assertEqual(self.names(), [MANIFEST, "m.json", "p.json"])

    def test_one_name_of_two_projects(self):
        self.other("m")
        self.compile(".", "-o", "../dist")
        before = self.state("dist")
        error = self.compile(".", "-o", "../dist", folder="other", code=2)
        self.assertIn(self.path("project"), error)
        self.assertIn("root is '.'", error)
        self.assertEqual(self.state("dist"), before)
        # A project that is gone has no say.
        os.rename(self.path("project"), self.path("moved"))
        self.compile(".", "-o", "../dist", folder="other")
        self.assertEqual(self.listed()["m.json"]["root"], "../other")

    def test_an_entry_without_a_root_is_taken_over(self):
        self.compile(".", "-o", "../dist")
        text = self.read(f"dist/{MANIFEST}")
        self.write(f"dist/{MANIFEST}", "".join(line for line in text.splitlines(True) if '"root"' not in line))
        self.other("m")
        self.compile(".", "-o", "../dist", folder="other")
        self.assertEqual(self.listed()["m.json"]["root"], "../other")

    def test_the_same_layout_gives_the_same_bytes(self):
        self.compile(".", "-o", "dist")
        first = self.read(f"project/dist/{MANIFEST}")
        os.rename(self.path("project"), self.path("elsewhere"))
        self.compile("elsewhere", "-o", "elsewhere/dist", folder=".")
        self.assertEqual(self.read(f"elsewhere/dist/{MANIFEST}"), first)

    # Standard input

    def test_what_was_piped_in_is_removed_by_its_own_name_alone(self):
        def pipe(message, *options):
            self.compile("-", "-o", "../dist", *options, input=PLAIN.format(name=message).encode())
        pipe("a")
        pipe("b")
        pipe("c", "--stdin-filename", "in.flowmsg")
        pipe("d", "--stdin-filename", "other.flowmsg")
        self.compile(".", "-o", "../dist")
        self.assertEqual(self.names(), ["a.json", "b.json", "c.json", "d.json", MANIFEST, "m.json"])
        self.assertTrue(self.listed()["c.json"]["stdin"])
        pipe("e", "--stdin-filename", "in.flowmsg")
        self.assertEqual(self.names(), ["a.json", "b.json", "d.json", "e.json", MANIFEST, "m.json"])

    # What no run wrote

    def test_a_file_that_no_run_wrote_stays(self):
        flow = '{\n  "version": "7.1",\n  "screens": []\n}\n'
        for name, text in [("m.json", flow), ("m.json", '{"name": "x"}'), ("m.json", ""), ("m.json", "{}"), ("m.json", "text")]:
            self.write(f"project/{name}", text)
            error = self.compile(".", "-o", ".", code=2)
            self.assertIn("'./m.json' is there already", error)
            self.assertIn("rename the message", error)
            self.assertEqual(self.read(f"project/{name}"), text)
            self.assertFalse(os.path.exists(self.path(f"project/{MANIFEST}")))

    def test_a_body_in_our_own_layout_is_replaced(self):
        for options in [(), ("--compact",)]:
            self.compile(".", "-o", "dist", *options)
            os.remove(self.path(f"project/dist/{MANIFEST}"))
            self.write("project/m.flowmsg", PLAIN.format(name="m").replace("Two", "Three" + "".join(options)))
            self.assertEqual(self.compile(".", "-o", "dist", *options), "")
        body = self.read("project/dist/m.json")
        self.write("project/dist/m.json", body + " ")
        os.remove(self.path(f"project/dist/{MANIFEST}"))
        self.compile(".", "-o", "dist", code=2)

    def test_one_that_was_edited_is_replaced_with_a_warning(self):
        self.compile(".", "-o", "dist")
        self.write("project/dist/m.json", "mine")
        self.assertIn("warning: 'dist/m.json' was edited since it was compiled", self.compile(".", "-o", "dist"))
        self.assertIn('"title": "One"', self.read("project/dist/m.json"))

    def test_a_dash_is_no_folder_and_no_file(self):
        self.compile(".", "-o", "-", code=2)
        self.compile(".", "--depfile", "-", code=2)
        self.assertEqual(self.names("project"), [".git", "m.flowmsg"])

    # Case

    def test_two_names_that_differ_in_case(self):
        self.compile(".", "-o", "dist")
        self.write("project/m.flowmsg", PLAIN.format(name="M"))
        self.compile(".", "-o", "dist")
        self.assertEqual(self.names("project/dist"), ["M.json", MANIFEST])
        self.write("project/n.flowmsg", PLAIN.format(name="m"))
        before = self.state("project/dist")
        self.assertIn("case alone", self.compile("n.flowmsg", "-o", "dist", code=2))
        self.assertEqual(self.state("project/dist"), before)
        os.makedirs(self.path("project/free"))
        self.write("project/free/M.json", "mine")
        self.assertIn("case alone", self.compile("n.flowmsg", "-o", "free", code=2))
        self.assertEqual(self.names("project/free"), ["M.json"])

    # Two at once

    def test_a_run_waits_for_the_one_before(self):
        os.mkdir(self.path("project/dist"))
        descriptor = os.open(self.path("project/dist"), os.O_RDONLY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        process = subprocess.Popen(
            [FLOWMSG, "compile", ".", "-o", "dist"], cwd=self.path("project"), env=self.environment,
            stderr=subprocess.PIPE)
        if LINUX:
            # Until it waits for the lock, which the system shows.
            while not self.waits(process.pid):
                self.assertIsNone(process.poll())
                time.sleep(0.01)
        self.assertEqual(self.names("project/dist"), [])
        # What the one before leaves is seen by the one after.
        self.write(f"project/dist/{MANIFEST}", '{"version": 1, "outputs": []}')
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        self.assertEqual(process.wait(), 0, process.stderr.read())
        process.stderr.close()
        os.close(descriptor)
        self.assertEqual(self.names("project/dist"), [MANIFEST, "m.json"])

    def test_a_folder_that_was_made_for_nothing_is_removed(self):
        self.write("project/m.flowmsg", PLAIN.format(name="m"))
        self.compile(".", "-o", "a/b/c", "--depfile", "m.flowmsg", code=2)
        self.assertFalse(os.path.exists(self.path("project/a")))
        self.compile(".", "-o", "a/b/c")
        self.assertEqual(self.names("project/a/b/c"), [MANIFEST, "m.json"])

    # Bad input

    def test_manifests_that_are_none(self):
        self.compile(".", "-o", "dist")
        good = self.read(f"project/dist/{MANIFEST}")
        entry = json.loads(good)["outputs"][0]
        def changed(**members):
            return json.dumps({"version": 1, "outputs": [entry | members]})
        for text in [
            "", "{", "[]", "null", '{"version": 2, "outputs": []}', '{"version": 1}', good[:-20],
            changed(file="../m.json"), changed(file="/etc/x.json"), changed(file=MANIFEST), changed(sha256="0"),
            changed(root=1), changed(tags="x"), changed(tags=[1]), changed(stdin="x"), changed(kind="x"),
            json.dumps({"version": 1, "outputs": [entry, entry]}),
        ]:
            self.write(f"project/dist/{MANIFEST}", text)
            self.write("project/m.flowmsg", PLAIN.format(name="m").replace("Two", "New"))
            before = self.state("project/dist")
            error = self.compile(".", "-o", "dist", code=2)
            self.assertTrue(error.startswith(f"error: dist/{MANIFEST}:"), error)
            self.assertEqual(len([line for line in error.splitlines() if line.startswith("error")]), 1)
            self.assertEqual(self.state("project/dist"), before)
        # A root that leads anywhere is but compared.
        for root in ["../../../../..", "/etc", "a\nb", "", ".."]:
            self.write(f"project/dist/{MANIFEST}", changed(root=root, file="gone.json", source="passwd"))
            self.write("project/dist/gone.json", "mine")
            self.compile(".", "-o", "dist")
            with open(self.path(f"project/dist/{MANIFEST}")) as file:
                self.assertIn("m.json", [one["file"] for one in json.load(file)["outputs"]])
            self.assertEqual(self.read("project/dist/gone.json"), "mine")

    def test_a_folder_that_may_not_be_written(self):
        self.compile(".", "-o", "dist")
        before = self.state("project/dist")
        self.write("project/m.flowmsg", PLAIN.format(name="n"))
        # Root may write everywhere, and somebody else nowhere here.
        others = {"user": 65534} if os.geteuid() == 0 else {}
        os.chmod(self.folder.name, 0o755)
        os.chmod(self.path("project/dist"), 0o555)
        try:
            for folder in ["dist", "dist/new"]:
                error = self.compile(".", "-o", folder, code=2, **others)
                self.assertIn("there is no permission", error)
                self.assertEqual(error.count("error"), 1)
            # One that may be written and not be listed is written to, without a lock.
            os.mkdir(self.path("project/blind"))
            os.chmod(self.path("project/blind"), 0o333)
            self.assertIn("cannot be locked", self.compile("m.flowmsg", "-o", "blind", **others))
        finally:
            for folder in ["dist", "blind"]:
                os.chmod(self.path(f"project/{folder}"), 0o755)
        self.assertEqual(self.state("project/dist"), before)
        self.assertEqual(self.names("project/blind"), [MANIFEST, "n.json"])

    def test_no_room(self):
        """A file may be no larger than 2 KiB: what is larger fails, and nothing of the run is there."""
        self.compile(".", "-o", "dist")
        before = self.state("project/dist")
        self.write("project/m.flowmsg", "".join(PLAIN.format(name=f"m{i}") for i in range(20)))
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))
        error = self.compile(".", "-o", "dist", code=2, preexec_fn=limit)
        self.assertEqual(error.count("error"), 1, error)
        self.assertEqual(self.state("project/dist"), before)


if __name__ == "__main__":
    unittest.main()
