"""A command line of `send`, and what it has to do, by the lists and the journals that it names, without flowmsg."""
import os, shlex, subprocess

import lists
from journals import REFUSED, SENT, Journal

SUFFIX = ".flowmsg-journal"


class Command:
    """The words behind `flowmsg send`. One that flowmsg printed is run word for word, by a shell."""

    def __init__(self, words, printed=None):
        self.words, self.printed = words, printed

    @classmethod
    def of(cls, printed):
        return cls(shlex.split(printed)[2:], printed)

    def values(self, option):
        return [self.words[at + 1] for at, word in enumerate(self.words[:-1]) if word == option]

    def has(self, option):
        return option in self.words

    @property
    def message(self):
        return self.words[0]

    @property
    def recipients(self):
        return self.values("--recipients")[-1]

    @property
    def journal(self):
        return (self.values("--journal") or [self.recipients + SUFFIX])[-1]

    def start(self, folder, confirm):
        confirmation = ["--confirm", str(confirm)]
        words = ["flowmsg", "send", *self.words, *confirmation]
        if self.printed:
            words = ["sh", "-c", f'exec {self.printed} "$@"', "sh", *confirmation]
        return subprocess.Popen(words, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, text=True)


class Outlook:
    """What a command has to do.

    `refusal` is what it says if it may send nothing; else `count` people get the message, if the run comes to its end.
    """

    def __init__(self, command, folder, messages):
        """`messages` has the message of each journal."""
        path = lambda name: os.path.join(folder, name)
        rows, _ = lists.read(path(command.recipients))
        self.people = lists.first_rows(rows)
        self.bad = len(rows) - len(self.people)
        self.own = Journal(path(command.journal))
        excluded = [Journal(path(name)) for name in command.values("--exclude")]
        others = [Journal(path(name)) for name, message in messages.items()
                  if message == command.message and name != command.journal]
        retries = command.has("--retry-refused")
        is_open = lambda person: not self.own.has(person) and (retries or self.own.kind(person) != REFUSED)
        self.left_out = {person for person in self.people
                         if is_open(person) and any(each.has(person) for each in excluded)}
        self.open = [person for person in self.people if is_open(person) and person not in self.left_out]
        limit = command.values("--limit")
        self.count = min([len(self.open), *map(int, limit)])
        self.refusal = self.find_refusal(command, messages, others)

    def find_refusal(self, command, messages, others):
        if self.own.is_there and not command.has("--resume"):
            return "is there already"
        if self.own.is_there and messages[command.journal] != command.message:
            return "belongs to another message"
        if self.bad and not command.has("--skip-invalid"):
            return "cannot be used, and nothing was sent"
        if not self.people:
            return "there is nobody in the recipients"
        if self.left_out and not self.open and not self.own.is_there:
            return "leaves out everybody"
        if any(each.has(person) for each in others for person in self.open):
            return "is of this message, and has"
        return None

    def fault_of(self, code):
        """What is wrong with the exit code of a run that came to its end, by what its journal says then; else None."""
        own = Journal(self.own.path)
        is_done = all(own.kind(person) == SENT for person in self.people if person not in self.left_out)
        return None if code == (0 if is_done else 3) else f"exit {code}"
