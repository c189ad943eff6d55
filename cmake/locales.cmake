# cmake -DFROM=assets/locales -DTO=generated/locale -P locales.cmake
# Turns zh-CN.json and en.json (flat objects, one "key": "text" a line) into an enum of keys and one table per language.
# A key that one language lacks stops the build, and so does a key that stands twice.
cmake_minimum_required(VERSION 3.25)
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

set(errors "")
foreach(language IN LISTS languages)
  set(keys_${language} "")
  if(NOT EXISTS "${FROM}/${language}.json")
    continue()
  endif()
  file(READ "${FROM}/${language}.json" content)
  hide(content)
  string(REGEX MATCHALL "\"([^\"\\\\]|\\\\.)*\"[ \t\r\n]*:[ \t\r\n]*\"([^\"\\\\]|\\\\.)*\"" pairs "${content}")
  foreach(pair IN LISTS pairs)
    string(REGEX MATCH "^\"([^\"]*)\"[ \t\r\n]*:[ \t\r\n]*(\".*\")$" pair "${pair}")
    if(DEFINED text_${language}_${CMAKE_MATCH_1})
      list(APPEND errors "${language}.json has \"${CMAKE_MATCH_1}\" twice")
    endif()
    list(APPEND keys_${language} "${CMAKE_MATCH_1}")
    set(text_${language}_${CMAKE_MATCH_1} "${CMAKE_MATCH_2}")
  endforeach()
endforeach()

set(keys ${keys_zh-CN} ${keys_en})
list(REMOVE_DUPLICATES keys)
list(SORT keys)
set(enumerators "")
set(names "")
foreach(language IN LISTS languages)
  set(table_${language} "")
endforeach()
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
    if(NOT DEFINED text_${language}_${key})
      list(APPEND errors "${language}.json lacks \"${key}\"")
    else()
      string(REPLACE "\\/" "/" text "${text_${language}_${key}}")
      reveal(text)
      string(APPEND table_${language} "    ${text},\n")
    endif()
  endforeach()
endforeach()
if(errors)
  list(JOIN errors "\n  " errors)
  message(FATAL_ERROR "assets/locales:\n  ${errors}")
endif()

function(write_if_changed path text)
  file(WRITE "${path}.new" "${text}")
  file(COPY_FILE "${path}.new" "${path}" ONLY_IF_DIFFERENT)
  file(REMOVE "${path}.new")
endfunction()

write_if_changed("${TO}/keys.hpp" "// Written by cmake/locales.cmake.
#pragma once
#include <cstdint>
namespace saddlebag {
/// A text of the interface. What it says in each language stands in assets/locales.
enum class Tr : std::uint16_t {
${enumerators}    count_,
};
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
")
