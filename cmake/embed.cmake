# cmake -DFILES=a|b -DFROM=assets -DTO=generated -P embed.cmake
# Writes assets.hpp and assets.cpp: the files as arrays, found by their path below FROM.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/write_if_changed.cmake")
string(REPLACE "|" ";" FILES "${FILES}")
set(arrays "")
set(rows "")
set(number 0)
foreach(path IN LISTS FILES)
  file(RELATIVE_PATH name "${FROM}" "${path}")
  file(READ "${path}" bytes HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
  # An empty file still needs an array; its row says how long it really is.
  string(APPEND arrays "unsigned char const file_${number}[] = {${bytes}0};\n")
  string(APPEND rows "    {\"${name}\", {reinterpret_cast<char const*>(file_${number}), sizeof file_${number} - 1}},\n")
  math(EXPR number "${number} + 1")
endforeach()

write_if_changed("${TO}/assets.hpp" "// Written by cmake/embed.cmake.
#pragma once
#include <string_view>
namespace saddlebag {
/// The content of a file of assets/, by its path there; empty where it is neither built in nor provided.
std::string_view asset(std::string_view name);
/// Makes a file that is not built in known, for good.
void provide_asset(std::string_view name, std::string_view content);
/// How many there are, and the name of each, in alphabetical order.
std::size_t asset_count();
std::string_view asset_name(std::size_t index);
}  // namespace saddlebag
")
write_if_changed("${TO}/assets.cpp" "// Written by cmake/embed.cmake.
#include \"assets.hpp\"
#include <list>
#include <string>
namespace saddlebag {
namespace {
${arrays}
struct Asset { std::string_view name, content; };
Asset const assets[] = {
${rows}    {},
};
}  // namespace
std::size_t asset_count() { return ${number}; }
std::string_view asset_name(std::size_t index) { return index < asset_count() ? assets[index].name : std::string_view{}; }
namespace {
struct Provided { std::string name, content; };
std::list<Provided>& provided() {
    static std::list<Provided> all;
    return all;
}
}  // namespace
std::string_view asset(std::string_view name) {
    for (Asset const& each : assets) if (each.name == name) return each.content;
    for (Provided const& each : provided()) if (each.name == name) return each.content;
    return {};
}
void provide_asset(std::string_view name, std::string_view content) {
    if (asset(name).empty()) provided().push_back({std::string(name), std::string(content)});
}
}  // namespace saddlebag
")
