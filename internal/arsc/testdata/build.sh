#!/usr/bin/env bash
# Builds locales.arsc from locales/ with Debian's aapt2 and android-framework-res.
set -euo pipefail
cd "$(dirname "$0")"
framework=/usr/share/android-framework-res/framework-res.apk
out=$(mktemp -d); trap 'rm -rf "$out"' EXIT
aapt2 compile --dir locales/res -o "$out/res.zip"
aapt2 link -I "$framework" --manifest locales/AndroidManifest.xml -o "$out/table.apk" "$out/res.zip"
unzip -p "$out/table.apk" resources.arsc >locales.arsc
