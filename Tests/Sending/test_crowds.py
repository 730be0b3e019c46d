"""Clients that connect to the sandbox, say half a request or nothing, and stay, lock no one out of it."""
import contextlib, os, resource, socket, unittest, urllib.parse
from bench import Bench

HALF = b"POST /v1/bots/B1/users/593987654321/flow_message HTTP/1.1\r\nHost: localhost\r\nContent-Le"


class Crowds(Bench):
    def setUp(self):
        super().setUp()
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft != resource.RLIM_INFINITY and soft < 4096:
            resource.setrlimit(resource.RLIMIT_NOFILE, (4096, hard))
            self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))

    def limited(self, count):
        """A process with so many descriptors."""
        return lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (count, count))

    @contextlib.contextmanager
    def crowd(self, address, count, says):
        """So many connections that have sent the same, and stay."""
        place = urllib.parse.urlsplit(address)
        with contextlib.ExitStack() as stack:
            clients = [stack.enter_context(socket.create_connection((place.hostname, place.port))) for _ in range(count)]
            for client in clients:
                with contextlib.suppress(ConnectionError):
                    client.sendall(says)
            yield clients

    def look(self, count, descriptors, says):
        self.people(20)
        with self.sandbox(preexec_fn=self.limited(descriptors)) as address, self.crowd(address, count, says) as clients:
            code, _, error = self.run_command(self.command("--endpoint", address, "--confirm", "20", "--timeout", "3600"))
            self.assertEqual((code, len(self.taken())), (0, 20), error)
            # Some had to go, and only some.
            left = sum(self.is_open(client) for client in clients)
            self.assertTrue(0 < left < min(count, descriptors), left)
        for name in ["people.csv.flowmsg-journal", "log"]:
            os.remove(self.path(name))

    def is_open(self, client):
        client.setblocking(False)
        try:
            client.recv(1)
        except BlockingIOError:
            return True
        except ConnectionError:
            pass
        return False

    def test_more_half_requests_than_connections(self):
        self.look(1200, 1024, HALF)

    def test_more_silent_clients_than_connections(self):
        self.look(1200, 1024, b"")

    def test_few_descriptors(self):
        for says in [HALF, b""]:
            with self.subTest(says):
                self.look(200, 64, says)


if __name__ == "__main__":
    unittest.main()
