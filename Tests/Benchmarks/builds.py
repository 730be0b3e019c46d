#!/usr/bin/env python3
"""compile -o of many files by two builds of flowmsg in turn: into a new folder, into one that is up to date, and check.

    builds.py OLD NEW [FILES] [ROUNDS]

Prints the medians of processor time and of the time on the clock, and the median ratio of neighbouring runs."""
import os, resource, shutil, statistics, subprocess, sys, tempfile, time

TEXT = """flow oferta_{i} {{ screen CART {{ items: [{{ id: string, title: string }}] }} }}
message oferta_{i} {{
  title "Olá, {i}"
  text "Seu carrinho está guardado por *24 horas*."
  caption "Promoção só hoje"
  flow oferta_{i}
  cta "Ver carrinho"
  screen CART {{ items: [{{ id: "a{i}", title: "Tênis" }}] }}
  payload {{ campaign: "cart", wave: {i} }}
}}
"""


def run(binary, folder, arguments):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run([binary, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    clock = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return clock, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main(old, new, files=10_000, rounds=7):
    files, rounds = int(files), int(rounds)
    with tempfile.TemporaryDirectory(prefix="flowmsg-bench-") as folder:
        os.mkdir(os.path.join(folder, ".git"))
        os.mkdir(os.path.join(folder, "src"))
        for i in range(files):
            with open(os.path.join(folder, "src", f"o{i}.flowmsg"), "w") as file:
                file.write(TEXT.format(i=i))
        for what, arguments, fresh in [
            ("compile -o, new", ["compile", "src", "-o"], True), ("compile -o, up to date", ["compile", "src", "-o"], False),
            ("check", ["check", "src"], False),
        ]:
            found = {old: [], new: []}
            for number in range(rounds + 1):
                for binary in (old, new) if number % 2 else (new, old):
                    # Each has a folder of its own.
                    dist = "dist_old" if binary == old else "dist_new"
                    if fresh:
                        shutil.rmtree(os.path.join(folder, dist), ignore_errors=True)
                    found[binary].append(run(binary, folder, arguments + ([dist] if arguments[-1] == "-o" else [])))
            for k, unit in enumerate(["clock", "processor"]):
                a = [one[k] for one in found[old][1:]]
                b = [one[k] for one in found[new][1:]]
                ratio = statistics.median(y / x for x, y in zip(a, b))
                print(f"{what}: {unit} {statistics.median(a):.3f} s, {statistics.median(b):.3f} s, ratio {ratio:.3f}", flush=True)


if __name__ == "__main__":
    main(*map(os.path.abspath, sys.argv[1:3]), *sys.argv[3:])
