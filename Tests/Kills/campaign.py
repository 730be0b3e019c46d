"""One campaign against a faulty sandbox: runs that are killed, and between them an operator who corrects the list."""
import csv, os, random, re, subprocess

import lists
from command import SUFFIX, Command, Outlook
from journals import Journal

ROWS, CONCURRENCY = 2_000, 16
FAULTS = ["429:0.02%", "reset-before:1%", "reset-after:1%", "503:1%", "422:3%", "cut:0.5%", "delay=20ms:5%"]
MESSAGE = """bot shop { provider cloud_api, id "B1" }
message m(name: string(min: 1, max: 20)) {
  title "Hello {name}", text "TEXT", caption "Shop", flow "orders", cta "Open", screen START, bot shop
}
"""


class Wrong(Exception):
    """flowmsg did what it may not do."""


class Campaign:
    """The name of a list, the journal and what is left out change as refusals say; the log of the sandbox does not."""

    def __init__(self, flowmsg, folder, seed, authority=None):
        self.flowmsg, self.folder, self.random = flowmsg, folder, random.Random(seed)
        # The files of one, where HTTP/2 is spoken.
        self.authority = authority
        self.log, self.read, self.taken, self.requests = os.path.join(folder, "sandbox.log"), 0, {}, 0
        self.kills = self.most = 0
        self.did, self.history = {}, []
        self.messages, self.everybody, self.printed = {}, set(), None
        self.list = lists.List(ROWS, self.random)
        # What was not processed is tried again after 6 s and more, in most campaigns by the next run alone.
        self.retries = self.random.choice(["0", "0", "0", "1"])
        self.name, self.journal, self.excluded, self.message = "list-1", None, [], "m1.flowmsg"
        for number, text in enumerate(["One moment", "One more moment"], 1):
            with open(self.path(f"m{number}.flowmsg"), "w") as file:
                file.write(MESSAGE.replace("TEXT", text))
        self.save()

    def path(self, name):
        return os.path.join(self.folder, name)

    def count(self, name):
        self.did[name] = self.did.get(name, 0) + 1

    def save(self):
        self.list.write(self.path(self.name))

    # Commands

    def command(self, *options, resumes=True):
        """The operator's own command, as things are."""
        words = [self.message, "--recipients", self.name, "--endpoint", self.endpoint, "--rate", "0", "--concurrency",
                 str(CONCURRENCY), "--max-failures", "100%", "--retries", self.retries,
                 "--report", "report.csv", "--unsent", "unsent"]
        words += ["--ca-file", self.authority[0]] if self.authority else []
        words += ["--journal", self.journal] if self.journal else []
        for name in self.excluded:
            words += ["--exclude", name]
        return Command(words + ["--resume"] * resumes + list(options))

    def current(self):
        return Journal(self.path(self.journal or self.name + SUFFIX))

    def resume(self):
        """Goes on with the whole list, or what of it is asked for."""
        resumes = self.random.random() < (0.95 if self.current().is_there else 0.5)
        options = ["--skip-invalid"] * (self.random.random() < 0.9)
        options += ["--retry-refused"] * (resumes and self.random.random() < 0.2)
        if self.random.random() < 0.15:
            options += ["--limit", str(self.random.choice([1, 100, 500]))]
        self.run(self.command(*options, resumes=resumes))

    def send_unsent(self):
        """Corrects what `--unsent` wrote, or not, and runs the command that was printed with it."""
        if self.printed is None:
            return self.resume()
        path = self.path("unsent")
        rows, layout = lists.read(path)
        if self.random.random() < 0.9:
            for row in rows:
                row.correct(self.random)
            rows = list(lists.first_rows(rows).values())
        if self.random.random() < 0.3:
            self.random.shuffle(rows)
        if not rows:
            return self.resume()
        lists.write(path, rows, layout)
        self.count("unsent commands")
        self.run(Command.of(self.printed))

    def rename(self):
        """The list gets another name, and is sent as if it were another one; a scheduler says `--resume` always."""
        self.name, self.journal = f"list-{int(self.name[5:]) + 1}", None
        self.save()
        self.count("lists renamed")
        self.run(self.command("--skip-invalid", resumes=self.random.random() < 0.3))

    def new_message(self):
        """The message is corrected half-way: who has the old one does not get the new one."""
        if self.message == "m2.flowmsg" or not self.messages:
            return self.resume()
        self.message, self.printed = "m2.flowmsg", None
        if self.current().is_there:
            self.run(self.command("--skip-invalid"))
        self.journal, self.excluded = "new" + SUFFIX, sorted(self.messages)
        self.count("messages corrected")
        self.run(self.command("--skip-invalid", resumes=self.random.random() < 0.3))

    def follow(self, said, skips):
        """A refusal named journals that have people of this list: one of the ways on that it offers is taken."""
        offers = re.findall(r"'(--resume --journal [^']+|(?:--exclude [^' ]+ ?)+)'", said)
        if not any(offer.startswith("--exclude") for offer in offers):
            raise Wrong(f"a refusal without a way on: {said}")
        offer = self.random.choice(offers).split()
        names = offer[2:] if offer[0] == "--resume" else offer[1::2]
        if offer[0] == "--resume":
            self.journal = names[0]
            self.excluded = [name for name in self.excluded if name not in names]
        else:
            self.excluded += [name for name in names if name not in self.excluded]
        self.count(f"refusals followed by {'--resume --journal' if offer[0] == '--resume' else '--exclude'}")
        self.run(self.command(*["--skip-invalid"] * skips, resumes=offer[0] == "--resume" or self.current().is_there))

    # Runs

    def run(self, command, kills=None):
        """Runs a command, kills it or not, and looks at what it left."""
        outlook = Outlook(command, self.folder, self.messages)
        self.everybody |= set(outlook.people)
        before = outlook.own.intents
        kills = self.random.random() < 0.75 if kills is None else kills
        delay = self.random.uniform(0.005, 0.2) if kills and not outlook.refusal else None
        self.history.append(f"{command.printed or ' '.join(command.words)} [{outlook.refusal or outlook.count}]")
        process, code = command.start(self.folder, outlook.count), None
        try:
            _, said = process.communicate(timeout=delay)
            code = process.returncode
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            self.kills += 1
        self.history.append("killed" if code is None else f"exit {code}")
        if os.path.exists(outlook.own.path):
            self.messages.setdefault(command.journal, command.message)
        self.most = max(self.most, Journal(outlook.own.path).intents - before)
        self.read_log()
        if outlook.refusal:
            self.refused(command, outlook, code, said)
        elif code is not None:
            self.ended(command, outlook, code, said)

    def refused(self, command, outlook, code, said):
        self.count("runs refused")
        if code != 2 or outlook.refusal not in said:
            raise Wrong(f"exit {code}, not refused as '{outlook.refusal}': {said}")
        if outlook.refusal.startswith("is of this message") and not command.printed:
            self.follow(said, command.has("--skip-invalid"))

    def ended(self, command, outlook, code, said):
        """A run that came to its end: exit code, report and `--unsent` are held against the journal."""
        if fault := outlook.fault_of(code):
            raise Wrong(f"{fault}, expected {outlook.count} people: {said}")
        if command.printed:
            return
        own = Journal(outlook.own.path)
        with open(self.path("report.csv"), newline="") as file:
            states = {lists.person(row["to"]): row["state"] for row in csv.DictReader(file)}
        expected = {who: own.state(who) for who in outlook.people if who not in outlook.left_out}
        if states != expected:
            raise Wrong(f"report and journal differ: {sorted(set(states.items()) ^ set(expected.items()))[:9]}")
        rows = lists.first_rows(lists.read(self.path("unsent"))[0])
        wanted = {who for who, state in expected.items() if state in ("refused", "not tried")}
        repeated = {row.person for row in rows.values() if "earlier row" in row.reason or "already" in row.reason}
        if wanted - set(rows) or set(rows) - wanted - repeated:
            raise Wrong(f"--unsent: lacks {sorted(wanted - set(rows))[:9]}, has {sorted(set(rows) - wanted)[:9]}")
        found = re.search(r"once corrected, they are sent by:\n  (.*)\n", said)
        self.printed = found[1] if found else None

    def read_log(self):
        """How often each person's message was taken, and how many requests there were."""
        with open(self.log) as file:
            file.seek(self.read)
            for line in iter(file.readline, ""):
                if not line.endswith("\n"):
                    break
                self.read, words = self.read + len(line), line.split()
                self.requests += 1
                if words[-1] == "taken":
                    who = lists.person(words[0])
                    self.taken[who] = self.taken.get(who, 0) + 1

    # The whole

    def sandbox(self):
        command = [self.flowmsg, "sandbox", "--port", "0", "--keep", "1", "--log", self.log,
                   "--seed", str(self.random.randrange(1 << 30))]
        for fault in FAULTS:
            command += ["--fault", fault]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.endpoint = process.stdout.readline().strip()
        if self.authority:
            from relay import Relay
            self.relay = Relay(self.authority, self.endpoint)
            self.endpoint = self.relay.address
        return process

    def play(self):
        """A campaign from its first run until everybody in the list has ended; then the faults found, by kind."""
        process = self.sandbox()
        try:
            self.resume()
            for _ in range(self.random.randint(8, 16)):
                self.step()
            self.finish()
        finally:
            process.terminate()
            process.wait()
            if self.authority:
                self.relay.close()
        return self.verdict()

    def step(self):
        if self.random.random() < 0.6:
            own = self.current()
            self.list.correct({who for who in self.everybody if own.state(who) == "refused"})
            self.save()
        if self.random.random() < 0.1:
            # The whole list and the command for the rest, in either order.
            ways = [self.resume, self.send_unsent]
            self.random.shuffle(ways)
        else:
            ways = self.random.choices([self.resume, self.send_unsent, self.rename, self.new_message], [8, 4, 2, 1])
        for way in ways:
            way()

    def finish(self):
        """Goes on as refusals say, and unkilled, until nobody is left."""
        for _ in range(30):
            outlook = Outlook(self.command("--skip-invalid"), self.folder, self.messages)
            if not outlook.open:
                return
            self.run(self.command("--skip-invalid"), kills=False)
        raise Wrong("it does not come to its end")

    def verdict(self):
        """How many people got a message twice, are lost, are said to be what they are not, or are in doubt."""
        self.read_log()
        journals = [Journal(self.path(name)) for name in sorted(self.messages)]
        twice = sum(times > 1 for times in self.taken.values())
        own, lost, false, doubts = self.current(), 0, 0, 0
        for who in self.everybody:
            states = [journal.state(who) for journal in journals]
            taken = self.taken.get(who, 0)
            false += taken > 0 and not any(journal.has(who) for journal in journals)
            false += taken == 0 and "sent" in states
            false += sum(journal.has(who) for journal in journals) > 1
            doubts += "in doubt" in states
        for who in lists.first_rows(self.list.rows):
            lost += not any(journal.has(who) for journal in journals) and own.state(who) != "refused"
        false += len(set(self.taken) - self.everybody)
        return {"twice": twice, "lost": lost, "false": false, "doubts": doubts}
