"""What the tests of this folder share."""
import os, socket, subprocess, sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Sending"))
from bench import Bench, FLOWMSG, MESSAGE, Server  # noqa: E402

PLAIN = """message {name} {{
  title "One", text "Two", caption "Three", flow "f", cta "Open", screen S
}}
"""
LINUX = os.uname().sysname == "Linux"


class Files(Bench):
    """A folder with a repository in it, `project`, and what is outside of it."""

    def setUp(self):
        super().setUp()
        os.makedirs(self.path("project/.git"))
        os.mkdir(self.path("outside"))
        self.write("project/m.flowmsg", PLAIN.format(name="m"))

    def flowmsg(self, *arguments, folder="project", input=None, stdin=None, stdout=subprocess.PIPE, **others):
        """Runs the command in a folder, and says how it ended: a test that hangs fails."""
        given = {"stdin": stdin} if input is None and stdin is not None else {"input": input if input is not None else b""}
        process = subprocess.run(
            [FLOWMSG, *arguments], cwd=self.path(folder), env=self.environment, stdout=stdout, stderr=subprocess.PIPE,
            timeout=120, **given, **others)
        return process.returncode, (process.stdout or b"").decode("utf-8", "replace"), process.stderr.decode()

    def special(self, folder="project"):
        """Names of what is no file in a folder, and what they are."""
        os.mkfifo(self.path(f"{folder}/fifo"), 0o600)
        with socket.socket(socket.AF_UNIX) as server:
            here = os.getcwd()
            os.chdir(self.path(folder))
            server.bind("socket")
            os.chdir(here)
        os.symlink("/dev/zero", self.path(f"{folder}/zero"))
        return {"fifo": "a FIFO", "socket": "a socket", "zero": "a device", "/dev/zero": "a device"}

    def mode(self, name):
        return os.stat(self.path(name)).st_mode & 0o7777
