# How our own code is compiled, everywhere. Third-party code gets its own, quieter flags.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_OPTIMIZE_DEPENDENCIES ON) # a layer need not wait for the one below it before its own files are compiled

# Sixteen files are compiled as one: headers are read, and templates made, once for all of them, which takes half the time.
# So names are each their own within a layer, even those in anonymous namespaces.
set(CMAKE_UNITY_BUILD ON)
set(CMAKE_UNITY_BUILD_BATCH_SIZE 16)

find_program(CCACHE ccache)
if(CCACHE AND NOT EMSCRIPTEN)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()

# Both worlds compile without exceptions and without RTTI, so that what the tests prove holds for the page.
add_compile_options(-fno-exceptions -fno-rtti -fdiagnostics-color=auto)
add_compile_definitions(JSON_NOEXCEPTION)

if(SADDLEBAG_FUZZ)
  add_compile_options(-g1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize=vptr
    -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
endif()

add_library(saddlebag_warnings INTERFACE)
target_compile_options(saddlebag_warnings INTERFACE -Wall -Wextra -Werror)
if(SADDLEBAG_FUZZ)
  target_compile_options(saddlebag_warnings INTERFACE -Wno-deprecated-declarations) # of libstdc++, in its own headers
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Two report code of libstdc++'s own headers once it is inlined; the third takes a file among the sixteen for a header.
  target_compile_options(saddlebag_warnings INTERFACE -Wno-restrict -Wno-maybe-uninitialized -Wno-subobject-linkage)
endif()

# The two flavours of the native build: `optimised` for the tool and the measurements, `checked` for the tests.
add_library(saddlebag_optimised INTERFACE)
add_library(saddlebag_checked INTERFACE)
add_library(saddlebag_checked_foreign INTERFACE)
if(EMSCRIPTEN)
  add_compile_options("-ffile-prefix-map=${PROJECT_SOURCE_DIR}/=") # the page is the same wherever it was built
  # One thread; and the smaller layout of std::function, which nothing passes to code that was compiled elsewhere.
  add_compile_options(-fno-threadsafe-statics)
  add_compile_definitions(_LIBCPP_ABI_OPTIMIZED_FUNCTION)
  target_compile_options(saddlebag_optimised INTERFACE -Oz -msimd128 -flto)
  target_compile_definitions(saddlebag_optimised INTERFACE NDEBUG) # the texts of assertions are not worth their bytes
else()
  target_compile_options(saddlebag_optimised INTERFACE -O2)

  # Dear ImGui is instrumented too, so that a bad pointer handed to it is found, but its own liberties are its own.
  # A target that is COMPILED_QUICKLY, as the tests are, does not live long enough to earn back what the optimiser takes, and
  # what it does itself need not be watched as closely as what it looks at.
  target_compile_options(saddlebag_checked_foreign INTERFACE $<IF:$<BOOL:$<TARGET_PROPERTY:COMPILED_QUICKLY>>,-O0,-O1>
    -g1 -fsanitize=address -fno-omit-frame-pointer)
  target_link_options(saddlebag_checked_foreign INTERFACE -fsanitize=address,undefined)

  target_link_libraries(saddlebag_checked INTERFACE saddlebag_checked_foreign)
  target_compile_options(saddlebag_checked INTERFACE
    $<$<NOT:$<BOOL:$<TARGET_PROPERTY:COMPILED_QUICKLY>>>:-fsanitize=undefined$<SEMICOLON>-fno-sanitize=vptr$<SEMICOLON>-fno-sanitize-recover=all>)
  target_compile_definitions(saddlebag_checked INTERFACE _GLIBCXX_ASSERTIONS)
endif()
