# What reads a hundred thousand rows at once is worth their bytes; all the rest is built for size.
file(GLOB hot CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/store/scan.cpp" "${PROJECT_SOURCE_DIR}/src/store/query*.cpp"
  "${PROJECT_SOURCE_DIR}/src/store/search*.cpp" "${PROJECT_SOURCE_DIR}/src/store/chunk.cpp"
  "${PROJECT_SOURCE_DIR}/src/store/transaction.cpp" "${PROJECT_SOURCE_DIR}/src/base/utf8.cpp" "${PROJECT_SOURCE_DIR}/src/base/bytes.cpp" "${PROJECT_SOURCE_DIR}/src/base/lz4.cpp"
  "${PROJECT_SOURCE_DIR}/src/platform/web/requests.cpp")
set_source_files_properties(${hot} PROPERTIES COMPILE_OPTIONS -O2 SKIP_PRECOMPILE_HEADERS ON)

# The web app: build/wasm/saddlebag.mjs and, in parted/, its two modules. From these web/bundle.mjs makes the site.
if(NOT EXISTS "${PROJECT_SOURCE_DIR}/src/main.cpp")
  return()
endif()
# What the page calls is named by nobody in C++: from a library the linker would not even take it.
add_executable(saddlebag ${PROJECT_SOURCE_DIR}/src/main.cpp ${PROJECT_SOURCE_DIR}/src/platform/web/exports.cpp)
set_target_properties(saddlebag PROPERTIES SUFFIX .mjs RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
# The first library that has assets or texts gives them.
target_link_libraries(saddlebag PRIVATE saddlebag_assets_page saddlebag_locale_page saddlebag_app saddlebag_platform_web saddlebag_warnings)

# The seam to the TypeScript host: what C++ may call there. What the host may call here is exported by the functions
# themselves, in src/platform/web.
set(seam "${PROJECT_SOURCE_DIR}/web/library.js")
if(EXISTS "${seam}")
  target_link_options(saddlebag PRIVATE --js-library "${seam}")
  set_target_properties(saddlebag PROPERTIES LINK_DEPENDS "${seam}")
endif()

target_link_options(saddlebag PRIVATE
  -Oz -flto -msimd128 -fno-exceptions -fno-rtti
  # A call costs fewer bytes than what it calls; what is hot was inlined when its own file was compiled.
  -Wl,-mllvm,-inline-threshold=-50,-mllvm,-enable-merge-functions
  -sBINARYEN_EXTRA_PASSES=--converge,--merge-similar-functions,--reorder-functions,--one-caller-inline-max-function-size=1
  --profiling-funcs # names, by which it is parted below; they do not get into the site
  -Wl,--wrap=_ZN5ImGui9EndTabBarEv,--wrap=_ZN5ImGui14EndMultiSelectEv,--wrap=_ZN5ImGui10SelectableEPKcbiRK6ImVec2 # see cmake/no-tables
  -Wl,--wrap=strtod,--wrap=pow,--wrap=log,--wrap=sinf,--wrap=cosf,--wrap=acosf # see src/platform/web/number.cpp
  -sSTRICT # no deprecated or implied behaviour; what is needed is named below
  -lGL -lhtml5
  -sENVIRONMENT=web
  -sMODULARIZE -sEXPORT_ES6
  -sFILESYSTEM=0
  -sDYNAMIC_EXECUTION=0 # the Content-Security-Policy forbids eval
  -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2
  -sGL_ENABLE_GET_PROC_ADDRESS=0 -sGL_TRACK_ERRORS=0 -sGL_SUPPORT_AUTOMATIC_ENABLE_EXTENSIONS=0
  -sALLOW_MEMORY_GROWTH -sINITIAL_MEMORY=32MB -sSTACK_SIZE=1MB
  -sTEXTDECODER=2
  -sSUPPORT_LONGJMP=0
  -sINCOMING_MODULE_JS_API=instantiateWasm,canvas,onAbort,print,printErr
  -sEXPORTED_RUNTIME_METHODS=HEAPU8)

# What the first frame can do without is parted from what it needs.
execute_process(COMMAND "${EMSCRIPTEN_ROOT_PATH}/em-config" BINARYEN_ROOT OUTPUT_VARIABLE binaryen OUTPUT_STRIP_TRAILING_WHITESPACE
  COMMAND_ERROR_IS_FATAL ANY)
find_program(NODE NAMES node nodejs REQUIRED CMAKE_FIND_ROOT_PATH_BOTH)
set(split "${PROJECT_SOURCE_DIR}/web/split.mjs")
set(ways "${PROJECT_SOURCE_DIR}/cmake/later.txt")
set(parted "${PROJECT_BINARY_DIR}/parted")
add_custom_command(OUTPUT "${parted}/saddlebag.wasm" "${parted}/later.wasm"
  COMMAND ${CMAKE_COMMAND} -E make_directory "${parted}"
  COMMAND ${NODE} "${split}" "$<TARGET_FILE_DIR:saddlebag>/saddlebag.wasm" "${ways}" "${binaryen}/bin" "${parted}/saddlebag.wasm" "${parted}/later.wasm"
  DEPENDS saddlebag "${split}" "${ways}" VERBATIM)
add_custom_target(parted ALL DEPENDS "${parted}/saddlebag.wasm")
