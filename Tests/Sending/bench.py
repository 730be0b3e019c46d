"""What the tests of this folder share: a message, people, a server, and the program as a process of its own."""
import contextlib, http.server, itertools, os, signal, socket, subprocess, tempfile, threading, time, unittest

HERE = os.path.dirname(os.path.abspath(__file__))
FLOWMSG = os.path.abspath(os.environ.get("FLOWMSG", f"{HERE}/../../.build/debug/flowmsg"))
MESSAGE = """bot shop { provider cloud_api, id "B1" }
message m(name: string(min: 1, max: 40)) {
  title "Hello {name}", text "It's \\"one\\" moment", caption "Shop", flow "orders", cta "Open", screen START, bot shop
}
"""
ACCOUNT = {"FLOWMSG_CLIENT_ID": "client-7", "FLOWMSG_CLIENT_SECRET": "s"}


def heed():
    for number in [signal.SIGHUP, signal.SIGINT, signal.SIGTERM]:
        signal.signal(number, signal.SIG_DFL)


class Bench(unittest.TestCase):
    """A folder for each test, with a message and people in it."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory(prefix="flowmsg-sending-")
        self.addCleanup(self.folder.cleanup)
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith("FLOWMSG_")} | ACCOUNT
        self.write("m.flowmsg", MESSAGE)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def write(self, name, text):
        with open(self.path(name), "w") as file:
            file.write(text)

    def read(self, name):
        with open(self.path(name)) as file:
            return file.read()

    def people(self, count, name="people.csv"):
        self.write(name, "to,name\n" + "".join(f"{593987000000 + i},Ana {i}\n" for i in range(count)))

    @contextlib.contextmanager
    def sandbox(self, *options, **others):
        """A sandbox that is ended after; its address."""
        command = [FLOWMSG, "sandbox", "--port", "0", "--log", self.path("log"), *options]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, **others)
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            process.communicate()

    def taken(self):
        """The numbers whose messages the sandbox took, in order."""
        if not os.path.exists(self.path("log")):
            return []
        return [line.split()[0] for line in self.read("log").splitlines() if line.endswith(" taken")]

    def command(self, *options, recipients="people.csv"):
        """Sends to the people of a file, as fast as can be, unless told otherwise."""
        rate = [] if "--rate" in options else ["--rate", "0"]
        return [FLOWMSG, "send", "m.flowmsg", "--recipients", recipients, *rate, *options]

    def start(self, command, **others):
        """Starts a process that heeds signals, also where these tests run under nohup or in the background."""
        others.setdefault("preexec_fn", heed)
        return subprocess.Popen(
            command, cwd=self.folder.name, env=self.environment, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **others)

    def run_command(self, command, **others):
        process = self.start(command, **others)
        out, error = process.communicate()
        return process.returncode, out, error

    def until(self, condition, process=None):
        """Waits for something to be so, however long that takes; while a process runs, if one has to bring it about."""
        while not condition():
            if process and process.poll() is not None and not condition():
                self.fail(f"it ended before: {process.communicate()[1]}")
            time.sleep(0.005)

    def heeded(self, process, number):
        """Sends a signal and waits until it was handled and the process sleeps again, or has ended."""
        process.send_signal(number)
        status = f"/proc/{process.pid}/status"

        def is_handled():
            if process.poll() is not None or not os.path.exists("/proc/self/status"):
                return True
            with open(status) as file:
                lines = dict(line.split(":", 1) for line in file if ":" in line)
            pending = int(lines["ShdPnd"], 16) | int(lines["SigPnd"], 16)
            return not pending >> (number - 1) & 1 and lines["State"].split()[0] == "S"

        self.until(is_handled)


class Listener:
    """A port of this machine whose clients are served each in a thread of its own, by `serve`."""

    def __init__(self, port=0):
        self.socket = socket.create_server(("127.0.0.1", port), backlog=512, reuse_port=port != 0)
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Ends listening, at once: to close alone would let another thread's wait go on."""
        with contextlib.suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def accept(self):
        # Until it is closed.
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.socket.accept()
                threading.Thread(target=self.serve, args=(client,), daemon=True).start()


class Server:
    """A server on this machine that answers as a function says: given the handler and the body, (status, body)."""

    def __init__(self, answer):
        server = self
        self.bodies, self.times = [], []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                server.times.append(time.monotonic())
                body = self.rfile.read(int(self.headers["Content-Length"]))
                server.bodies.append(body)
                status, text, *fields = answer(self, body)
                self.send_response(status)
                for name, value in fields:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

            def handle(self):
                # A client that was killed reads no answer.
                with contextlib.suppress(ConnectionError):
                    super().handle()

        class Threads(http.server.ThreadingHTTPServer):
            # Where the queue of clients is full the system drops them, and lets some believe that they are connected.
            request_queue_size = 512

        self.server = Threads(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Held(Server):
    """A server that answers the first requests and holds the others until it is opened, so that a test decides when a
    campaign goes on."""

    def __init__(self, first=10):
        self.taken, self.asked, self.opened = [], itertools.count(1), threading.Event()
        self.first, self.waiting, self.clients = first, 0, set()
        super().__init__(self.hold)

    def hold(self, handler, _):
        """Answers or waits. Of a campaign's slots more than half are taken then: what is free leaves in groups."""
        self.clients.add(handler.headers["Authorization"])
        if next(self.asked) > self.first and not self.opened.is_set():
            self.waiting += 1
            self.opened.wait()
        self.taken.append(handler.path.split("/")[5])
        return 200, b"{}"

    def is_holding(self):
        """Whether the first have their answers, and another one waits."""
        return len(self.taken) >= self.first and self.waiting > 0

    def __exit__(self, *others):
        self.opened.set()
        super().__exit__(*others)
