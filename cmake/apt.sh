# Shared by the fetch scripts: Debian packages unpacked into a folder, without root and without touching the system's
# apt. The mirror is the one that this machine already uses; the machine's own Debian keyring verifies what it sends.
# Sourced, never run.

say() { printf 'saddlebag: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# Archives of the machine's configuration that may hold Debian itself, the most likely ones first.
apt_mirrors() {
  apt-get indextargets --no-release-info --format '$(REPO_URI)' 2>/dev/null | sort -u |
    grep -v -e security | sed 's,/*$,/,' | awk '{ print (/\/debian\/$/ ? 0 : 1) " " $0 }' | sort -n | cut -d' ' -f2-
}

# Prepares a private apt in folder $1 for suite $2: afterwards `apt_private get …` and `apt_private cache …` work.
apt_open() {
  local home=$1 suite=$2 keyring=/usr/share/keyrings/debian-archive-keyring.gpg mirror
  [ -r "$keyring" ] || die "the Debian keyring is missing: apt-get install debian-archive-keyring"
  mkdir -p "$home/lists/partial" "$home/archives/partial"
  : >"$home/status"
  # The machine's other settings (proxies, credentials) still hold: this file is read besides them.
  cat >"$home/apt.conf" <<CONF
Dir::Etc::SourceList "$home/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State::Lists "$home/lists";
Dir::State::Status "$home/status";
Dir::Cache "$home";
Dir::Cache::Archives "$home/archives";
Acquire::Languages "none";
Acquire::Retries "3";
APT::Sandbox::User "";
CONF
  APT_HOME=$home
  for mirror in $(apt_mirrors); do
    printf 'deb [signed-by=%s] %s %s main\ndeb-src [signed-by=%s] %s %s main\n' \
      "$keyring" "$mirror" "$suite" "$keyring" "$mirror" "$suite" >"$home/sources.list"
    if apt_private get -qq update >"$home/update.log" 2>&1 && [ -n "$(apt_private cache pkgnames 2>/dev/null | head -n 1)" ]; then
      return 0
    fi
  done
  cat "$home/update.log" >&2 2>/dev/null || true
  die "no archive of this machine's apt configuration serves Debian $suite"
}

apt_private() {
  local command=$1
  shift
  APT_CONFIG=$APT_HOME/apt.conf "apt-$command" "$@"
}

# apt_unpack ROOT PACKAGE…: downloads the packages and unpacks them below ROOT.
apt_unpack() {
  local root=$1
  shift
  mkdir -p "$root" "$APT_HOME/debs"
  (cd "$APT_HOME/debs" && apt_private get -qq download "$@") || die "could not download: $*"
  for deb in "$APT_HOME"/debs/*.deb; do dpkg -x "$deb" "$root" && rm "$deb"; done
}
