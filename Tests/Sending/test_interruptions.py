"""A campaign that is interrupted goes on where it stopped, and nobody gets a message twice."""
import os, signal, unittest
from bench import Bench, Held


class Interruptions(Bench):
    def begin(self, server, count, *before):
        """Starts a campaign; returns when its first ten have their answers and others wait for theirs."""
        self.people(count)
        process = self.start([
            *before,
            *self.command("--endpoint", server.address, "--confirm", str(count), "--concurrency", "8", "--timeout", "3600")])
        self.until(server.is_holding, process)
        return process

    def finish(self, server, count):
        """Resumes with the exact number of those that are left, and holds the whole against what the server took."""
        left = count - len(server.taken)
        code, _, error = self.run_command(
            self.command("--endpoint", server.address, "--confirm", str(left), "--timeout", "3600", "--resume"))
        self.assertEqual(code, 0, error)
        self.assertEqual((len(server.taken), len(set(server.taken))), (count, count))

    def test_signals_drain(self):
        for number, code in [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]:
            with self.subTest(number), Held() as server:
                process = self.begin(server, 500)
                self.heeded(process, number)
                self.assertIsNone(process.poll(), "it did not wait for what was on its way")
                server.opened.set()
                _, error = process.communicate()
                self.assertEqual(process.returncode, code, error)
                self.assertIn("ended on request; what had left was awaited\n", error)
                self.assertIn(f"{len(server.taken)} sent, 0 refused, 0 in doubt, ", error)
                self.assertIn("to go on: the same command with '--resume' (journal: people.csv.flowmsg-journal)\n", error)
                self.finish(server, 500)
            os.remove(self.path("people.csv.flowmsg-journal"))

    def test_second_signal_leaves_at_once(self):
        """While requests wait that are never answered: if it waited for them it would not end."""
        with Held() as server:
            process = self.begin(server, 100)
            self.heeded(process, signal.SIGINT)
            self.assertIsNone(process.poll(), "it did not wait for what was on its way")
            process.send_signal(signal.SIGTERM)
            process.communicate()
            self.assertEqual((process.returncode, server.opened.is_set()), (143, False))
            # What was on its way is in doubt, and stays it.
            code, _, error = self.run_command(self.command(
                "--endpoint", server.address, "--resume", "--report", "r.csv", "--limit", "0", "--confirm", "0"))
            self.assertEqual(code, 3, error)
            doubts = self.read("r.csv").count(",in doubt,")
            self.assertTrue(1 <= doubts <= 8, doubts)
            self.assertEqual(self.read("r.csv").count(",interrupted,"), doubts)

    def test_killed_and_resent(self):
        with Held() as server:
            process = self.begin(server, 60)
            process.kill()
            process.communicate()
        with self.sandbox() as address:
            other = self.run_command(self.command("--endpoint", address, "--resume", "--confirm", "60"))
            self.assertEqual(other[0], 2)
            self.assertIn("belongs to another endpoint", other[2])
            self.assertEqual(self.taken(), [])

    def test_doubts_are_sent_again_on_request_only(self):
        with self.sandbox("--fault", "reset-after:100%") as address:
            self.people(5)
            limit = ["--endpoint", address, "--max-failures", "100%"]
            code, _, error = self.run_command(self.command(*limit, "--confirm", "5"))
            self.assertEqual(code, 3)
            self.assertIn("0 sent, 0 refused, 5 in doubt, 0 not tried", error)
            self.assertIn("never sent again unless '--resend-in-doubt'", error)
            code, _, error = self.run_command(self.command(*limit, "--resume"))
            self.assertEqual((code, len(self.taken())), (3, 5))
            code, _, error = self.run_command(self.command(*limit, "--resume", "--resend-in-doubt"))
            self.assertIn("5 people would get the message", error)
            self.assertEqual((code, len(self.taken())), (2, 5))
            self.run_command(self.command(*limit, "--resume", "--resend-in-doubt", "--confirm", "5"))
            self.assertEqual(len(self.taken()), 10)

    def test_hangup_is_heeded_only_if_it_was(self):
        with Held() as server:
            process = self.begin(server, 60, "nohup")
            self.heeded(process, signal.SIGHUP)
            server.opened.set()
            _, error = process.communicate()
            self.assertEqual((process.returncode, len(server.taken)), (0, 60), error)

    def test_second_process(self):
        with Held() as server:
            process = self.begin(server, 60)
            for options in [["--resume", "--confirm", "60"], ["--confirm", "60"]]:
                code, _, error = self.run_command(
                    self.command("--endpoint", server.address, "--timeout", "3600", *options))
                self.assertEqual(code, 2)
                self.assertIn("is in use by another process", error)
            server.opened.set()
            process.communicate()
            self.assertEqual((process.returncode, len(server.taken), len(set(server.taken))), (0, 60, 60))


if __name__ == "__main__":
    unittest.main()
