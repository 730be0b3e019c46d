#!/usr/bin/env bash
# send under GNU parallel: one campaign in four shares, each a process with a journal of its own. A sandbox has to receive
# each number once, though one share is interrupted first, and a second run has to find nothing left.
# `shards.sh FLOWMSG [ROWS]`; exit 1 says what differs.
set -euo pipefail
flowmsg="$(realpath "$1")"
rows="${2:-5000}"
here="$(cd "$(dirname "$0")" && pwd)"
. "$here/recipients.sh"

if ! parallel --version 2>/dev/null | grep -q '^GNU parallel'; then
  echo "GNU parallel is not installed: apt-get install parallel" >&2
  exit 2
fi
work="$(mktemp -d)"
sandbox=
trap '[[ -z "$sandbox" ]] || kill "$sandbox"; rm -rf "$work"' EXIT
cd "$work"
mkdir bin
ln -s "$flowmsg" bin/flowmsg
PATH="$work/bin:$PATH"
export FLOWMSG_CLIENT_ID=id FLOWMSG_CLIENT_SECRET=secret

flowmsg compile "$here/../../examples/10-base.flowmsg" --message carrinho_a --open > form.open.json
recipients csv "$rows" > people.csv
flowmsg sandbox --port 0 --keep 1 --log requests.log > address 2> /dev/null &
sandbox=$!
until [[ -s address ]]; do sleep 0.05; done
endpoint="$(cat address)"

for i in 1 2 3 4; do
  flowmsg send form.open.json --recipients people.csv --shard "$i/4" --as curl | wc -l
done > counts

# The first share is asked to end after a moment, as a scheduler does it.
timeout 1 flowmsg send form.open.json --recipients people.csv --shard 1/4 --confirm "$(head -1 counts)" \
  --endpoint "$endpoint" 2> /dev/null || [[ $? == 124 ]]
before="$(wc -l < requests.log)"

campaign() {
  parallel -j4 flowmsg send form.open.json --recipients people.csv --shard '{#}/4' --confirm {} --rate 0 --resume \
    --endpoint "$endpoint" :::: counts 2> /dev/null
}
campaign
first="$(wc -l < requests.log)"
campaign
if [[ "$before" -ge "$rows" || "$first" != "$rows" || "$(wc -l < requests.log)" != "$rows" ]]; then
  echo "of $rows people, $before, then $first, then $(wc -l < requests.log) requests were received" >&2
  exit 1
fi
if [[ "$(cut -d' ' -f1 requests.log | sort -u | wc -l)" != "$rows" || "$(grep -c ' taken$' requests.log)" != "$rows" ]]; then
  echo "somebody got the message twice, or not at all" >&2
  exit 1
fi
echo "$(paste -sd' ' counts): $rows people in four shares, $before of them before an interruption, each once"
