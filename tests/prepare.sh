#!/usr/bin/env bash
# What the tests need besides Python: Chromium, PostgreSQL, LibreOffice; by Debian's packages
# where possible.
set -euo pipefail

missing=()
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || missing+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null \
    || missing+=(postgresql)
command -v soffice >/dev/null || missing+=(libreoffice-impress)
[ ${#missing[@]} -eq 0 ] && exit 0

sudo=()
[ "$(id -u)" -eq 0 ] || sudo=(sudo -n)
if command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; then
    export DEBIAN_FRONTEND=noninteractive
    "${sudo[@]}" apt-get update -qq
    "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" fonts-inter \
        fonts-noto-core >/dev/null
    exit 0
fi

echo "The tests also need: ${missing[*]}. Install them with your system's packages (macOS:" \
    "brew install --cask chromium libreoffice; brew install postgresql@16) and run this again." >&2
[ "${CI:-}" != true ] || exit 1
echo "Without them, the tests that need them are skipped." >&2
