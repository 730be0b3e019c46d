"""HTTP/2 over TLS before a sandbox: what the sandbox says is passed on, and streams are refused and connections given up
as RFC 9113 allows. What is refused, or above the last stream of a GOAWAY, never reaches the sandbox."""
import http.client, os, sys, threading
from urllib.parse import urlsplit

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Sending"))
from wire import HTTP2


class Relay(HTTP2):
    def __init__(self, files, sandbox):
        super().__init__(files, last=50, refused=10)
        self.sandbox, self.connection = urlsplit(sandbox).netloc, threading.local()

    def ask(self, headers, body):
        """The sandbox's answer: status, fields and body; None where it breaks off."""
        connection = getattr(self.connection, "own", None) or http.client.HTTPConnection(self.sandbox)
        self.connection.own = None
        names = ("content-type", "accept", "authorization", "user-agent")
        try:
            connection.request("POST", headers[":path"], body, {name: headers[name] for name in names if name in headers})
            answer = connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            return None
        self.connection.own = connection
        fields = [(name.lower(), value) for name, value in answer.getheaders()
                  if name.lower() not in ("connection", "keep-alive", "transfer-encoding", "content-length")]
        return answer.status, fields, text
