#!/usr/bin/env bash
# One campaign in many processes under GNU parallel: every number gets its message once, none twice, however many shards
# there are, and a shard that is started again sends nothing.
#
#     Tests/Engines/shards.sh .build/release/flowmsg [ROWS]
#
# Sends to a sandbox of its own, whose log is what counts. Exit 1 shows what differs.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
flowmsg="$(realpath "${1:?the flowmsg to try}")"
rows="${2:-10000}"
# shellcheck source-path=SCRIPTDIR
. "$here/recipients.sh"

if ! parallel --version 2>/dev/null | grep -q '^GNU parallel'; then
  echo "GNU parallel is not installed: apt-get install parallel" >&2
  exit 2
fi
work="$(mktemp -d)"
sandbox=
trap '[[ -z "$sandbox" ]] || kill "$sandbox" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work"
"$flowmsg" compile "$here/../../examples/10-base.flowmsg" --message carrinho_a --open > form.open.json
recipients csv "$rows" > people.csv
export FLOWMSG_CLIENT_ID=id FLOWMSG_CLIENT_SECRET=secret

mkfifo address
"$flowmsg" sandbox --port 0 --keep 1 --log log > address 2> /dev/null &
sandbox=$!
read -r endpoint < address
failed=0

# send SHARD [OPTION…]: one job, with the number of people that its shard has.
send() {
  local shard="$1" count
  shift
  count="$("$flowmsg" send form.open.json --recipients people.csv --shard "$shard" --bot B --as curl | wc -l)"
  "$flowmsg" send form.open.json --recipients people.csv --shard "$shard" --bot B --endpoint "$endpoint" --rate 0 \
    --confirm "$count" "$@"
}
export -f send
export flowmsg endpoint

for shards in 1 4 7; do
  : > log
  parallel --jobs 4 "send {}/$shards --journal {}-of-$shards.journal" ::: $(seq "$shards") 2> err || { cat err; failed=1; }
  messages="$(grep -c ' taken$' log || true)"
  people="$(grep ' taken$' log | cut -d ' ' -f 1 | sort -u | wc -l)"
  echo "$shards shards: $messages messages to $people of $rows people"
  [[ "$messages" == "$rows" && "$people" == "$rows" ]] || failed=1
done

# A job that a scheduler starts again goes on with its journal: nobody is left, and nobody is sent anything.
: > log
"$flowmsg" send form.open.json --recipients people.csv --shard 2/4 --bot B --endpoint "$endpoint" --resume \
  --journal 2-of-4.journal 2> err || { cat err; failed=1; }
echo "a shard started again: $(wc -l < log) requests"
[[ ! -s log ]] || failed=1
exit "$failed"
