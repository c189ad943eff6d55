#!/usr/bin/env bash
# Puts the C++ libraries into a folder of the user's cache: fetch-libraries.sh TARGET
#
#   TARGET/imgui          Dear ImGui 1.92.2b (imgui.h stands directly here)
#   TARGET/json/nlohmann  nlohmann_json 3.11.2
#   TARGET/doctest        doctest 2.4.9, as <doctest/doctest.h> with TARGET on the include path
#
# What is verified is the content that gets compiled, so it does not matter which way a library came. To move to a newer
# version, change its name here, run the script and copy the checksum that it prints after reading the difference.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/apt.sh"

target=$1
imgui_version=1.92.2b
imgui_sha256=87cf765c88017c09f58d9a8c1694745b919cf6027fdc40c935faa90724ca6308
json_sha256=d24c67843b1f9405b0da053bb5a96ba55fdf13817c2429137408e977e3658ff8
doctest_sha256=af7a63150ffaea120de0c61c227b18b23c0c61eb232ed5834d584fe5e0d449e5

[ -e "$target/ready" ] && exit 0
mkdir -p "$(dirname "$target")"
temp=$(mktemp -d "$target.XXXXXX")
trap 'rm -rf "$temp"' EXIT
say "fetching Dear ImGui, nlohmann_json and doctest (once)"

checksum() { (cd "$1" && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum | sha256sum | cut -d' ' -f1); }
verify() {
  local sum
  sum=$(checksum "$2")
  [ "$sum" = "$3" ] || die "$1 is not what it should be: SHA-256 of its files is $sum, expected $3"
}

# The release as Debian's source package, else as its own repository's tag.
fetch_imgui() {
  mkdir -p "$temp/source" "$temp/imgui/backends" "$temp/imgui/misc/cpp"
  if (apt_open "$temp/apt" forky && cd "$temp" && apt_private get -qq --download-only source "imgui=$imgui_version+ds-1"); then
    tar -xf "$temp/imgui_$imgui_version+ds.orig.tar.xz" -C "$temp/source" --strip-components=1
  else
    say "no Debian source package of Dear ImGui $imgui_version: cloning its repository"
    git clone -q --depth 1 -c advice.detachedHead=false --branch "v$imgui_version" https://github.com/ocornut/imgui "$temp/source" ||
      die "could not fetch Dear ImGui $imgui_version"
  fi
  local from=$temp/source to=$temp/imgui
  cp "$from"/{LICENSE.txt,imgui.cpp,imgui.h,imgui_draw.cpp,imgui_internal.h,imgui_tables.cpp,imgui_widgets.cpp,imconfig.h} \
    "$from"/{imstb_rectpack,imstb_textedit,imstb_truetype}.h "$to"
  cp "$from"/backends/imgui_impl_opengl3{.cpp,.h,_loader.h} "$to/backends"
  cp "$from"/misc/cpp/imgui_stdlib.{cpp,h} "$to/misc/cpp"
}

fetch_headers() {
  apt_open "$temp/apt-stable" bookworm
  apt_unpack "$temp/headers" doctest-dev=2.4.9\* nlohmann-json3-dev=3.11.2\*
  mkdir -p "$temp/json"
  mv "$temp/headers/usr/include/nlohmann" "$temp/json/nlohmann"
  mv "$temp/headers/usr/include/doctest" "$temp/doctest"
}

fetch_imgui
fetch_headers
verify "Dear ImGui" "$temp/imgui" $imgui_sha256
verify nlohmann_json "$temp/json" $json_sha256
verify doctest "$temp/doctest" $doctest_sha256

find "$temp" -mindepth 1 -maxdepth 1 ! -name imgui ! -name json ! -name doctest -exec rm -rf {} +
: >"$temp/ready"
mv -T "$temp" "$target" 2>/dev/null || [ -e "$target/ready" ] || die "could not create $target"
