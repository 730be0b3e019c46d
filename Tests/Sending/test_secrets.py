"""Credentials and phone numbers get nowhere but into the request."""
import base64, os, unittest, urllib.parse
from bench import Bench, Server

SECRET = "pä:ss\"wörd'/+=%&?#\\ 123456789 ☃"
ID = "client id/9"


class Secrets(Bench):
    def setUp(self):
        super().setUp()
        self.environment |= {"FLOWMSG_CLIENT_ID": ID, "FLOWMSG_CLIENT_SECRET": SECRET}
        self.people(3)
        self.seen = ""

    def look(self, process, out, error):
        """Everything that a run left, in one text."""
        left = [out, error]
        for name in os.listdir(self.folder.name):
            with open(self.path(name), "rb") as file:
                left.append(file.read().decode("latin-1"))
                left.append(left[-1].encode("latin-1").decode("utf-8", "replace"))
        return "\n".join(left)

    def holds(self, text):
        pair = f"{ID}:{SECRET}"
        encoded = base64.b64encode(pair.encode()).decode()
        for form in [SECRET, encoded, encoded.rstrip("="), base64.b64encode(SECRET.encode()).decode().rstrip("="),
                     urllib.parse.quote(SECRET), urllib.parse.quote(SECRET, safe=""), SECRET[4:12], encoded[8:24],
                     base64.urlsafe_b64encode(pair.encode()).decode().rstrip("=")]:
            self.assertNotIn(form, text)

    def send(self, answer, *options):
        with Server(answer) as server:
            process = self.start(self.command("--endpoint", server.address, "--confirm", "3", *options))
            try:
                with open(f"/proc/{process.pid}/cmdline", "rb") as file:
                    self.seen = file.read().decode()
            except FileNotFoundError:
                self.assertNotEqual(os.uname().sysname, "Linux")
            out, error = process.communicate()
        self.holds(self.seen + self.look(process, out, error))
        return process.returncode, error

    def test_they_arrive(self):
        expected = "Basic " + base64.b64encode(f"{ID}:{SECRET}".encode()).decode()
        seen = []

        def answer(handler, _):
            seen.append(handler.headers["Authorization"])
            return 200, b"{}"

        self.assertEqual(self.send(answer, "--report", "r.json")[0], 0)
        self.assertEqual(seen, [expected] * 3)

    def test_an_answer_that_repeats_them(self):
        """As they are, in Base64, percent-encoded, escaped, cut, and in the value of a field."""
        import json
        told = [
            lambda h: f"bad credentials: {h}", lambda h: f"no {base64.b64decode(h.split()[1]).decode()} here",
            lambda h: urllib.parse.quote(SECRET), lambda h: urllib.parse.quote(SECRET, safe="").lower(),
            lambda h: json.dumps({"Authorization": h, "secret": SECRET}), lambda h: h[:20] + "…", lambda h: h[10:]]
        for tell in told:
            def answer(handler, _):
                text = tell(handler.headers["Authorization"])
                return 422, json.dumps({"error": {"code": "unprocessable_entity", "description": text}}).encode()
            for report in ["r.json", "r.csv", "r.xml"]:
                code, error = self.send(answer, "--report", report)
                self.assertEqual(code, 3)
                self.assertIn("422 unprocessable_entity", error)
                self.assertIn("•••", error)
                os.remove(self.path("people.csv.flowmsg-journal"))

    def test_numbers_are_masked(self):
        def answer(handler, _):
            return 400, b'{"message":["593987000001 is no user"]}'
        code, error = self.send(answer)
        self.assertEqual(code, 3)
        self.assertNotIn("5939870", error)
        self.assertIn("line 3 (••••••••••01): refused: 400", error)

    def test_rejects_and_dry_run(self):
        self.write("people.csv", "to,name\n12,Ana\n593987000001,Be\n")
        for options in [["--dry-run"], ["--as", "curl"]]:
            code, out, error = self.run_command(
                self.command(*options, "--skip-invalid", "--rejects", "bad.csv"))
            self.assertEqual(code, 0, error)
            self.holds(self.look(None, out, error))


if __name__ == "__main__":
    unittest.main()
