"""A campaign that is interrupted goes on where it stopped, and nobody gets a message twice."""
import os, signal, time, unittest
from bench import Bench


class Interruptions(Bench):
    def begin(self, address, count, *options):
        self.people(count)
        process = self.start(
            self.command("--endpoint", address, "--confirm", str(count), "--concurrency", "8", *options))
        self.until(lambda: len(self.taken()) >= 10)
        return process

    def finish(self, address, count):
        """Resumes with the exact number of those that are left, and holds the whole against the log."""
        left = count - len(self.taken())
        code, _, error = self.run_command(self.command("--endpoint", address, "--confirm", str(left), "--resume"))
        self.assertEqual(code, 0, error)
        taken = self.taken()
        self.assertEqual((len(taken), len(set(taken))), (count, count))

    def test_signals_drain(self):
        for number, code in [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]:
            with self.subTest(number), self.sandbox("--fault", "delay=50ms:100%") as address:
                process = self.begin(address, 200)
                process.send_signal(number)
                _, error = process.communicate(timeout=20)
                self.assertEqual(process.returncode, code, error)
                self.assertIn("ended on request; what was on its way was awaited\n", error)
                self.assertIn(f"{len(self.taken())} sent, 0 refused, 0 in doubt, ", error)
                self.assertIn("to go on: the same command with '--resume' (journal: people.csv.flowmsg-journal)\n", error)
                self.finish(address, 200)
            os.remove(self.path("people.csv.flowmsg-journal"))
            os.remove(self.path("log"))

    def test_second_signal_leaves_at_once(self):
        with self.sandbox("--fault", "delay=20s:10%", "--fault", "delay=50ms:90%") as address:
            process = self.begin(address, 100)
            time.sleep(0.5)
            process.send_signal(signal.SIGINT)
            time.sleep(0.3)
            self.assertIsNone(process.poll(), "it did not wait for what was on its way")
            process.send_signal(signal.SIGTERM)
            start = time.monotonic()
            process.communicate(timeout=10)
            self.assertEqual(process.returncode, 143)
            self.assertLess(time.monotonic() - start, 2)
            # What was on its way is in doubt, and stays it.
            code, _, error = self.run_command(
                self.command("--endpoint", address, "--resume", "--report", "r.csv", "--limit", "0", "--confirm", "0"))
            self.assertEqual(code, 3, error)
            doubts = self.read("r.csv").count(",in doubt,")
            self.assertTrue(1 <= doubts <= 8, doubts)
            self.assertEqual(self.read("r.csv").count(",interrupted\n"), doubts)

    def test_killed_and_resent(self):
        with self.sandbox("--fault", "delay=300ms:100%") as address:
            process = self.begin(address, 60)
            process.kill()
            process.communicate()
        os.remove(self.path("log"))
        with self.sandbox() as address2:
            other = self.run_command(self.command("--endpoint", address2, "--resume", "--confirm", "60"))
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
        with self.sandbox("--fault", "delay=50ms:100%") as address:
            self.people(60)
            command = self.command("--endpoint", address, "--confirm", "60", "--concurrency", "8")
            process = self.start(["nohup", *command])
            self.until(lambda: len(self.taken()) >= 10)
            process.send_signal(signal.SIGHUP)
            _, error = process.communicate(timeout=20)
            self.assertEqual((process.returncode, len(self.taken())), (0, 60), error)

    def test_second_process(self):
        with self.sandbox("--fault", "delay=100ms:100%") as address:
            process = self.begin(address, 60)
            for options in [["--resume", "--confirm", "60"], ["--confirm", "60"]]:
                code, _, error = self.run_command(self.command("--endpoint", address, *options))
                self.assertEqual(code, 2)
                self.assertIn("is in use by another process", error)
            process.communicate(timeout=30)
            self.assertEqual((process.returncode, len(self.taken()), len(set(self.taken()))), (0, 60, 60))

    def test_recipients_that_change_while_they_are_sent(self):
        """More rows than are read at a time, so that it shows while most of them are left."""
        with self.sandbox("--fault", "delay=5ms:100%") as address:
            process = self.begin(address, 30000)
            with open(self.path("people.csv"), "a") as file:
                file.write("593987999999,Eva\n")
            _, error = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 2, error)
            self.assertIn("the file was changed while it was sent", error)
            self.assertNotIn("593987999999", self.taken())
            self.assertLess(len(self.taken()), 30000)


if __name__ == "__main__":
    unittest.main()
