#!/usr/bin/env bash
# render under GNU parallel: cut into blocks and given to many processes, recipients make the same lines, bytes and order,
# as one process makes of them. `parallel.sh FLOWMSG [ROWS]`; exit 1 shows the first difference.
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
trap 'rm -rf "$work"' EXIT
cd "$work"
# The commands below are those of the page on the command, word for word.
mkdir bin
ln -s "$flowmsg" bin/flowmsg
PATH="$work/bin:$PATH"

flowmsg compile "$here/../../examples/10-base.flowmsg" --message carrinho_a --open > form.open.json
for format in csv bare ndjson; do
  recipients "$format" "$rows" > "people.$format"
  recipients "$format" "$rows" bad > "bad.$format"
done

# Blocks so small that there are a dozen of them.
block="$(($(wc -c < people.bare) / 12))"
failed=0

# same NAME ONE MANY: two files are to be the same bytes, and not empty.
same() {
  if [[ -s "$2" ]] && cmp "$2" "$3"; then
    echo "$1: $(wc -l < "$2") lines, the same"
  else
    echo "$1: one process and many do not agree" >&2
    failed=1
  fi
}

# The first job begins late: that its lines come first is --keep-order's doing, not luck.
flowmsg render form.open.json < people.ndjson > one
parallel --pipe --keep-order --block "$block" '[ {#} -gt 1 ] || sleep 0.5; flowmsg render form.open.json' \
  < people.ndjson > many
same "NDJSON" one many

flowmsg render form.open.json < people.csv > one
parallel --pipe --keep-order --block "$block" --header : flowmsg render form.open.json < people.csv > many
same "CSV, its header before each block" one many

flowmsg render form.open.json --header to,nome < people.bare > one
parallel --pipe --keep-order --block "$block" flowmsg render form.open.json --header to,nome < people.bare > many
same "CSV without a header, --header" one many

# Bad rows: each job keeps its own, and what they keep is together what one process keeps.
flowmsg render form.open.json --skip-invalid --rejects one.rejects < bad.csv > one 2> one.err
parallel --pipe --keep-order --block "$block" --header : \
  flowmsg render form.open.json --skip-invalid --rejects 'many.{#}.rejects' < bad.csv > many 2> many.err
same "bad rows passed over" one many
jobs="$(find . -name 'many.*.rejects' | wc -l)"
head -n 1 one.rejects > many.rejects
for job in $(seq "$jobs"); do tail -n +2 "many.$job.rejects"; done >> many.rejects
same "the rows passed over, of $jobs jobs" one.rejects many.rejects

# A bad row that is not to be passed over fails its job, and parallel's own exit code says how many failed.
set +e
flowmsg render form.open.json < bad.ndjson > one 2> one.err
one=$?
parallel --pipe --keep-order --block "$block" flowmsg render form.open.json < bad.ndjson > many 2> many.err
many=$?
set -e
if [[ "$one" != 2 || "$many" != "$(wc -l < many.err)" ]] || ! cmp -n "$(wc -c < one)" one many; then
  echo "a bad row: exit $one of one process and $many of parallel, expected 2 and the number of jobs" >&2
  failed=1
else
  echo "a bad row: exit 2 of one process, and $many failed jobs"
fi
if ((jobs < 4)); then
  echo "only $jobs jobs: nothing was shown" >&2
  failed=1
fi
exit "$failed"
