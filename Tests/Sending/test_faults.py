"""Whose fault a failure is: what is wrong for everybody costs one request, and nobody is written off for it."""
import json, socket, threading, time, unittest
from bench import FLOWMSG, Bench, Server

ERRORS = {401: "unauthorized", 403: "forbidden_bot", 404: "bot_not_found"}


def said(code):
    """An error in the shape that other pages of the API show."""
    text = {"message": ["no"], "statusMessage": "failed", "status": 0, "error": {"code": code, "description": "no"}}
    return json.dumps(text).encode()


class Faults(Bench):
    def send(self, server, count, *options):
        return self.run_command(self.command("--endpoint", server.address, "--confirm", str(count), *options))

    def states(self, name="r.csv"):
        return [line.split(",")[2] for line in self.read(name).splitlines()[1:]]

    def test_a_wrong_secret_costs_nobody_anything(self):
        """One request, one line, nobody written off; with the right secret everybody gets the message."""
        right = {"is": False}
        self.people(40)
        answer = lambda handler, _: (200, b"{}") if right["is"] else (401, said("unauthorized"))
        for options in [[], ["--rate", "20"], ["--rate", "1000", "--concurrency", "64"]]:
            with self.subTest(options), Server(answer) as server:
                report = ["--report", "r.csv"]
                code, _, error = self.send(server, 40, *options, *report)
                self.assertEqual((code, len(server.bodies)), (3, 1), error)
                self.assertEqual(self.states(), ["not tried"] * 40)
                self.assertIn("0 sent, 0 refused, 0 in doubt, 40 not tried", error)
                self.assertEqual(error.count("401 unauthorized"), 2, error)
                # Once more with the same secret: the same.
                code, _, error = self.send(server, 40, *options, *report, "--resume")
                self.assertEqual((code, len(server.bodies)), (3, 2), error)
                right["is"] = True
                code, _, error = self.send(server, 40, *options, *report, "--resume")
                self.assertEqual((code, self.states()), (0, ["sent"] * 40), error)
                self.assertEqual(len(set(server.bodies[2:])), 40)
                self.assertEqual(len(server.bodies), 42)
            right["is"] = False
            self.forget()

    def forget(self):
        import os
        os.remove(self.path("people.csv.flowmsg-journal"))

    def test_everybodys_fault(self):
        self.people(30)
        for status, body, fields in [
                (403, said("forbidden_bot"), []), (404, said("bot_not_found"), []), (405, b"", [("Allow", "GET")]),
                (415, b"", []), (302, b"", [("Location", "https://example.com/")]), (308, b"", [("Location", "/x")])]:
            with self.subTest(status), Server(lambda *_: (status, body, *fields)) as server:
                code, _, error = self.send(server, 30, "--report", "r.csv")
                self.assertEqual((code, len(server.bodies), self.states()), (3, 1, ["not tried"] * 30), error)
                self.assertIn(f"line 2 (••••••••••00): not tried: {status}", error)
            self.forget()

    def test_a_row_that_stops_two_runs(self):
        """A bot of its own that there is not: the row is named, and the others get the message without it."""
        self.write("people.csv", "to,name,bot\n" + "".join(
            f"{593987000000 + i},Ana,{'B9' if i == 4 else 'B1'}\n" for i in range(20)))
        answer = lambda handler, _: (404, said("bot_not_found")) if "B9" in handler.path else (200, b"{}")
        with Server(answer) as server:
            code, _, error = self.send(server, 20, "--concurrency", "1")
            self.assertEqual((code, len(server.bodies)), (3, 5), error)
            self.assertNotIn("--exclude", error)
            code, _, error = self.send(server, 20, "--concurrency", "1", "--resume")
            self.assertEqual((code, len(server.bodies)), (3, 6), error)
            self.assertIn("line 6 (••••••••••04): not tried: 404 bot_not_found", error)
            self.assertIn("'--exclude FILE', with this number in it, leaves it out", error)

    def test_another_404_is_refused_and_stops(self):
        self.people(30)
        with Server(lambda *_: (404, said("not_found"))) as server:
            code, _, error = self.send(server, 30, "--report", "r.csv")
            self.assertEqual((code, len(server.bodies)), (3, 1), error)
            self.assertEqual(self.states(), ["refused"] + ["not tried"] * 29)

    def test_in_the_middle(self):
        """The secret is changed while a campaign runs: what was on its way is not tried, and nobody is lost or twice."""
        self.people(200)
        lock, taken = threading.Lock(), []

        def answer(handler, body):
            with lock:
                if len(taken) == 60 and handler.server.is_wrong:
                    return 401, said("unauthorized")
                taken.append(body)
                return 200, b"{}"

        with Server(answer) as server:
            server.server.is_wrong = True
            code, _, error = self.send(server, 200, "--report", "r.csv")
            self.assertEqual((code, len(taken)), (3, 60), error)
            self.assertEqual((self.states().count("sent"), self.states().count("not tried")), (60, 140))
            server.server.is_wrong = False
            code, _, error = self.send(server, 200, "--report", "r.csv", "--resume")
            self.assertEqual((code, len(taken), len(set(taken))), (0, 200, 200), error)

    def test_a_page_is_no_success(self):
        self.people(30)
        for body in [b"<!DOCTYPE html><title>Sign in</title>", b"[]", b"OK", b'{"a":', b'"sent"']:
            with self.subTest(body), Server(lambda *_: (200, body, ("Content-Type", "text/html"))) as server:
                code, _, error = self.send(server, 30, "--report", "r.csv")
                self.assertEqual((code, len(server.bodies)), (3, 1), error)
                self.assertEqual(self.states(), ["in doubt"] + ["not tried"] * 29)
                self.assertIn("the answer is not the API's: 200", error)
                self.assertIn(",200,,,foreign-answer,", self.read("r.csv"))
            self.forget()
        # What comes after sound answers is a doubt about its own row.
        with Server(lambda _, body: (200, b"<html>" if b"Ana 7 " in body + b" " or b'Ana 7"' in body else b" ")) as server:
            code, _, error = self.send(server, 30, "--report", "r.csv")
            self.assertEqual((code, self.states().count("sent"), self.states()[7]), (3, 29, "in doubt"), error)

    def test_a_success_that_names_an_error(self):
        self.people(3)
        for body in [said("forbidden_bot"), b'{"code":"forbidden_bot"}', b'{"error":"forbidden_bot"}']:
            with self.subTest(body), Server(lambda *_: (200, body)) as server:
                code, _, error = self.send(server, 3, "--report", "r.csv")
                self.assertEqual((code, self.states()), (3, ["in doubt"] * 3), error)
                self.assertIn("in doubt: 200 forbidden_bot", error)
            self.forget()

    def test_an_api_that_repeats_what_it_was_asked(self):
        """A payload that looks like an error is no error."""
        self.write("m.flowmsg", self.read("m.flowmsg").replace(
            "bot shop\n}", 'bot shop, payload { "code": "forbidden_bot", "error": { "code": "unauthorized" } }\n}'))
        self.people(3)
        for wrap in [b"%s", b'{"ok":true,"echo":%s}', b'{"data":[{"request":%s}]}']:
            with self.subTest(wrap), Server(lambda _, body: (200, wrap % body)) as server:
                code, _, error = self.send(server, 3)
                self.assertEqual(code, 0, error)
            self.forget()

    def test_an_endpoint_with_the_apis_own_path(self):
        self.people(3)
        for end, base in [("/v1", ""), ("/v1/", ""), ("/gate/v1", "/gate"), ("/v1/bots", "")]:
            with Server(lambda *_: (200, b"{}")) as server:
                code, _, error = self.run_command(
                    self.command("--endpoint", server.address + end, "--confirm", "3"))
                self.assertEqual((code, server.bodies), (2, []), error)
                self.assertIn("has the API's own '/v1'", error)
                self.assertIn(f"help: leave it out: '--endpoint {server.address}{base}'\n", error)

    def test_a_proxy_that_refuses(self):
        self.people(20)
        for status in [407, 403, 502]:
            with self.subTest(status), Refuser(status) as proxy:
                code, _, error = self.run_command(self.command(
                    "--endpoint", "https://api.invalid", "--proxy", proxy.address, "--confirm", "20",
                    "--report", "r.csv"))
                self.assertEqual((code, proxy.count, self.states()), (3, 1, ["not tried"] * 20), error)
                self.assertIn(f"not tried: the proxy refused the connection: {status}\n", error)
                self.assertIn(f",{status},,,proxy-refused,", self.read("r.csv"))
            self.forget()


class Refuser:
    """A proxy that refuses every tunnel."""

    def __init__(self, status):
        self.status, self.count = status, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            with client:
                head = b""
                while b"\r\n\r\n" not in head:
                    head += client.recv(65536) or b"\r\n\r\n"
                self.count += head.startswith(b"CONNECT ")
                client.sendall(b"HTTP/1.1 %d No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" % self.status)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.close()


class Waiting(Bench):
    """A server that takes so many in a window of time, and says with Retry-After when the next one begins."""

    def limited(self, most, seconds):
        lock, state = threading.Lock(), {"window": None, "count": 0}
        taken = []

        def answer(_, body):
            with lock:
                now = time.monotonic()
                if state["window"] is None or now >= state["window"] + seconds:
                    state["window"], state["count"] = now, 0
                state["count"] += 1
                if state["count"] <= most:
                    taken.append(body)
                    return 200, b"{}"
                left = state["window"] + seconds - now
                return 429, b"", ("Retry-After", str(max(1, int(left + 0.999))))

        return Server(answer), taken

    def test_twenty_in_two_seconds(self):
        self.people(120)
        server, taken = self.limited(20, 2)
        with server:
            code, _, error = self.run_command(self.command(
                "--endpoint", server.address, "--confirm", "120", "--rate", "0"))
            self.assertEqual((code, len(taken), len(set(taken))), (0, 120, 120), error)
            self.assertIn("120 sent, 0 refused, 0 in doubt, 0 not tried", error)

    def test_a_server_that_never_takes_anybody(self):
        self.people(30)
        with Server(lambda *_: (429, b"", ("Retry-After", "1"))) as server:
            code, _, error = self.run_command(self.command(
                "--endpoint", server.address, "--confirm", "30", "--report", "r.csv"))
            self.assertEqual((code, len(server.bodies)), (3, 11), error)
            self.assertIn("0 sent, 0 refused, 0 in doubt, 30 not tried", error)
            self.assertIn("everybody waited 10 times for its Retry-After", error)
            # Nothing left before it was over.
            gaps = [b - a for a, b in zip(server.times, server.times[1:])]
            self.assertGreater(min(gaps), 0.95, gaps)


if __name__ == "__main__":
    unittest.main()
