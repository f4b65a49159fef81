#!/bin/sh
# RFC 6962 with nothing but a shell and openssl: leads an entry up the tree and compares the root (RFC 9162, 2.1.3.2).
# sh inclusion.sh <entry.bin> <proof.tlog-proof>
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
index=$(sed -n 's/^index //p' "$2" | head -n 1)
size=$(awk 'body && ++n == 2 { print; exit } /^$/ { body = 1 }' "$2")
awk 'body && ++n == 3 { print; exit } /^$/ { body = 1 }' "$2" | openssl base64 -d -A > "$work/root"
awk '/^index / { on = 1; next } /^$/ { exit } on' "$2" > "$work/path"
{ printf '\000'; cat "$1"; } | openssl dgst -sha256 -binary > "$work/hash"
first=$index
last=$((size - 1))
while read -r line; do
  [ "$last" -gt 0 ] || { echo 'the proof is too long'; exit 1; }
  printf '%s' "$line" | openssl base64 -d -A > "$work/beside"
  if [ $((first % 2)) -eq 1 ] || [ "$first" -eq "$last" ]; then
    { printf '\001'; cat "$work/beside" "$work/hash"; } | openssl dgst -sha256 -binary > "$work/up"
    while [ $((first % 2)) -eq 0 ] && [ "$first" -ne 0 ]; do
      first=$((first / 2))
      last=$((last / 2))
    done
  else
    { printf '\001'; cat "$work/hash" "$work/beside"; } | openssl dgst -sha256 -binary > "$work/up"
  fi
  mv "$work/up" "$work/hash"
  first=$((first / 2))
  last=$((last / 2))
done < "$work/path"
[ "$last" -eq 0 ] || { echo 'the proof is too short'; exit 1; }
cmp -s "$work/hash" "$work/root" || { echo "entry $index does not lead to the root"; exit 1; }
echo "entry $index leads to the root of the checkpoint at $size entries"
