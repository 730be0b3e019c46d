"""Sends of one message that begin at the same moment, from lists of other names: nobody gets it twice."""
import os, unittest
from bench import Bench, Server


class Moments(Bench):
    def test_two_lists_at_once(self):
        """However the two meet: one of them sends, or none, and a later one goes on."""
        ended, met = set(), False
        for turn in range(12):
            self.people(20, "a.csv")
            self.people(20, "b.csv")
            with Server(lambda *_: (200, b"{}")) as server:
                lines = [self.command("--endpoint", server.address, "--confirm", "20", recipients=name)
                         for name in ("a.csv", "b.csv")]
                pair = [self.start(line) for line in (lines if turn % 2 else lines[::-1])]
                errors = [process.communicate()[1] for process in pair]
                codes = sorted(process.returncode for process in pair)
                self.assertIn(codes, ([0, 2], [2, 2]), errors)
                self.assertEqual((len(server.bodies), len(set(server.bodies))), (20 if 0 in codes else 0,) * 2, errors)
                met = met or any("got ready" in error or "is in use by another process" in error for error in errors)
                ended.add(tuple(codes))
                # A send that was refused leaves no journal of its own.
                left = [name for name in os.listdir(self.folder.name) if name.endswith(".flowmsg-journal")]
                self.assertEqual(len(left), 1 if 0 in codes else 0, errors)
                if not left:
                    self.assertEqual(self.run_command(lines[0])[0], 0)
                    self.assertEqual((len(server.bodies), len(set(server.bodies))), (20, 20))
            for name in os.listdir(self.folder.name):
                if name.endswith(".flowmsg-journal"):
                    os.remove(self.path(name))
        self.assertTrue(met, f"they never met: {ended}")


if __name__ == "__main__":
    unittest.main()
