#!/bin/sh
# Compiles twins/ and after/ against library/, shipped/ and the platform, and turns
# them into ../java.dex, with shipped/, of which the app has a copy, and ../after.dex,
# both without library/; the results are committed. Needs a JDK and Maven, which fetches dx
# and, unless ANDROID_JAR names an android.jar, the platform from Maven Central.
set -e
cd "$(dirname "$0")"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

fetch() {
	mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy \
		-Dartifact="$1" -DoutputDirectory="$out" -Dmdep.stripVersion=true
}
fetch com.jakewharton.android.repackaged:dalvik-dx:11.0.0_r3
if [ -z "$ANDROID_JAR" ]; then
	fetch org.robolectric:android-all:14-robolectric-10818077
	ANDROID_JAR=$out/android-all.jar
fi

mkdir "$out/library" "$out/java" "$out/after"
compile() {
	find "$@" -name '*.java' | LC_ALL=C sort >"$out/sources"
	javac -Xlint:-options -XDsuppressNotes -encoding UTF-8 -g:source,lines --release 8 -cp "$classpath" -d "$to" @"$out/sources"
}
classpath=$ANDROID_JAR to=$out/library compile library
classpath=$out/library:$ANDROID_JAR to=$out/java compile shipped twins
classpath=$out/library:$ANDROID_JAR to=$out/after compile after
for dex in java after; do
	(cd "$out/$dex" && java -cp "$out/dalvik-dx.jar" com.android.dx.command.Main --dex --min-sdk-version=24 --output="$out/$dex.dex" .)
	cp "$out/$dex.dex" ..
done
