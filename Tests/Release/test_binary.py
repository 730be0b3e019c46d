"""The command as it is installed: what it loads, from where, and what it is made of. FLOWMSG names the stripped binary.

Linux's ELF files alone, of 64 bits; on other systems nothing is tested.
"""

import os
import struct
import subprocess
import sys
import tempfile
import unittest

FLOWMSG = os.environ.get("FLOWMSG", "")
MESSAGE = """message welcome {
  title "A"
  text "B"
  caption "C"
  flow "f"
  cta "Go"
  screen S
}
"""

NULL, NEEDED, STRTAB, RPATH, RUNPATH = 0, 1, 5, 15, 29


class Elf:
    """The parts of an ELF file that say what is loaded with it."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.bytes = file.read()
        assert self.bytes[:6] == b"\x7fELF\x02\x01", "no ELF file of 64 bits, lowest byte first"
        start, sections = struct.unpack_from("<QQ", self.bytes, 32)
        size, count = struct.unpack_from("<HH", self.bytes, 54)
        self.segments = [struct.unpack_from("<IIQQQQQQ", self.bytes, start + i * size) for i in range(count)]
        size, count = struct.unpack_from("<HH", self.bytes, 58)
        self.section_types = [struct.unpack_from("<II", self.bytes, sections + i * size)[1] for i in range(count)]

    def dynamic(self):
        """The entries of the dynamic section: tag and value."""
        at, size = next((s[2], s[5]) for s in self.segments if s[0] == 2)
        entries = [struct.unpack_from("<qQ", self.bytes, at + i) for i in range(0, size, 16)]
        return entries[: [tag for tag, _ in entries].index(NULL)]

    def texts(self, wanted):
        """The texts of the entries with the tag `wanted`."""
        address = next(value for tag, value in self.dynamic() if tag == STRTAB)
        table = next(s[2] + address - s[3] for s in self.segments if s[0] == 1 and s[3] <= address < s[3] + s[5])
        starts = [table + value for tag, value in self.dynamic() if tag == wanted]
        return [self.bytes[at : self.bytes.index(0, at)].decode() for at in starts]


@unittest.skipUnless(sys.platform == "linux", "ELF is Linux's")
class BinaryTests(unittest.TestCase):
    def test_no_library_beside_it_is_loaded(self):
        elf = Elf(FLOWMSG)
        self.assertEqual(elf.texts(RPATH) + elf.texts(RUNPATH), [])

    def test_a_planted_library_is_not_loaded(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = os.path.join(folder, "flowmsg")
            with open(FLOWMSG, "rb") as source, open(copy, "wb") as target:
                target.write(source.read())
            os.chmod(copy, 0o755)
            for name in Elf(FLOWMSG).texts(NEEDED):
                with open(os.path.join(folder, name), "wb") as planted:
                    planted.write(b"not a library")
            ran = subprocess.run([copy, "--version"], capture_output=True, text=True)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))

    def test_only_the_c_library_is_loaded_at_start(self):
        loaded = {name.split(".so")[0] for name in Elf(FLOWMSG).texts(NEEDED)}
        loaded = {"ld" if name.startswith("ld-linux") else name for name in loaded}
        # Older C libraries have their threads and dlopen in libraries of their own.
        self.assertLessEqual(loaded, {"libc", "libm", "libdl", "libpthread", "ld"})

    def test_it_is_stripped(self):
        symbol_table = 2
        self.assertNotIn(symbol_table, Elf(FLOWMSG).section_types)

    def test_it_compiles(self):
        ran = subprocess.run([FLOWMSG, "compile", "-"], input=MESSAGE, capture_output=True, text=True)
        self.assertEqual((ran.returncode, ran.stderr), (0, ""))
        self.assertIn('"title": "A"', ran.stdout)


if __name__ == "__main__":
    unittest.main()
