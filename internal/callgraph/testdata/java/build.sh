#!/bin/sh
# Compiles twins/ and after/ against library/, shipped/ and the platform, and turns
# them into ../java.dex, with shipped/, of which the app has a copy, and ../after.dex,
# both without library/. The classes stay in ../java.jar, ../after.jar and ../lambdas.jar,
# of which dx makes nothing; the results are committed. Needs a JDK, zip and
# Maven, which fetches dx and, unless ANDROID_JAR names an android.jar, the platform from Maven Central.
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

mkdir "$out/library" "$out/java" "$out/after" "$out/lambdas"
compile() {
	find "$@" -name '*.java' | LC_ALL=C sort >"$out/sources"
	javac -Xlint:-options -XDsuppressNotes -encoding UTF-8 -g:source,lines --release ${release:-8} -cp "$classpath" -d "$to" @"$out/sources"
}
classpath=$ANDROID_JAR to=$out/library compile library
classpath=$out/library:$ANDROID_JAR to=$out/java compile shipped twins
classpath=$out/library:$ANDROID_JAR to=$out/after compile after
classpath=$out/library:$ANDROID_JAR to=$out/lambdas release=11 compile lambdas
for dex in java after; do
	(cd "$out/$dex" && java -cp "$out/dalvik-dx.jar" com.android.dx.command.Main --dex --min-sdk-version=24 --output="$out/$dex.dex" .)
	cp "$out/$dex.dex" ..
done
for jar in java after lambdas; do
	(cd "$out/$jar" && find . -name '*.class' -exec touch -d 1980-01-01T00:00Z {} + && find . -name '*.class' | LC_ALL=C sort | zip -q9X "$out/$jar.jar" -@)
	cp "$out/$jar.jar" ..
done
