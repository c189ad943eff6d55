# cmake -DFROM=assets/locales -DTO=generated/locale -P locales.cmake
# Turns assets/locales/*.json into an enum of keys and one table of texts per language. An entry of those files is
#   "customer.name": {"zh-CN": "…", "en": "…"}
# and the build stops if a text is missing, a key stands twice, or the languages differ in their {0} places.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/write_if_changed.cmake")
set(languages zh-CN en)
# A key of one word may be a word of C++.
set(reserved and auto bool break case catch char class const continue default delete do double else enum export false
  final float for friend if import int long module namespace new not operator or private protected public register
  return short signed sizeof static struct switch template this throw true try typename union unsigned using virtual
  void while xor)

# Lists of CMake are split at semicolons and joined by brackets, so these hide while a file is taken apart.
string(ASCII 1 hidden_1)
string(ASCII 2 hidden_2)
string(ASCII 3 hidden_3)
function(hide variable)
  string(REPLACE ";" "${hidden_1}" text "${${variable}}")
  string(REPLACE "[" "${hidden_2}" text "${text}")
  string(REPLACE "]" "${hidden_3}" text "${text}")
  set(${variable} "${text}" PARENT_SCOPE)
endfunction()
function(reveal variable)
  string(REPLACE "${hidden_1}" ";" text "${${variable}}")
  string(REPLACE "${hidden_2}" "[" text "${text}")
  string(REPLACE "${hidden_3}" "]" text "${text}")
  set(${variable} "${text}" PARENT_SCOPE)
endfunction()

# Regular expressions rather than string(JSON), which parses the whole file again for every value that it is asked for.
set(space "[ \t\r\n]*")
set(string "\"([^\"\\\\]|\\\\.)*\"")

set(errors "")
set(keys "")
file(GLOB files "${FROM}/*.json")
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME)
  file(READ "${file}" content)
  string(JSON length ERROR_VARIABLE broken LENGTH "${content}")
  if(broken)
    list(APPEND errors "${name}: ${broken}")
    continue()
  endif()
  hide(content)
  string(REGEX MATCHALL "${string}${space}:${space}{(${space}${string}${space}:${space}${string}${space},?)*${space}}"
    entries "${content}")
  list(LENGTH entries found)
  if(NOT found EQUAL length)
    list(APPEND errors "${name}: ${length} entries, but only ${found} of the form \"key\": {\"zh-CN\": \"…\", \"en\": \"…\"}")
  endif()
  foreach(entry IN LISTS entries)
    string(REGEX MATCH "^\"([^\"]*)\"" key "${entry}")
    set(key "${CMAKE_MATCH_1}")
    if(DEFINED file_of_${key})
      list(APPEND errors "\"${key}\" stands in ${file_of_${key}} and again in ${name}")
    endif()
    set(file_of_${key} "${name}")
    list(APPEND keys "${key}")
    string(FIND "${entry}" "{" start)
    string(SUBSTRING "${entry}" ${start} -1 entry)
    foreach(language IN LISTS languages)
      if(entry MATCHES "\"${language}\"${space}:${space}(${string})")
        set(text_${language} "${CMAKE_MATCH_1}")
      else()
        list(APPEND errors "${name}: \"${key}\" has no text in ${language}")
        set(text_${language} "\"\"")
      endif()
      string(REGEX MATCHALL "{[0-9]}" places_${language} "${text_${language}}")
      list(REMOVE_DUPLICATES places_${language})
      list(SORT places_${language})
      string(REPLACE "\\/" "/" text "${text_${language}}") # JSON may escape it, C++ may not
      reveal(text)
      set(text_${language}_${key} "${text}")
    endforeach()
    if(NOT "${places_zh-CN}" STREQUAL "${places_en}")
      list(APPEND errors "${name}: \"${key}\" is filled in at other places in zh-CN than in en")
    endif()
  endforeach()
endforeach()

list(REMOVE_DUPLICATES keys)
list(SORT keys)
set(enumerators "")
set(names "")
set(table_zh-CN "")
set(table_en "")
foreach(key IN LISTS keys)
  string(REGEX REPLACE "[.-]" "_" identifier "${key}")
  if(NOT identifier MATCHES "^[a-z][a-z0-9_]*$")
    list(APPEND errors "\"${key}\" is no good name: lower case letters, digits, dots, dashes and underscores only")
  endif()
  if(identifier IN_LIST reserved)
    string(APPEND identifier "_")
  endif()
  if(DEFINED key_of_${identifier})
    list(APPEND errors "\"${key}\" and \"${key_of_${identifier}}\" both become Tr::${identifier}")
  endif()
  set(key_of_${identifier} "${key}")
  string(APPEND enumerators "    ${identifier},\n")
  string(APPEND names "    \"${key}\",\n")
  foreach(language IN LISTS languages)
    string(APPEND table_${language} "    ${text_${language}_${key}},\n")
  endforeach()
endforeach()
if(errors)
  list(JOIN errors "\n  " errors)
  message(FATAL_ERROR "assets/locales:\n  ${errors}")
endif()

write_if_changed("${TO}/keys.hpp" "// Written by cmake/locales.cmake.
#pragma once
#include <cstdint>
#include <string_view>
namespace saddlebag {
/// A text of the interface. What it says in each language stands in assets/locales.
enum class Tr : std::uint16_t {
${enumerators}    count_,
};
enum class Language : std::uint8_t { zh_cn, en };
/// The text in a language: UTF-8, zero-terminated, static.
char const* tr(Tr key, Language language);
/// The key as in assets/locales, with dots.
std::string_view key_name(Tr key);
/// Tr::count_ where there is no such key.
Tr key_named(std::string_view name);
}  // namespace saddlebag
")
write_if_changed("${TO}/tables.hpp" "// Written by cmake/locales.cmake.
#pragma once
#include \"locale/keys.hpp\"
/// One entry per Tr, and an empty one for Tr::count_.
namespace saddlebag::locale {
extern char const* const key_names[];
extern char const* const zh_CN[];
extern char const* const en[];
}  // namespace saddlebag::locale
")
write_if_changed("${TO}/tables.cpp" "// Written by cmake/locales.cmake.
#include \"locale/tables.hpp\"
#include <algorithm>
#include <iterator>
namespace saddlebag::locale {
char const* const key_names[] = {
${names}    \"\",
};
char const* const zh_CN[] = {
${table_zh-CN}    \"\",
};
char const* const en[] = {
${table_en}    \"\",
};
}  // namespace saddlebag::locale
namespace saddlebag {
char const* tr(Tr key, Language language) {
  return (language == Language::en ? locale::en : locale::zh_CN)[static_cast<int>(key)];
}
std::string_view key_name(Tr key) { return locale::key_names[static_cast<int>(key)]; }
Tr key_named(std::string_view name) {
  char const* const* const end = std::end(locale::key_names) - 1;
  char const* const* const found = std::lower_bound(std::begin(locale::key_names), end, name);
  return static_cast<Tr>((found != end && *found == name ? found : end) - std::begin(locale::key_names));
}
}  // namespace saddlebag
")
