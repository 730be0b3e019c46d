"""TLS and proxies: what is wrong is named, costs nobody a message, and stops at once."""
import os, socket, unittest
from bench import Bench, Server
from wire import HTTP2, Certified


class Identity(Certified):
    def stopped(self, address, words, *options):
        """Nobody is tried, one line says why, and nothing is repeated."""
        command = self.command("--endpoint", address, "--confirm", "5", "--report", "r.csv", *options)
        code, _, error = self.run_command(command)
        self.assertEqual(code, 3, error)
        # What is said of the first message comes before.
        said = [line for line in error.splitlines() if not line.startswith(("line ", "from ", "  "))]
        self.assertIn(words, said[0])
        self.assertIn("0 sent, 0 refused, 0 in doubt, 5 not tried\n", error)
        self.assertIn("stopped: no other row can fare better", error)
        os.remove(self.path("people.csv.flowmsg-journal"))

    def test_causes(self):
        self.people(5)
        with HTTP2(self.files) as server:
            self.stopped(server.address, "the issuer of the host's certificate is not known to this machine; '--ca-file FILE' names a file")
            other = server.address.replace("localhost", "127.0.0.1")
            self.stopped(other, "the host's certificate is for another name", "--ca-file", self.files[0])
            self.assertEqual(server.taken, [])
        with Server(lambda *_: (200, b"{}")) as server:
            self.stopped(server.address.replace("http:", "https:"), "the host does not speak TLS there, perhaps plain HTTP", "--ca-file", self.files[0])
            self.assertEqual(server.bodies, [])

    def test_a_named_authority(self):
        self.people(5)
        for variable in [None, "SSL_CERT_FILE"]:
            with self.subTest(variable), HTTP2(self.files) as server:
                options = [] if variable else ["--ca-file", self.files[0]]
                self.environment.update({variable: self.files[0]} if variable else {})
                code, _, error = self.run_command(
                    self.command("--endpoint", server.address, "--confirm", "5", *options))
                self.assertEqual((code, len(server.taken)), (0, 5), error)
            os.remove(self.path("people.csv.flowmsg-journal"))

    def test_an_environment_that_nothing_asks_for(self):
        """What the environment names is no matter where no TLS is spoken."""
        self.people(5)
        self.environment["SSL_CERT_FILE"] = "none.pem"
        with Server(lambda *_: (200, b"{}")) as server:
            for options in [["--sandbox"], ["--dry-run"], ["--endpoint", server.address]]:
                code, _, error = self.run_command(self.command("--bot", "B", "--confirm", "5", *options))
                self.assertEqual(code, 0, error)

    def test_files_that_are_no_authority(self):
        self.people(5)
        self.write("empty.pem", "")
        for place, words in [("none.pem", "there is no such file"), ("empty.pem", "has no certificate"), (".", "folder")]:
            for name in ["--ca-file", "SSL_CERT_FILE"]:
                self.environment.pop("SSL_CERT_FILE", None)
                options = ["--ca-file", place] if name[0] == "-" else self.environment.update({name: place}) or []
                code, _, error = self.run_command(
                    self.command("--endpoint", "https://localhost:1", "--confirm", "5", *options))
                self.assertEqual(code, 2, error)
                self.assertIn(f"'{name}'", error)
                self.assertIn(words, error)
                self.assertFalse(os.path.exists(self.path("people.csv.flowmsg-journal")))


class Proxies(Bench):
    def test_what_is_no_address(self):
        self.people(5)
        with Server(lambda *_: (200, b"{}")) as server:
            for text in ["", " ", "proxy", "proxy:3128", "ftp://proxy:21", "http://proxy:99999", "http://proxy:0",
                         "http://proxy:x", "http://ana:p#1@proxy:3128", "http://", "http://:3128", "http://[::1:3128"]:
                code, _, error = self.run_command(
                    self.command("--endpoint", server.address, "--confirm", "5", "--proxy", text))
                self.assertEqual((code, server.bodies), (2, []), error)
                self.assertIn("error: '--proxy' ", error)
                self.assertIn("http://HOST:PORT" if "#" not in text else "%23", error)
                self.assertNotIn("p#1", error)

    def test_one_that_is_not_there(self):
        self.people(5)
        with socket.socket() as held:
            # Nobody else gets the port, and nobody listens there.
            held.bind(("127.0.0.1", 0))
            proxy = f"http://127.0.0.1:{held.getsockname()[1]}"
            code, _, error = self.run_command(self.command(
                "--endpoint", "https://localhost:1", "--confirm", "5", "--proxy", proxy, "--retries", "0"))
        self.assertEqual(code, 3, error)
        self.assertIn("not tried: the proxy", error)
        self.assertIn("0 in doubt, 5 not tried", error)

    def test_one_of_the_environment_is_named(self):
        """It is not used, and where nothing can be reached it may be why."""
        self.people(5)
        self.environment["HTTPS_PROXY"] = "http://127.0.0.1:1"
        code, _, error = self.run_command(
            self.command("--endpoint", "https://127.0.0.1:1", "--confirm", "5", "--retries", "0"))
        self.assertEqual(code, 3, error)
        self.assertIn("HTTPS_PROXY is set, but only '--proxy' is used", error)


if __name__ == "__main__":
    unittest.main()
