#!/usr/bin/env bash
# install-packages.sh PACKAGE…: installs Debian packages if this user may, without asking anything; fails otherwise.
set -euo pipefail
command -v apt-get >/dev/null || exit 1
if [ "$(id -u)" = 0 ]; then
  root=()
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
  root=(sudo -n)
else
  exit 1
fi
install() { "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" </dev/null >&2; }
echo "saddlebag: installing $*" >&2
# A fresh machine has no package lists yet, and old ones name files that are gone.
install "$@" 2>/dev/null || { "${root[@]}" apt-get update -qq >&2 && install "$@"; }
