"""Servers of HTTP/2 over TLS, with a certificate authority of their own, that end streams and connections as RFC 9113 allows."""
import contextlib, os, ssl, subprocess, tempfile, threading, time

import h2.config, h2.connection, h2.events, h2.exceptions
from bench import Bench, Listener
from hyperframe.frame import GoAwayFrame

REFUSED_STREAM, INTERNAL_ERROR = 7, 2


def authority(folder):
    """Makes an authority and a certificate of this machine in a folder; the files' paths: authority, certificate, key."""
    place = lambda name: os.path.join(folder, name)
    run = lambda *command: subprocess.run(["openssl", *command], check=True, stderr=subprocess.DEVNULL)
    with open(place("names"), "w") as file:
        file.write("subjectAltName=DNS:localhost\n")
    run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Tests", "-keyout", place("ca.key"),
        "-out", place("ca.pem"), "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=keyCertSign")
    run("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout", place("key.pem"),
        "-out", place("request"))
    run("x509", "-req", "-in", place("request"), "-CA", place("ca.pem"), "-CAkey", place("ca.key"), "-CAcreateserial",
        "-days", "2", "-extfile", place("names"), "-out", place("certificate.pem"))
    return place("ca.pem"), place("certificate.pem"), place("key.pem")


class Certified(Bench):
    """Tests with an authority of their own, whose `files` are those of `authority`."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="flowmsg-authority-")
        cls.addClassCleanup(folder.cleanup)
        cls.files = authority(folder.name)


class HTTP2(Listener):
    """Answers 200 to every request, but refuses every `refused`-th, and says after `last` requests of a connection that
    it takes no more of them. `delay` is how long everything takes each way, in seconds."""

    # A function that gives another answer, given fields and body: status, fields and body, or None to break off.
    ask = None

    def __init__(self, files, last=None, refused=None, delay=0, error=0):
        _, certificate, key = files
        self.last, self.refused, self.delay, self.error = last, refused, delay, error
        self.lock, self.taken, self.asked, self.connections, self.refusals, self.beyond = threading.Lock(), [], 0, 0, 0, 0
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate, key)
        context.set_alpn_protocols(["h2"])
        self.context = context
        super().__init__()
        self.address = f"https://localhost:{self.port}"

    def serve(self, client):
        try:
            with self.context.wrap_socket(client, server_side=True) as secure:
                self.connections += 1
                Connection(self, secure).run()
        except (OSError, ssl.SSLError):
            pass


class Connection:
    """One client."""

    def __init__(self, server, secure):
        self.server, self.secure, self.lock = server, secure, threading.Lock()
        self.protocol = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        self.headers, self.bodies, self.count, self.end = {}, {}, 0, None

    def run(self):
        self.protocol.initiate_connection()
        self.send()
        # Also after the last stream until the client ends it: an end with something unread would be one of TCP's resets,
        # which takes answers with it.
        while data := self.secure.recv(65536):
            time.sleep(self.server.delay)
            with self.lock:
                for event in self.protocol.receive_data(data):
                    self.take(event)
                self.send()

    def send(self, more=b""):
        time.sleep(self.server.delay)
        self.secure.sendall(self.protocol.data_to_send() + more)

    def take(self, event):
        if isinstance(event, h2.events.RequestReceived):
            self.headers[event.stream_id], self.bodies[event.stream_id] = dict(event.headers), b""
        if isinstance(event, h2.events.DataReceived):
            self.bodies[event.stream_id] += event.data
            self.protocol.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        if isinstance(event, h2.events.StreamEnded):
            self.answer(event.stream_id)

    def answer(self, stream):
        server = self.server
        if self.end is not None and stream > self.end:
            with server.lock:
                server.beyond += 1
            return
        self.count += 1
        with server.lock:
            server.asked += 1
            is_refused = server.refused and server.asked % server.refused == 0
            server.refusals += bool(is_refused)
            if not is_refused:
                server.taken.append(self.headers[stream][":path"].split("/")[5])
        if is_refused:
            self.protocol.reset_stream(stream, REFUSED_STREAM)
        elif server.ask:
            threading.Thread(target=self.pass_on, args=(stream,), daemon=True).start()
        else:
            self.say(stream, 200, [], b"{}")
        if server.last and self.count == server.last:
            self.end = stream
            self.send(GoAwayFrame(0, last_stream_id=stream, error_code=server.error).serialize())

    def pass_on(self, stream):
        """Asks for an answer, which takes its time, and says it."""
        answer = self.server.ask(self.headers[stream], self.bodies[stream])
        with self.lock, contextlib.suppress(OSError, ssl.SSLError, h2.exceptions.ProtocolError):
            if answer:
                self.say(stream, *answer)
            else:
                self.protocol.reset_stream(stream, INTERNAL_ERROR)
            self.send()

    def say(self, stream, status, fields, text):
        self.protocol.send_headers(stream, [(":status", str(status)), ("content-length", str(len(text))), *fields])
        self.protocol.send_data(stream, text, end_stream=True)
