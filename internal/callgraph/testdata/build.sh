#!/bin/sh
# Assembles the fixtures with Debian's smali; the results are committed.
cd "$(dirname "$0")" || exit
for dir in idioms constants gates; do
	smali assemble --api 29 -o "$dir.dex" "$dir"/*.smali || exit
done
