"""Secrets as people write them down: what is round them is dropped and said, what cannot be meant is refused."""
import base64, os, subprocess, unittest
from bench import ACCOUNT, Bench, FLOWMSG, Server

ID, SECRET = "FLOWMSG_CLIENT_ID", "FLOWMSG_CLIENT_SECRET"


class Credentials(Bench):
    def send(self, file=None, mode=0o600, **variables):
        """How it ended, what was said, and the pair that arrived."""
        seen = []

        def answer(handler, _):
            seen.append(base64.b64decode(handler.headers["Authorization"].split()[1]).decode())
            return 200, b"{}"

        environment = {key.encode(): value.encode() for key, value in self.environment.items() if key not in ACCOUNT}
        options = []
        if file is not None:
            with open(self.path("account"), "wb") as out:
                out.write(file if isinstance(file, bytes) else file.encode())
            os.chmod(self.path("account"), mode)
            options = ["--credentials-file", "account"]
        with Server(answer) as server:
            process = subprocess.run(
                [FLOWMSG, "send", "m.flowmsg", "--to", "593987000001", "--set", "name=A", "--endpoint", server.address,
                 *options], cwd=self.folder.name, stdin=subprocess.DEVNULL, capture_output=True, timeout=120,
                env=environment | {
                    key.encode(): value if isinstance(value, bytes) else value.encode() for key, value in variables.items()})
        if file is not None:
            os.unlink(self.path("account"))
        return process.returncode, process.stderr.decode(), seen[0] if seen else None

    def test_files(self):
        for line, value, words in [
            (f"{SECRET}=s", "s", None), (f"export\t{SECRET}=s", "s", None), (f"{SECRET} = s", "s", "blanks"),
            (f"  export  {SECRET}\t=\t's'  ", "s", "blanks"), (f"{SECRET}=s # mine", "s", "comment"),
            (f"{SECRET}=s#1", "s#1", None), (f'{SECRET}=" s "', " s ", None), (f'{SECRET}="s#" # it\'s "mine"', "s#", "comment"),
            (f"{SECRET}=\u00a0s\u00a0", "s", "blanks"), (f"{SECRET}='s\"'", 's"', None), (f"{SECRET}=s\r", "s", None),
        ]:
            code, error, pair = self.send(f"# account\n{ID}=i\n{line}\nOTHER=\u201cx\n")
            self.assertEqual((code, pair), (0, f"i:{value}"), line + error)
            self.assertEqual("note: " in error, words is not None, line + error)
            self.assertIn(words or "", error)
        self.assertEqual(self.send("i:s=x:y # mine\n")[2], "i:s=x:y")

    def test_the_environment(self):
        for secret, value in [(" s\t", "s"), ("\u00a0s", "s"), ("s # 1", "s # 1"), ('"s"', "s"), ("'s\"'", 's"')]:
            code, error, pair = self.send(**{ID: "i", SECRET: secret})
            self.assertEqual((code, pair), (0, f"i:{value}"), error)
            self.assertEqual("note: " in error, secret != "s # 1", error)
            self.assertIn(SECRET if secret != "s # 1" else "", error)

    def test_what_is_refused(self):
        for secret, words in [("\u201cs\u201d", "typographic quote"), ("s\u2019", "typographic quote"),
                              ('"s', "without its pair"), ("s'", "without its pair"), ("\"s'", "without its pair")]:
            for code, error, pair in [self.send(f"{ID}=i\n{SECRET}={secret}\n"), self.send(**{ID: "i", SECRET: secret})]:
                self.assertEqual((code, pair), (2, None))
                self.assertIn(SECRET, error)
                self.assertIn(words, error)

    def test_what_is_not_utf_8(self):
        code, error, pair = self.send(**{ID: "i", SECRET: b"p\xc3\xa4ss\xe9x"})
        self.assertEqual((code, pair), (2, None))
        self.assertIn(f"{SECRET} is not valid UTF-8: byte 6 of its value", error)
        code, error, pair = self.send(f"{ID}=i\n{SECRET}=".encode() + b"ab\xff\n")
        self.assertEqual((code, pair), (2, None))
        self.assertIn(f"{SECRET} in 'account' is not valid UTF-8: byte 3 of its value", error)

    def test_mounted_secrets(self):
        for mode in [0o440, 0o444]:
            code, error, _ = self.send(f"{ID}=i\n{SECRET}=s\n", mode=mode)
            self.assertEqual(code, 2)
            self.assertIn(f"(mode 0{mode:o})", error)
            self.assertIn("defaultMode: 0400", error)
            self.assertIn(f"in the environment: {ID} and {SECRET}", error)
            self.assertNotIn("chmod", error)
        self.assertIn("chmod 600", self.send(f"{ID}=i\n{SECRET}=s\n", mode=0o644)[1])
        self.assertEqual(self.send(f"{ID}=i\n{SECRET}=s\n", mode=0o400)[0], 0)


if __name__ == "__main__":
    unittest.main()
