"""What HTTP/2 says was not processed leaves again in the same run, and is no doubt."""
import os, unittest
from wire import HTTP2, Certified


class Streams(Certified):
    def send(self, server, count, *options):
        command = self.command("--endpoint", server.address, "--ca-file", self.files[0], "--confirm", str(count), *options)
        return self.run_command(command)

    def test_all_are_sent_and_nobody_twice(self):
        self.people(200)
        for name, kind in {
                "a connection for fifty": dict(last=50), "every tenth is refused": dict(refused=10),
                "both": dict(last=50, refused=10), "an end with an error": dict(last=50, error=2)}.items():
            for options in [[], ["--concurrency", "64"], ["--retries", "1"]]:
                self.try_all(name, kind, options)
        self.try_all("far away", dict(last=50, refused=10, delay=0.01), [])
        self.try_all("a connection for each", dict(last=1), ["--concurrency", "64"])

    def try_all(self, name, kind, options):
        with self.subTest(name, options=options), HTTP2(self.files, **kind) as server:
            code, _, error = self.send(server, 200, *options, "--report", "r.csv")
            self.assertEqual((code, len(server.taken), len(set(server.taken))), (0, 200, 200), error)
            self.assertIn("200 sent, 0 refused, 0 in doubt, 0 not tried", error)
            # What is said of the world is not so by chance.
            self.assertEqual(bool(server.refusals), "refused" in kind)
            self.assertTrue(server.connections > 1)
        self.remove("people.csv.flowmsg-journal")
        self.remove("r.csv")

    def test_a_server_that_takes_nobody(self):
        """What goes on is not tried for ever, and nobody is written off for it."""
        self.people(1)
        with HTTP2(self.files, refused=1) as server:
            code, _, error = self.send(server, 1, "--report", "r.csv")
            self.assertEqual((code, server.taken), (3, []), error)
            self.assertIn("0 sent, 0 refused, 0 in doubt, 1 not tried", error)
            self.assertIn("not tried: the server did not take the request", error)

    def remove(self, name):
        if os.path.exists(self.path(name)):
            os.remove(self.path(name))


if __name__ == "__main__":
    unittest.main()
