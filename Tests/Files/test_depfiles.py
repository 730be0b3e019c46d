"""Names in depfiles: real make and real ninja build again what was made of a file with that name, whatever is in it."""
import os, shutil, subprocess, unittest
from files import PLAIN, Files

TARGET = "dist/flowmsg.manifest.json"
# What has no spelling that both read.
REFUSED = set("=;|%*?[<>^`\"'&")
LAST = set(" :\\")


class Names(Files):
    def build(self, tool, folder):
        command = [tool, TARGET] if tool == "make" else [tool, "-d", "explain", TARGET]
        made = subprocess.run(command, cwd=folder, capture_output=True, timeout=120)
        self.assertEqual(made.returncode, 0, (tool, os.listdir(folder), made.stdout, made.stderr))
        with open(os.path.join(folder, "count")) as file:
            return len(file.read())

    def try_name(self, name, tool):
        """Builds, changes the file, builds, removes it, builds: the tool runs the recipe each time, and not without need."""
        folder = self.path("project")
        for one in ["dist", "d", "count", ".ninja_log", ".ninja_deps"]:
            path = os.path.join(folder, one)
            shutil.rmtree(path, ignore_errors=True) if os.path.isdir(path) else os.path.exists(path) and os.remove(path)
        with open(os.path.join(folder, name), "w") as file:
            file.write(PLAIN.format(name="m"))
        code, _, error = self.flowmsg("compile", "-o", "dist", "--depfile", "d", "--", name)
        if code != 0:
            os.remove(os.path.join(folder, name))
            self.assertEqual(code, 2, error)
            self.assertIn("rename", error)
            self.assertFalse(os.path.exists(os.path.join(folder, "dist")))
            return False
        shutil.copy(os.path.join(folder, "d"), os.path.join(folder, "saved"))
        os.utime(os.path.join(folder, name), (1, 1))
        os.remove(os.path.join(folder, TARGET))
        os.remove(os.path.join(folder, "d"))
        self.assertEqual(self.build(tool, folder), 1, name)
        self.assertEqual(self.build(tool, folder), 1, (tool, name))
        os.utime(os.path.join(folder, name), (1 << 32, 1 << 32))
        self.assertEqual(self.build(tool, folder), 2, (tool, name))
        os.utime(os.path.join(folder, name), (1, 1))
        os.remove(os.path.join(folder, name))
        self.assertEqual(self.build(tool, folder), 3, (tool, name))
        return True

    def setUp(self):
        super().setUp()
        os.remove(self.path("project/m.flowmsg"))
        recipe = f"mkdir -p dist && printf x >> count && cp saved d && touch {TARGET} dist/m.json"
        self.write("project/Makefile", f"{TARGET}:\n\t@{recipe}\n-include d\n")
        self.write("project/build.ninja", f"rule c\n  command = {recipe}\n  depfile = d\nbuild {TARGET} dist/m.json: c\n")

    def over_all(self, tool):
        """Every printable character, at the start of a name, in it and at its end; twice, and before a blank."""
        found = {}
        for letter in map(chr, range(0x20, 0x7F)):
            if letter == "/":
                continue
            for place, name in [
                ("first", letter + "a.flowmsg"), ("inner", f"a{letter}b.flowmsg"), ("last", "a" + letter),
                ("twice", f"a{letter}{letter}b"), ("blank", f"a{letter} b"), ("hash", f"a{letter}#b"), ("dollar", f"a{letter}$b"),
                ("colon", f"a{letter}:b"),
            ]:
                if name.strip(".") and not (place == "last" and letter == "."):
                    found[letter, place] = self.try_name(name, tool)
        for (letter, place), isTaken in found.items():
            refused = letter in REFUSED or (letter in LAST and place == "last") or (letter == "~" and place == "first")
            refused |= letter == "\\" and place in ["blank", "hash", "dollar", "colon"]
            self.assertEqual(isTaken, not refused, (letter, place))

    @unittest.skipIf(shutil.which("make") is None, "make is not installed")
    def test_make(self):
        self.over_all("make")

    @unittest.skipIf(shutil.which("ninja") is None, "ninja is not installed")
    def test_ninja(self):
        self.over_all("ninja")


if __name__ == "__main__":
    unittest.main()
