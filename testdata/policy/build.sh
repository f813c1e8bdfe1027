#!/usr/bin/env bash
# Builds the policies of this folder. Needs Python 3 and nothing else.
set -euo pipefail
cd "$(dirname "$0")"
python3 build.py
