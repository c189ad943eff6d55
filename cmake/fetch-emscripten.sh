#!/usr/bin/env bash
# Puts Emscripten into a folder of the user's cache, without root: fetch-emscripten.sh TARGET
#
# Debian's next release packages a recent Emscripten. Its binaries want a newer libc than the machine may have, so that
# libc is unpacked beside them and patchelf points each program at it. Nothing outside TARGET is changed.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/apt.sh"

target=$1
suite=forky
triplet=x86_64-linux-gnu

[ -e "$target/ready" ] && exit 0
for tool in apt-get dpkg; do
  command -v $tool >/dev/null || die "no $tool here: install the official emsdk and set EMSDK, or put em++ on the PATH"
done
[ "$(dpkg --print-architecture)" = amd64 ] ||
  die "packaged Emscripten is fetched for amd64 only: install the official emsdk and set EMSDK, or put em++ on the PATH"
command -v python3 >/dev/null || die "Emscripten needs Python 3: apt-get install python3"

mkdir -p "$(dirname "$target")"
temp=$(mktemp -d "$target.XXXXXX")
trap 'rm -rf "$temp"' EXIT
# The programs carry the absolute path of their loader, so they are patched for the place where they will end up.
root=$temp/root
final=$target/root

say "fetching Emscripten (about 110 MB, once)"
apt_open "$temp/apt" "$suite"

clang=$(apt_private cache depends emscripten | sed -n 's/.*Depends: clang-\([0-9][0-9]*\)$/\1/p' | head -n 1)
[ -n "$clang" ] || die "the emscripten package names no clang version"
programs="clang-$clang lld-$clang llvm-$clang llvm-$clang-linker-tools llvm-$clang-runtime binaryen"
# What those programs link, all the way down to libc; Python, Perl and development packages are not part of it.
libraries=$(apt_private cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces \
  --no-enhances $programs | grep -E '^lib[a-z0-9.+-]+$' |
  grep -v -E 'python|perl|readline|-dev$|-dbg$|-doc$|-bin$|^libc-|gcc-[0-9]+|objc|lsan|asan|tsan|ubsan|gomp|itm|atomic|quadmath|hwasan|crypt' | sort -u)
apt_unpack "$root" emscripten node-acorn "libclang-common-$clang-dev" $programs $libraries

if command -v patchelf >/dev/null; then
  patchelf=patchelf
else
  mkdir -p "$temp/patchelf"
  apt_unpack "$temp/patchelf" patchelf
  patchelf=$temp/patchelf/usr/bin/patchelf
  loader=$root/usr/lib/$triplet/ld-linux-x86-64.so.2
  run_patchelf() { "$loader" --library-path "$root/usr/lib/$triplet" "$patchelf" "$@"; }
fi
declare -F run_patchelf >/dev/null || run_patchelf() { "$patchelf" "$@"; }

is_elf() { [ "$(head -c 4 "$1" | tail -c 3)" = ELF ]; }
rpath=$final/usr/lib/$triplet
for program in "$root/usr/lib/llvm-$clang/bin"/* "$root"/usr/bin/wasm*; do
  [ -f "$program" ] && [ ! -L "$program" ] && is_elf "$program" || continue
  run_patchelf --set-interpreter "$final/usr/lib/$triplet/ld-linux-x86-64.so.2" \
    --force-rpath --set-rpath "$rpath" "$program" 2>/dev/null || say "left as it is: ${program##*/}"
done
# These carry a search path of their own that would win over the program's.
for library in "$root/usr/lib/$triplet"/lib{LLVM,clang-cpp,clang,binaryen}*.so* "$root/usr/lib/llvm-$clang"/lib/*.so* \
  "$root"/usr/lib/"$triplet"/binaryen/*.so*; do
  [ -f "$library" ] && [ ! -L "$library" ] && is_elf "$library" || continue
  run_patchelf --force-rpath --set-rpath "$rpath" "$library" || say "left as it is: ${library##*/}"
done
[ -e "$root/usr/share/node_modules" ] || ln -s nodejs "$root/usr/share/node_modules"

cat >"$temp/emscripten.py" <<CONF
LLVM_ROOT = '$final/usr/lib/llvm-$clang/bin'
BINARYEN_ROOT = '$final/usr'
NODE_JS = '$(command -v node || echo node)'
EMSCRIPTEN_ROOT = '$final/usr/share/emscripten'
CACHE = '$target/cache'
CONF
# CMake's toolchain file and people at a prompt reach the compiler by these, without setting anything up.
mkdir -p "$temp/bin" "$temp/cache"
for tool in emcc em++ emar emranlib emcmake; do
  printf '#!/bin/sh\nEM_CONFIG=%s exec python3 -E %s "$@"\n' \
    "'$target/emscripten.py'" "'$final/usr/share/emscripten/$tool.py'" >"$temp/bin/$tool"
  chmod +x "$temp/bin/$tool"
done

rm -rf "$temp/apt" "$temp/patchelf"
: >"$temp/ready"
# Two clones may have raced: whoever renames first wins, and the other's copy is thrown away.
mv -T "$temp" "$target" 2>/dev/null || [ -e "$target/ready" ] || die "could not create $target"
say "Emscripten is ready in $target"
