#!/usr/bin/env python3
"""Six runs into one folder at the same time, killed at random, then each once to its end: the manifest lists exactly what is
there.

    together.py FLOWMSG [ROUNDS] [SEED]

In each round the six compile 40 messages each, out of sources of their own; before it some texts change, messages get other
names, and sources too. A seed makes the changes and the times of the kills, though not what the machine does meanwhile."""
import hashlib, json, os, random, signal, subprocess, sys, tempfile, threading, time

PROCESSES, MESSAGES = 6, 40
MANIFEST = "flowmsg.manifest.json"


class Project:
    """A source: its name, and the messages that it declares."""

    def __init__(self, folder, number, dice):
        self.folder, self.number, self.dice = folder, number, dice
        self.file = f"s{number}.flowmsg"
        self.messages = {f"s{number}_m{i}": 0 for i in range(MESSAGES)}
        self.write()

    def write(self):
        text = "".join(
            f'message {name} {{\n  title "One", text "Text {version}", caption "Three", flow "f", cta "Open", screen S\n}}\n'
            for name, version in self.messages.items())
        with open(os.path.join(self.folder, self.file), "w") as file:
            file.write(text)

    def change(self):
        for name in self.dice.sample(list(self.messages), 8):
            self.messages[name] += 1
        old = self.dice.choice(list(self.messages))
        del self.messages[old]
        self.messages[f"s{self.number}_n{self.dice.randrange(10**9)}"] = 0
        if self.dice.random() < 0.3:
            os.remove(os.path.join(self.folder, self.file))
            self.file = f"s{self.number}_{self.dice.randrange(10**9)}.flowmsg"
        self.write()


def start(binary, folder, project):
    return subprocess.Popen(
        [binary, "compile", project.file, "-o", "dist"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def check(folder, projects):
    there = sorted(os.listdir(os.path.join(folder, "dist")))
    with open(os.path.join(folder, "dist", MANIFEST)) as file:
        listed = {one["file"]: one for one in json.load(file)["outputs"]}
    assert there == sorted([*listed, MANIFEST]), (set(there) ^ {*listed, MANIFEST})
    for name, one in listed.items():
        with open(os.path.join(folder, "dist", name), "rb") as file:
            assert hashlib.sha256(file.read()).hexdigest() == one["sha256"], name
    expected = {f"{name}.json" for project in projects for name in project.messages}
    assert expected == set(listed), expected ^ set(listed)


def main(binary, rounds=50, seed=None):
    seed = int(seed) if seed is not None else random.randrange(10**9)
    print(f"seed {seed}", flush=True)
    dice = random.Random(seed)
    killed = ended = 0
    with tempfile.TemporaryDirectory(prefix="flowmsg-builds-") as folder:
        os.mkdir(os.path.join(folder, ".git"))
        projects = [Project(folder, i, dice) for i in range(PROCESSES)]
        longest = 0.05
        for number in range(int(rounds)):
            begun = time.monotonic()
            running = [start(binary, folder, project) for project in projects]
            timers = []
            for process in running:
                timers.append(threading.Timer(dice.uniform(0, longest), process.send_signal, [signal.SIGKILL]))
                timers[-1].start()
            for process, timer in zip(running, timers):
                process.communicate()
                timer.cancel()
                killed += process.returncode == -signal.SIGKILL
            running = [start(binary, folder, project) for project in projects]
            for process in running:
                _, error = process.communicate()
                assert process.returncode == 0, (number, process.returncode, error.decode())
                ended += 1
            # As long as what is killed may take.
            longest = max(0.02, (time.monotonic() - begun) / 2)
            check(folder, projects)
            for project in projects:
                project.change()
    print(f"{rounds} rounds: {killed} runs killed, {ended} to their end; each time the manifest listed exactly what was there")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]), *sys.argv[2:])
