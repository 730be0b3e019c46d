"""What recipients cost: no more memory than their people need, and no more time for people who were chosen to cost some."""
import os, subprocess, sys, unittest
from bench import Bench

MASK = (1 << 64) - 1


def mixed(number):
    """SplitMix64, which is public and so must not decide alone where a number is kept."""
    z = (number + 0x9E3779B97F4A7C15) & MASK
    z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ z >> 27) * 0x94D049BB133111EB) & MASK
    return z ^ z >> 31


class Bounds(Bench):
    def check(self, *options):
        """Checks recipients without sending; what that used."""
        with open(self.path("error"), "w+") as error:
            process = subprocess.Popen(
                self.command("--dry-run", *options), cwd=self.folder.name, env=self.environment,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=error)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            error.seek(0)
            self.assertEqual(process.returncode, 0, error.read()[-500:])
        return usage

    def mebibytes(self, usage):
        return usage.ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10))

    def test_lines_without_rows_need_no_memory(self):
        for feed in ["\n", "\r\n"]:
            with self.subTest(feed), open(self.path("people.csv"), "w", newline="") as file:
                file.write("to,name\n")
                for _ in range(20_000_000 // 100_000 // len(feed)):
                    file.write(feed * 100_000)
                file.write("593987000001,Ana\n")
                file.flush()
                self.assertLessEqual(self.mebibytes(self.check()), 64)

    def test_chosen_numbers_are_not_quadratic(self):
        """Numbers of one thirty-second of the table's places, if these were the generator's: each next to all before."""
        numbers = []
        number = 593900000000
        while len(numbers) < 60_000:
            if mixed(number) < MASK >> 5:
                numbers.append(number)
            number += 1
        times = []
        for count in [30_000, 60_000]:
            self.write("people.csv", "to,name\n" + "".join(f"{number},Ana\n" for number in numbers[:count]))
            runs = [self.check() for _ in range(3)]
            times.append(min(usage.ru_utime + usage.ru_stime for usage in runs))
        self.assertLess(times[1] / times[0], 3, times)


if __name__ == "__main__":
    unittest.main()
