#!/usr/bin/env python3
"""Sends the same messages with flowmsg, with `curl --parallel` and with Python's aiohttp, in turn, to the same
`flowmsg sandbox`, 64 at a time and as fast as it goes, and prints requests a second, processor time a request, and the
medians of the ratios of neighbouring runs.

    swift build -c release --static-swift-stdlib
    pip install aiohttp
    Tests/Benchmarks/sending.py .build/release/flowmsg [--http2] [ROWS [ROUNDS]]

With `--http2` it is nginx that answers, over TLS, which takes 1,000 requests of a connection; aiohttp does not speak it then.

flowmsg reads and checks the recipients, fills the message for each and keeps its journal on the disk meanwhile; the others
get requests that are ready.
"""
import asyncio, os, resource, socket, statistics, subprocess, sys, tempfile, time

CONCURRENCY = 64
MESSAGE = """bot shop { provider cloud_api, id "B1" }
message m(name: string(min: 1, max: 20)) {
  title "Hello {name}", text "One moment", caption "Shop", flow "orders", cta "Open", screen START, bot shop
}
"""
FLOOD = """
import asyncio, sys, aiohttp
async def main(endpoint, path):
    lines = [line.rstrip("\\n").split("\\t") for line in open(path)]
    headers = {"Authorization": "Basic aWQ6c2VjcmV0", "Content-Type": "application/json"}
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=%d), headers=headers) as session:
        rows = iter(lines)
        async def work():
            for target, body in rows:
                async with session.post(endpoint + target, data=body.encode()) as answer:
                    assert answer.status == 200, answer.status
                    await answer.read()
        await asyncio.gather(*(work() for _ in range(%d)))
asyncio.run(main(*sys.argv[1:]))
""" % (CONCURRENCY, CONCURRENCY)


def measure(command):
    """Runs a command; the seconds on the clock and of the processor."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    seconds, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f"{command[0]}: exit {done.returncode}: {done.stderr[-500:]}")
    return seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def nginx(folder):
    """A server of HTTP/2: the file of its authority, its address and its process."""
    sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Sending"))
    import wire
    authority, certificate, key = wire.authority(folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with open(f"{folder}/nginx.conf", "w") as file:
        file.write(f"""daemon off; pid {folder}/pid; error_log stderr emerg; worker_processes 1; user root;
events {{ worker_connections 1024; }}
http {{ access_log off; client_body_temp_path {folder}; server {{ listen 127.0.0.1:{port} ssl http2;
ssl_certificate {certificate}; ssl_certificate_key {key}; location / {{ return 200 "{{}}"; }} }} }}
""")
    server = subprocess.Popen(["nginx", "-c", f"{folder}/nginx.conf", "-p", folder])
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return authority, f"https://localhost:{port}", server
        time.sleep(0.01)


def main():
    words, is_http2 = [word for word in sys.argv[1:] if word != "--http2"], "--http2" in sys.argv
    flowmsg = os.path.abspath(words[0])
    count = int(words[1]) if len(words) > 1 else 50_000
    rounds = int(words[2]) if len(words) > 2 else 5
    os.environ.update(FLOWMSG_CLIENT_ID="id", FLOWMSG_CLIENT_SECRET="secret")
    folder = tempfile.mkdtemp(prefix="flowmsg-sending-")
    for name, text in [("m.flowmsg", MESSAGE), ("flood.py", FLOOD)]:
        open(f"{folder}/{name}", "w").write(text)
    with open(f"{folder}/people.csv", "w") as people, open(f"{folder}/ready.tsv", "w") as ready, \
            open(f"{folder}/curl.config", "w") as config:
        people.write("to,name\n")
        authority = None
        if is_http2:
            authority, endpoint, server = nginx(folder)
        else:
            server = subprocess.Popen([flowmsg, "sandbox", "--port", "0", "--keep", "1"], stdout=subprocess.PIPE,
                                      stderr=subprocess.DEVNULL, text=True)
            endpoint = server.stdout.readline().strip()
        for i in range(count):
            number, name = 593980000000 + i, f"Ana {i}"
            target = f"/v1/bots/B1/users/{number}/flow_message"
            body = ('{"title":"Hello %s","text":"One moment","caption":"Shop","parameters":{"flow_name":"orders",'
                    '"flow_cta":"Open","flow_action_payload":{"screen":"START"}}}' % name)
            people.write(f"{number},{name}\n")
            ready.write(f"{target}\t{body}\n")
            escaped = body.replace('"', '\\"')
            config.write(f'{"" if i == 0 else "next" + chr(10)}url = "{endpoint}{target}"\nuser = "id:secret"\n'
                         f'header = "Content-Type: application/json"\ndata-raw = "{escaped}"\noutput = "/dev/null"\n'
                         + (f'cacert = "{authority}"\n' if authority else ""))
    journal = f"{folder}/journal"
    commands = {
        "flowmsg": [flowmsg, "send", f"{folder}/m.flowmsg", "--recipients", f"{folder}/people.csv", "--endpoint", endpoint,
                    "--confirm", str(count), "--rate", "0", "--concurrency", str(CONCURRENCY), "--journal", journal],
        "curl --parallel": ["curl", "-s", "--parallel", "--parallel-max", str(CONCURRENCY), "--config", f"{folder}/curl.config"],
        "aiohttp": [sys.executable, f"{folder}/flood.py", endpoint, f"{folder}/ready.tsv"],
    }
    if is_http2:
        commands["flowmsg"] += ["--ca-file", authority]
        del commands["aiohttp"]
    runs = {name: [] for name in commands}
    try:
        for _ in range(rounds + 1):
            for name, command in commands.items():
                if os.path.exists(journal):
                    os.remove(journal)
                runs[name].append(measure(command))
    finally:
        server.terminate()
    print("| program | requests/s | processor time a request | flowmsg is faster by |\n|---|---|---|---|")
    for name, found in runs.items():
        found = found[1:]
        rate = count / statistics.median(seconds for seconds, _ in found)
        cpu = statistics.median(processor for _, processor in found) / count * 1e6
        ratio = statistics.median(other[0] / own[0] for own, other in zip(runs["flowmsg"][1:], found))
        print(f"| {name} | {rate:,.0f} | {cpu:.0f} µs | {'' if name == 'flowmsg' else f'{ratio:.2f} ×'} |")


main()
