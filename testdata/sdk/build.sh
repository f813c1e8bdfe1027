#!/usr/bin/env bash
# Builds demo.jar and demo.aar of src/, against stubs of the few classes of the
# platform that it names. Needs a JDK and zip. Two runs give identical bytes.
set -euo pipefail
cd "$(dirname "$0")"
export TZ=UTC LC_ALL=C.UTF-8

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# pack NAME: everything in the current folder, sorted, as of 1980.
pack() {
  find . -type f -exec touch -d 1980-01-01T00:00Z {} +
  find . -type f | sort | zip -q9X "$1" -@
}

mkdir -p "$work/stubs" "$work/classes" "$work/aar/jni/arm64-v8a" "$work/aar/libs" "$work/aar/res/layout"
find stubs -name '*.java' -print0 | xargs -0 javac -encoding UTF-8 --release 11 -d "$work/stubs"
find src -name '*.java' -print0 | xargs -0 javac -encoding UTF-8 -g:source,lines --release 11 -cp "$work/stubs" -d "$work/classes"
(cd "$work/classes" && pack "$work/demo.jar")
cp "$work/demo.jar" "$work/aar/classes.jar"
cp AndroidManifest.xml "$work/aar/"
printf '' >"$work/aar/R.txt"
printf '<TextView xmlns:android="http://schemas.android.com/apk/res/android" android:text="x"/>\n' >"$work/aar/res/layout/push.xml"
printf 'no code\n' >"$work/aar/jni/arm64-v8a/libpush.so"
rmdir "$work/aar/libs"
(cd "$work/aar" && pack "$work/demo.aar")
cp "$work/demo.jar" "$work/demo.aar" .
