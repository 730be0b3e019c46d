#!/usr/bin/env python3
"""render under Apache Spark's `pipe`: many partitions make the same lines, bytes and order, as one process makes of them.

    python3 -m venv spark && spark/bin/pip install pyspark      # and Java 17: apt-get install openjdk-17-jre-headless
    spark/bin/python Tests/Engines/spark.py .build/release/flowmsg [ROWS]

Run by hand: the download is large. Exit 1 shows what differs.
"""

import glob
import os
import platform
import shlex
import subprocess
import sys
import tempfile
import time

from pyspark import SparkContext, __version__

HERE = os.path.dirname(os.path.abspath(__file__))
PARTITIONS = 8


def recipients(form, count, path, *bad):
    script = '. "$0/recipients.sh"; recipients "$@"'
    with open(path, "wb") as file:
        subprocess.run(["bash", "-c", script, HERE, form, str(count), *bad], stdout=file, check=True)


def one_process(command, path):
    start = time.monotonic()
    with open(path, "rb") as file:
        output = subprocess.run(command, stdin=file, stdout=subprocess.PIPE, check=True).stdout
    return output, time.monotonic() - start


def saved(lines, folder):
    """What the lines are once Spark has written them: the parts in order are the whole."""
    start = time.monotonic()
    lines.saveAsTextFile("file://" + folder)
    duration = time.monotonic() - start
    output = b""
    for part in sorted(glob.glob(folder + "/part-*")):
        with open(part, "rb") as file:
            output += file.read()
    return output, duration


def compare(name, partitions, one, many):
    same = one[0] == many[0] and one[0] != b""
    lines = one[0].count(b"\n")
    print(f"{name}: {lines} lines, {partitions} partitions, {'the same' if same else 'NOT THE SAME'}; "
          f"one process {one[1]:.2f} s, Spark {many[1]:.2f} s", flush=True)
    return same


def main():
    flowmsg = os.path.realpath(sys.argv[1])
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    context = SparkContext("local[*]", "flowmsg")
    context.setLogLevel("ERROR")
    version = subprocess.run([flowmsg, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    java = context._jvm.System.getProperty("java.version")
    print(f"{version}, Spark {__version__}, Java {java}, Python {platform.python_version()}", flush=True)
    ok = True
    with tempfile.TemporaryDirectory() as work:
        form = work + "/form.open.json"
        source = HERE + "/../../examples/10-base.flowmsg"
        with open(form, "wb") as file:
            subprocess.run([flowmsg, "compile", source, "--message", "carrinho_a", "--open"], stdout=file, check=True)
        # Spark splits the command at blanks by itself, and knows no shell.
        render = [flowmsg, "render", form]

        recipients("ndjson", rows, work + "/people.ndjson")
        lines = context.textFile("file://" + work + "/people.ndjson", PARTITIONS)
        piped = lines.pipe(shlex.join(render), checkCode=True)
        ok &= compare("NDJSON", lines.getNumPartitions(), one_process(render, work + "/people.ndjson"),
                      saved(piped, work + "/ndjson"))

        recipients("bare", rows, work + "/people.csv")
        bare = render + ["--header", "to,nome"]
        lines = context.textFile("file://" + work + "/people.csv", PARTITIONS)
        ok &= compare("CSV without a header, --header", lines.getNumPartitions(),
                      one_process(bare, work + "/people.csv"),
                      saved(lines.pipe(shlex.join(bare), checkCode=True), work + "/csv"))

        # A partition may be empty: more partitions than rows.
        recipients("ndjson", 3, work + "/few.ndjson")
        few = context.textFile("file://" + work + "/few.ndjson").repartition(6)
        piped = few.pipe(shlex.join(render), checkCode=True).collect()
        one = one_process(render, work + "/few.ndjson")[0].decode().splitlines()
        print(f"empty partitions among {few.getNumPartitions()}: {len(piped)} lines", flush=True)
        ok &= sorted(piped) == sorted(one)

        # A bad row fails the job, if Spark is told to look at exit codes.
        recipients("ndjson", 1000, work + "/bad.ndjson", "bad")
        try:
            context.textFile("file://" + work + "/bad.ndjson", PARTITIONS).pipe(shlex.join(render), checkCode=True).count()
            print("a bad row: NOT NOTICED", flush=True)
            ok = False
        except Exception as error:
            noticed = "error code 2" in str(error) or "status 2" in str(error)
            print(f"a bad row: the job fails, {'with exit 2' if noticed else 'FOR ANOTHER REASON: ' + str(error)}", flush=True)
            ok &= noticed
    context.stop()
    sys.exit(0 if ok else 1)


main()
