# Recipients for the checks of this folder, the same ones at every run: functions to be sourced.
# shellcheck shell=bash

# recipients FORMAT COUNT [BAD]: COUNT rows on standard output as csv (with a header), bare (without) or ndjson. Names have
# accents, emoji, delimiters and quotes in them. With BAD every 97th row has a phone number that is none.
recipients() {
  awk -v format="$1" -v count="$2" -v bad="${3:-}" '
    BEGIN {
      n = split("Ana|João|Zoë 🎄|Lima, Inês|a \"Nina\"|D’Ávila; Léo", names, "|")
      if (format == "csv") print "to,nome"
      for (i = 1; i <= count; i++) {
        to = sprintf("5939%08d", i)
        if (bad && i % 97 == 0) to = "x" i
        name = names[i % n + 1] " " i
        if (format == "ndjson") {
          gsub(/"/, "\\\"", name)
          printf "{\"to\":\"%s\",\"nome\":\"%s\"}\n", to, name
        } else {
          gsub(/"/, "\"\"", name)
          printf "%s,\"%s\"\n", to, name
        }
      }
    }'
}
