"""What a journal says of people, read without flowmsg. ARCHITECTURE.md has the format."""
import hashlib, hmac, os

HEADER, RECORD = 3 * 4096, 32
INTENT, SENT, REFUSED, UNSENT, DOUBT, CLOSING = 1, 2, 3, 4, 5, 7
NAMES = {INTENT: "in doubt", SENT: "sent", REFUSED: "refused", UNSENT: "not tried", DOUBT: "in doubt"}


class Journal:
    """The last that a journal says of each person; of one that is not there: nothing."""

    # The digests that were made, by key: all journals of one message and endpoint have the same.
    made = {}

    def __init__(self, path):
        self.kinds, self.path = {}, path
        self.is_there = os.path.exists(path)
        if not self.is_there:
            return
        with open(path, "rb") as file:
            data = file.read()
        self.key = data[32:64]
        self.digests = self.made.setdefault(self.key, {})
        for at in range(HEADER, len(data) - RECORD + 1, RECORD):
            digest, kind = data[at:at + 8], data[at + 14]
            if any(digest) and kind != CLOSING:
                self.kinds[digest] = kind

    def kind(self, person):
        """The kind of the last record about somebody; None if there is none."""
        if not self.is_there:
            return None
        if person not in self.digests:
            self.digests[person] = hmac.digest(self.key, person.encode(), hashlib.sha256)[:8][::-1]
        return self.kinds.get(self.digests[person])

    def state(self, person):
        """Its name in reports."""
        return NAMES.get(self.kind(person), "not tried")

    def has(self, person):
        """Whether somebody has the message, or may have it."""
        return self.kind(person) in (SENT, INTENT, DOUBT)

    @property
    def intents(self):
        """How many people were on their way when the last run ended."""
        return sum(kind == INTENT for kind in self.kinds.values())
