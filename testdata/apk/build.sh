#!/usr/bin/env bash
# Builds the packages of this folder from the folders beside them:
#
#   ./build.sh [NAME...]     all of them without a name
#
# Needs the Debian packages aapt, smali, apksigner, zipalign, zip,
# unzip and android-framework-res. Two runs give identical bytes.
set -euo pipefail
cd "$(dirname "$0")"
export TZ=UTC LC_ALL=C.UTF-8

framework=/usr/share/android-framework-res/framework-res.apk
keystore=$PWD/zicha-test.p12 # throw-away keys: the password below is no secret
password=zicha-test

missing=()
for tool in aapt2 smali zip unzip zipalign apksigner; do
  command -v "$tool" >/dev/null || missing+=("$tool")
done
[ -f "$framework" ] || missing+=("$framework")
if [ ${#missing[@]} -gt 0 ]; then
  echo "build.sh: missing ${missing[*]}; on Debian: apt-get install aapt smali apksigner zipalign zip unzip android-framework-res" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# build NAME ALIAS V3: the package NAME.apk, signed by ALIAS with v1, v2 and,
# where V3 is true, v3.
build() {
  local name=$1 alias=$2 v3=$3 dir=$work/$1
  mkdir "$dir" "$dir/tree"
  aapt2 compile --dir "$name/res" -o "$dir/res.zip"
  local assets=()
  if [ -d "$name/assets" ]; then assets=(-A "$name/assets"); fi
  # Debian's aapt2 knows manifests up to API level 29: <queries> is a warning.
  aapt2 link --warn-manifest-validation -I "$framework" --manifest "$name/AndroidManifest.xml" "${assets[@]}" \
    -o "$dir/linked.apk" "$dir/res.zip"
  unzip -q "$dir/linked.apk" -d "$dir/tree"
  smali assemble --api 23 -o "$dir/tree/classes.dex" "$name/smali"
  if [ -d "$name/lib" ]; then cp -r "$name/lib" "$dir/tree/"; fi

  # One order and one time for all entries; resources.arsc is stored, as
  # Android asks for from API level 30 on.
  find "$dir/tree" -exec touch -h -d '1980-01-01 00:00:00' {} +
  (cd "$dir/tree" && find . -type f | cut -c3- | sort | zip -q -X -9 -n .arsc -@ "$dir/plain.apk")
  zipalign -f -p 4 "$dir/plain.apk" "$dir/aligned.apk"
  apksigner sign --ks "$keystore" --ks-type PKCS12 --ks-pass "pass:$password" --ks-key-alias "$alias" \
    --v1-signer-name CERT --v1-signing-enabled true --v2-signing-enabled true \
    --v3-signing-enabled "$v3" --v4-signing-enabled false \
    --in "$dir/aligned.apk" --out "$name.apk"
}

[ $# -gt 0 ] || set -- demo clean packed debug
for name in "$@"; do
  case $name in
    demo | clean | packed) build "$name" zicha-test true ;;
    debug) build "$name" androiddebugkey false ;;
    *) echo "build.sh: no such package: $name" >&2; exit 2 ;;
  esac
done
