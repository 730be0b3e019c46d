#!/usr/bin/env python3
"""Kills a campaign at random moments, with -9, and resumes it, again and again; then holds the journal and the report
against what a faulty API received.

    swift build -c release --static-swift-stdlib
    Tests/Kills/kills.py .build/release/flowmsg [KILLS [SEED]]

Campaigns of 10,000 rows run against `flowmsg sandbox` with faults on, until 1,000 processes were killed. Exits with 1 if
anybody got a message twice, if a row is lost, if a row is said to be what it is not, or if a kill left more rows in doubt
than were on their way.
"""
import csv, os, random, subprocess, sys, tempfile, time

ROWS, CONCURRENCY = 10_000, 16
FAULTS = ["429:0.1%", "reset-before:1%", "reset-after:1%", "503:1%", "cut:0.5%", "delay=20ms:5%"]
MESSAGE = """bot shop { provider cloud_api, id "B1" }
message m(name: string(min: 1, max: 20)) {
  title "Hello {name}", text "One moment", caption "Shop", flow "orders", cta "Open", screen START, bot shop
}
"""
HEADER, RECORD, INTENT, CLOSING = 3 * 4096, 32, 1, 7


def on_their_way(path):
    """How many people a journal has whose intent is the last that is known of them."""
    last = {}
    with open(path, "rb") as file:
        data = file.read()[HEADER:]
    for at in range(0, len(data) - RECORD + 1, RECORD):
        person, kind = data[at : at + 8], data[at + 14]
        if any(person) and kind != CLOSING:
            last[person] = kind
    return sum(kind == INTENT for kind in last.values())


def log_of(path):
    """How often each number's message was taken, and how many requests there were."""
    taken, requests = {}, 0
    with open(path) as file:
        for line in file:
            words = line.split()
            requests += 1
            if words[-1] == "taken":
                taken[words[0]] = taken.get(words[0], 0) + 1
    return taken, requests


class Campaign:
    def __init__(self, flowmsg, folder, number):
        self.flowmsg, self.folder, self.number = flowmsg, folder, number
        self.journal = f"{folder}/{number}.journal"
        self.log = f"{folder}/{number}.log"
        self.report = f"{folder}/{number}.csv"
        self.kills = self.most = 0

    def sandbox(self, seed):
        command = [self.flowmsg, "sandbox", "--port", "0", "--keep", "1", "--seed", str(seed), "--log", self.log]
        for fault in FAULTS:
            command += ["--fault", fault]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        return process, process.stdout.readline().strip()

    def start(self, endpoint):
        command = [
            self.flowmsg, "send", f"{self.folder}/m.flowmsg", "--recipients", f"{self.folder}/people.csv",
            "--endpoint", endpoint, "--journal", self.journal, "--report", self.report, "--rate", "0",
            "--concurrency", str(CONCURRENCY), "--max-failures", "100%", "--confirm", str(self.left)]
        if os.path.exists(self.journal):
            command.append("--resume")
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)

    def run(self, seed, wanted):
        process, endpoint = self.sandbox(seed)
        self.left, before = ROWS, 0
        while True:
            sender = self.start(endpoint)
            try:
                _, said = sender.communicate(timeout=random.uniform(0.005, 0.5) if self.kills < wanted else None)
            except subprocess.TimeoutExpired:
                sender.kill()
                sender.communicate()
                if os.path.exists(self.journal):
                    now = on_their_way(self.journal)
                    self.most, before = max(self.most, now - before), now
                self.kills += 1
                continue
            if sender.returncode == 2 and "--confirm" in said:
                self.left = int(said.split("'--confirm ")[2].split("'")[0])
                continue
            if sender.returncode not in (0, 3):
                sys.exit(f"exit {sender.returncode}: {said}")
            rows = list(csv.DictReader(open(self.report)))
            self.left = sum(row["state"] == "not tried" for row in rows)
            before = on_their_way(self.journal)
            if self.left == 0:
                break
        process.terminate()
        process.wait()
        return rows


def main():
    flowmsg = os.path.abspath(sys.argv[1])
    wanted = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
    random.seed(seed)
    os.environ.update(FLOWMSG_CLIENT_ID="id", FLOWMSG_CLIENT_SECRET="secret")
    folder = tempfile.mkdtemp(prefix="flowmsg-kills-")
    with open(f"{folder}/m.flowmsg", "w") as file:
        file.write(MESSAGE)
    with open(f"{folder}/people.csv", "w") as file:
        file.write("to,name\n" + "".join(f"{593987000000 + i},Ana {i}\n" for i in range(ROWS)))
    kills = campaigns = requests = duplicates = lost = false = doubts = killed = most = 0
    start = time.time()
    while kills < wanted:
        campaign = Campaign(flowmsg, folder, campaigns)
        rows = campaign.run(random.randrange(1 << 30), wanted - kills)
        taken, count = log_of(campaign.log)
        duplicates += sum(times > 1 for times in taken.values())
        lost += ROWS - len({row["to"] for row in rows if row["state"] in ("sent", "refused", "in doubt")})
        false += sum(row["state"] == "sent" and taken.get(row["to"], 0) != 1 for row in rows)
        false += sum(row["state"] in ("refused", "not tried") and row["to"] in taken for row in rows)
        doubts += sum(row["state"] == "in doubt" for row in rows)
        killed += sum(row["reason"] == "interrupted" for row in rows)
        kills, campaigns, requests = kills + campaign.kills, campaigns + 1, requests + count
        most = max(most, campaign.most)
        for file in (campaign.journal, campaign.log, campaign.report):
            os.remove(file)
    print(f"seed {seed}: {kills} kills in {campaigns} campaigns of {ROWS} rows, {requests} requests received, "
          f"{time.time() - start:.0f} s")
    print(f"sent twice {duplicates}, lost {lost}, said to be what they are not {false}")
    print(f"in doubt {doubts}, of them by kills {killed}; at most {most} by one kill, {CONCURRENCY} in flight")
    sys.exit(1 if duplicates or lost or false or most > CONCURRENCY else 0)


main()
