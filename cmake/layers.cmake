# The layers of src/, each one static library made of all that its folder holds. The order here is the direction of
# dependencies: a layer is linked with what it may use and nothing else (tests/layering checks the includes).
#
#   saddlebag_<layer>            optimised, for the tool, the measurements and the web app
#   saddlebag_<layer>_checked    with AddressSanitizer and UndefinedBehaviorSanitizer, for the tests (native only)

# add_code(<target> <flavour> SOURCES … LIBRARIES …): a library, or merely its dependencies while it has no sources.
function(add_code target flavour)
  cmake_parse_arguments(PARSE_ARGV 2 arg "" "" "SOURCES;LIBRARIES;PRECOMPILED")
  if(arg_SOURCES)
    add_library(${target} STATIC ${arg_SOURCES})
    target_include_directories(${target} PUBLIC "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(${target} PRIVATE saddlebag_warnings PUBLIC ${flavour} ${arg_LIBRARIES})
    add_dependencies(${target} saddlebag_generated) # its headers, which CMAKE_OPTIMIZE_DEPENDENCIES would not wait for
    target_precompile_headers(${target} PRIVATE ${arg_PRECOMPILED})
  else()
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(${target} INTERFACE ${flavour} ${arg_LIBRARIES})
  endif()
endfunction()

# add_layer(<name> [FOLDER <folder of src>] [HEADER <what nearly all of its files include>] [ABOVE <layer>…]
#   [LIBRARIES <library>…] [FOREIGN <library>…])
# A FOREIGN library comes in both flavours, as layers do.
function(add_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "FOLDER;HEADER" "ABOVE;FOREIGN;LIBRARIES")
  if(NOT arg_FOLDER)
    set(arg_FOLDER ${name})
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/${arg_FOLDER}/*.cpp")
  if(name STREQUAL "platform") # its folders are implementations, each a layer of its own
    list(FILTER sources EXCLUDE REGEX "/src/platform/.*/")
  endif()
  list(FILTER sources EXCLUDE REGEX "/(main|web/exports)\\.cpp$") # a program's own files
  list(TRANSFORM arg_ABOVE PREPEND saddlebag_ OUTPUT_VARIABLE below)
  # Reading the same headers is two thirds of the time that a file takes to compile.
  set(precompiled <algorithm> <cstdint> <functional> <map> <memory> <optional> <string> <string_view> <vector>)
  if(EXISTS "${PROJECT_SOURCE_DIR}/src/${arg_HEADER}" AND arg_HEADER)
    list(APPEND precompiled "${PROJECT_SOURCE_DIR}/src/${arg_HEADER}")
  endif()
  add_code(saddlebag_${name} saddlebag_optimised SOURCES ${sources} PRECOMPILED ${precompiled}
    LIBRARIES ${below} ${arg_FOREIGN} ${arg_LIBRARIES})
  if(NOT EMSCRIPTEN)
    list(TRANSFORM below APPEND _checked)
    list(TRANSFORM arg_FOREIGN APPEND _checked)
    add_code(saddlebag_${name}_checked saddlebag_checked SOURCES ${sources} PRECOMPILED ${precompiled}
      LIBRARIES ${below} ${arg_FOREIGN} ${arg_LIBRARIES})
  endif()
endfunction()

add_layer(base LIBRARIES saddlebag_assets json)
add_layer(platform ABOVE base)
add_layer(model HEADER model/field.hpp ABOVE base LIBRARIES saddlebag_locale)
add_layer(store HEADER store/store.hpp ABOVE model platform)
add_layer(sync HEADER store/store.hpp ABOVE store)
add_layer(domain HEADER store/store.hpp ABOVE store)
add_layer(analytics HEADER store/store.hpp ABOVE store)
add_layer(exchange HEADER store/store.hpp ABOVE store)
add_layer(ui HEADER ui/widgets/field.hpp ABOVE domain analytics exchange FOREIGN imgui)
add_layer(app HEADER ui/frame.hpp ABOVE ui sync)
if(EMSCRIPTEN)
  add_layer(platform_web FOLDER platform/web ABOVE ui)
else()
  find_library(CRYPTO_LIBRARY crypto REQUIRED) # OpenSSL's
  add_layer(platform_native FOLDER platform/native ABOVE platform LIBRARIES ${CRYPTO_LIBRARY})
endif()
