#!/usr/bin/env python3
"""Kills campaigns at random moments, with -9, and goes on with them, again and again, while an operator corrects the
list in between; then holds the journals and the reports against what a faulty API received.

    swift build -c release --static-swift-stdlib
    Tests/Kills/kills.py .build/release/flowmsg [--http2] [KILLS [SEED]]

Campaigns of 2,000 rows run against `flowmsg sandbox` with faults on, until 1,000 processes were killed. Between two
runs rows are appended, removed, reordered, respelled, spoilt and repaired, the list gets another name, the message is
corrected, refused people are taken in again, and the commands are run that flowmsg prints. Exits with 1 if a person,
however their number is spelled, got a message twice, is lost or is said to be what they are not, if a run did something
else than lists and journals ask for, or if a kill left more people in doubt than were on their way. Then the files of
that campaign stay. With `--http2` the sandbox is behind a relay of HTTP/2 that refuses every tenth stream, and takes no more
than 50 of a connection.

The files beside this one: `lists.py` has the lists and their corrections, `command.py` what a command has to do,
`journals.py` reads journals, and `campaign.py` is one campaign.
"""
import os, random, shutil, sys, tempfile, time

from campaign import CONCURRENCY, ROWS, Campaign, Wrong


def add(sums, more):
    for name, count in more.items():
        sums[name] = sums.get(name, 0) + count


def fail(campaign, seed, text):
    print(f"seed {seed}: {text}\n" + "\n".join(campaign.history[-40:]) + f"\nits files: {campaign.folder}")
    sys.exit(1)


def main():
    words = [word for word in sys.argv[1:] if word != "--http2"]
    flowmsg = os.path.abspath(words[0])
    wanted = int(words[1]) if len(words) > 1 else 1000
    seed = int(words[2]) if len(words) > 2 else random.randrange(1 << 32)
    folder = tempfile.mkdtemp(prefix="flowmsg-kills-")
    authority = None
    if "--http2" in sys.argv:
        import relay, wire
        authority = wire.authority(folder)
    # What flowmsg prints begins with its name.
    os.symlink(flowmsg, f"{folder}/flowmsg")
    os.environ.update(FLOWMSG_CLIENT_ID="id", FLOWMSG_CLIENT_SECRET="secret", PATH=f"{folder}:{os.environ['PATH']}")
    sums, did, corrections = {}, {}, {}
    kills = campaigns = requests = most = 0
    start = time.time()
    while kills < wanted:
        place = f"{folder}/{campaigns}"
        os.mkdir(place)
        campaign = Campaign(flowmsg, place, f"{seed}/{campaigns}", authority)
        try:
            found = campaign.play()
        except Wrong as wrong:
            fail(campaign, seed, wrong)
        most = max(most, campaign.most)
        if found["twice"] or found["lost"] or found["false"] or campaign.most > CONCURRENCY:
            fail(campaign, seed, f"{found}, at most {campaign.most} in doubt by one kill, {CONCURRENCY} in flight")
        add(sums, found)
        add(did, campaign.did)
        add(corrections, campaign.list.corrections)
        kills, campaigns, requests = kills + campaign.kills, campaigns + 1, requests + campaign.requests
        shutil.rmtree(place)
    shutil.rmtree(folder)
    print(f"seed {seed}: {kills} kills in {campaigns} campaigns of {ROWS} rows, {requests} requests received, "
          f"{time.time() - start:.0f} s")
    print("lists corrected: " + ", ".join(f"{name} {count}" for name, count in sorted(corrections.items())))
    print(", ".join(f"{name} {count}" for name, count in sorted(did.items())))
    print(f"sent twice {sums['twice']}, lost {sums['lost']}, said to be what they are not {sums['false']}")
    print(f"in doubt {sums['doubts']}; at most {most} by one kill, {CONCURRENCY} in flight")


main()
