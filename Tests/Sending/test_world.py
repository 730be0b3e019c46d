"""A network that goes and comes, a machine that sleeps, answers that are cut: nobody is lost or written off for it."""
import contextlib, gzip, json, os, shutil, signal, socket, subprocess, threading, time, unittest, zlib
from bench import Bench, Held, Listener, Server

SLOW_NAMES = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <unistd.h>
int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints, struct addrinfo **found) {
  int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **) = dlsym(RTLD_NEXT, "getaddrinfo");
  if (name && name[0] == 's' && name[1] == 'l') { write(2, "asked for a name\\n", 17); for (;;) pause(); }
  return real(name, service, hints, found);
}
"""


class Raw(Listener):
    """A server that says the bytes of a function, given a request's number from 1, and ends the connection, unless the
    function says that it is held."""

    def __init__(self, answer, port=0):
        self.answer, self.count, self.lock = answer, 0, threading.Lock()
        super().__init__(port)
        self.address = f"http://127.0.0.1:{self.port}"

    def serve(self, client):
        with client, client.makefile("rb") as reader:
            try:
                head = b""
                while not head.endswith(b"\r\n\r\n"):
                    head += reader.readline() or exit(0)
                size = int(head.lower().split(b"content-length:")[1].split()[0])
                reader.read(size)
                with self.lock:
                    self.count += 1
                    number = self.count
                for part in self.answer(number):
                    client.sendall(part)
            except (OSError, SystemExit):
                pass


class Heads(Bench):
    """A whole head decides, whatever becomes of its body."""

    def rows(self):
        return [line.split(",") for line in self.read("r.csv").splitlines()[1:]]

    def cut(self, status, fields=b""):
        return b"HTTP/1.1 %d X\r\nContent-Length: 9000\r\nConnection: close\r\n%s\r\n{" % (status, fields)

    def endless(self, status):
        yield b"HTTP/1.1 %d X\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" % status
        while True:
            yield b"1000\r\n" + b" " * 4096 + b"\r\n"

    def send(self, server, count, *options):
        self.people(count)
        result = self.run_command(self.command(
            "--endpoint", server.address, "--confirm", str(count), "--report", "r.csv", *options))
        os.remove(self.path("people.csv.flowmsg-journal"))
        return result

    def test_what_is_cut(self):
        good = b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}'
        with Raw(lambda n: [self.cut(429, b"Retry-After: 1\r\n") if n <= 3 else good]) as server:
            code, _, error = self.send(server, 3, "--concurrency", "1")
            self.assertEqual((code, server.count), (0, 6), error)
        for status in [401, 403, 302]:
            with Raw(lambda _: [self.cut(status)]) as server:
                code, _, error = self.send(server, 3)
                self.assertEqual((code, server.count), (3, 1), error)
                self.assertIn(f"not tried: {status}", error)
        for status, end in [(422, "refused"), (408, "in doubt"), (409, "in doubt"), (200, "in doubt"), (503, "in doubt")]:
            with Raw(lambda n: [self.cut(status) if n == 2 else good]) as server:
                code, _, error = self.send(server, 3, "--concurrency", "1")
                self.assertEqual((code, server.count), (3, 3), error)
                self.assertEqual([row[2] for row in self.rows()], ["sent", end, "sent"])
                self.assertIn(f"{end}: {status}", error)

    def test_what_never_ends(self):
        for status, end in [(401, "not tried"), (422, "refused")]:
            with Raw(lambda _: self.endless(status)) as server:
                code, _, error = self.send(server, 1)
                self.assertEqual((code, [row[2] for row in self.rows()]), (3, [end]), error)

    def test_codings(self):
        text = json.dumps({"status": 0, "error": {"code": "validation_error", "field": "to"}, "pad": "x" * 300}).encode()
        packed = {"gzip": gzip.compress(text), "deflate": zlib.compress(text)}
        for coding, body in packed.items():
            with Server(lambda *_: (422, body, ("Content-Encoding", coding))) as server:
                code, _, error = self.send(server, 2)
                self.assertEqual((code, len(server.bodies)), (3, 2), error)
                self.assertIn("refused: 422", error)
        for size in [10, 60_000]:
            wrong = json.dumps({"pad": "x" * size, "error": {"code": "internal_server_error"}}).encode()
            with Server(lambda *_: (500, gzip.compress(wrong), ("Content-Encoding", "gzip"))) as server:
                code, _, error = self.send(server, 5)
                self.assertEqual((code, len(server.bodies)), (3, 1), error)
        with Server(lambda *_: (200, b"{}", ("Content-Encoding", "zz"))) as server:
            code, _, error = self.send(server, 1)
            self.assertEqual((code, self.rows()[0][2]), (3, "in doubt"), error)
            self.assertIn("in doubt: 200", error)
            self.assertIn("'zz'", error)


class Outages(Bench):
    GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"

    @contextlib.contextmanager
    def port(self):
        """A port that nobody else gets, and servers of it can come and go: its number."""
        with socket.socket() as held:
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            held.bind(("127.0.0.1", 0))
            yield held.getsockname()[1]

    def begin(self, server, *options):
        self.people(60)
        return self.start(self.command(
            "--endpoint", server.address, "--confirm", "60", "--concurrency", "1", *options))

    def test_one_that_ends(self):
        """The server's port is closed in the middle of a campaign, and opened again when the sender has said so."""
        def answer(number):
            if number == 20:
                first.close()
            return [self.GOOD]

        with self.port() as port, Raw(answer, port) as first:
            process = self.begin(first, "--patience", "3600")
            error = []
            while not error or "no connection: " not in error[-1]:
                error.append(process.stderr.readline())
                self.assertTrue(error[-1], error)
            with Raw(lambda _: [self.GOOD], port) as second:
                _, rest = process.communicate()
                self.assertEqual((process.returncode, first.count, second.count), (0, 20, 40), error + [rest])
            self.assertIn("there is a connection again\n", rest)
            self.assertIn("60 sent, 0 refused, 0 in doubt, 0 not tried", rest)

    def test_one_that_does_not(self):
        def answer(number):
            if number == 20:
                server.close()
            return [self.GOOD]

        with self.port() as port, Raw(answer, port) as server:
            _, error = (process := self.begin(server, "--patience", "1")).communicate()
            self.assertEqual(process.returncode, 3, error)
            self.assertIn("it is waited for, 1 s at most", error)
            self.assertIn("stopped: no connection could be made for as long as '--patience' allows", error)
            self.assertIn("20 sent, 0 refused, 0 in doubt, 40 not tried", error)

    def test_none_before_an_answer(self):
        """A wrong address is told at once, and not waited for."""
        with self.port() as port:
            self.people(60)
            code, _, error = self.run_command(self.command(
                "--endpoint", f"http://127.0.0.1:{port}", "--confirm", "60", "--retries", "0", "--patience", "3600"))
            self.assertEqual(code, 3, error)
            self.assertNotIn("it is waited for", error)


class Machines(Bench):
    @unittest.skipUnless(shutil.which("cc") or shutil.which("gcc"), "needs a C compiler")
    def test_an_end_does_not_wait_for_names(self):
        """A resolver that does not answer, as in a container whose network has gone: the library's own thread hangs."""
        self.people(30)
        self.write("slow.c", SLOW_NAMES)
        compiler = shutil.which("cc") or shutil.which("gcc")
        subprocess.run([compiler, "-shared", "-fPIC", "-o", self.path("slow.so"), self.path("slow.c"), "-ldl"], check=True)
        self.environment["LD_PRELOAD"] = self.path("slow.so")
        for number, code in [(signal.SIGTERM, 143), (signal.SIGINT, 130)]:
            with self.subTest(number):
                process = self.start(self.command(
                    "--endpoint", "https://slow.invalid", "--confirm", "30", "--timeout", "3600"))
                # What is said of the message comes before.
                self.assertIn("asked for a name\n", iter(process.stderr.readline, ""))
                process.send_signal(number)
                # The look-up never ends: if it were waited for, nor would this.
                _, error = process.communicate()
                self.assertEqual(process.returncode, code, error)
                self.assertIn("0 sent, 0 refused, 0 in doubt, 30 not tried", error)
            os.remove(self.path("people.csv.flowmsg-journal"))

    def test_a_signal_that_was_ignored(self):
        """As nohup and the shells' `trap '' TERM` do."""
        self.people(40)
        for number in [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]:
            with self.subTest(number), Held(10) as server:
                process = self.start(
                    self.command("--endpoint", server.address, "--confirm", "40"),
                    preexec_fn=lambda: signal.signal(number, signal.SIG_IGN))
                self.until(server.is_holding, process)
                process.send_signal(number)
                server.opened.set()
                _, error = process.communicate()
                self.assertEqual((process.returncode, len(server.taken)), (0, 40), error)
            os.remove(self.path("people.csv.flowmsg-journal"))

    def test_a_sleep(self):
        """What was answered while the process was stopped is read before its time is counted."""
        self.people(40)
        with Held(10) as server:
            process = self.start(self.command(
                "--endpoint", server.address, "--confirm", "40", "--timeout", "10", "--concurrency", "8"))
            self.until(lambda: server.is_holding() and server.waiting >= 5, process)
            process.send_signal(signal.SIGSTOP)
            server.opened.set()
            self.until(lambda: len(server.taken) >= 15, process)
            # The test is about time that passes: more of it than a request has.
            time.sleep(12)
            process.send_signal(signal.SIGCONT)
            _, error = process.communicate()
            self.assertEqual((process.returncode, len(server.taken)), (0, 40), error)


if __name__ == "__main__":
    unittest.main()
