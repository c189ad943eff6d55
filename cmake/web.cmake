# What the browser gets: the wasm app (a nested build), the site around it, and the server that shows it.
include(cmake/emscripten.cmake)
find_program(NODE NAMES node nodejs REQUIRED)
find_program(NPM npm REQUIRED)

set(WEB "${PROJECT_SOURCE_DIR}/web")
# Beside the preset's build/native; a build that somebody makes elsewhere keeps everything to itself.
set(around "${PROJECT_BINARY_DIR}")
if(PROJECT_BINARY_DIR STREQUAL "${PROJECT_SOURCE_DIR}/build/native")
  set(around "${PROJECT_SOURCE_DIR}/build")
endif()
set(WASM "${around}/wasm")
set(SITE "${around}/site")

# npm's packages, again whenever the lock file changed. Tests live outside web/ and find them through a link.
set(npm_stamp "${WEB}/node_modules/.ready")
add_custom_command(OUTPUT "${npm_stamp}"
  COMMAND ${NPM} ci --loglevel=error
  COMMAND ${CMAKE_COMMAND} -E create_symlink ../web/node_modules "${PROJECT_SOURCE_DIR}/tests/node_modules"
  COMMAND ${CMAKE_COMMAND} -E touch "${npm_stamp}"
  DEPENDS "${WEB}/package-lock.json" "${WEB}/package.json" "${WEB}/.npmrc"
  WORKING_DIRECTORY "${WEB}" COMMENT "npm packages" VERBATIM)
add_custom_target(npm DEPENDS "${npm_stamp}")

# The nested build decides by itself what is out of date, so it is always asked.
set(in_wasm ${CMAKE_COMMAND} -E env ${EMSCRIPTEN_ENVIRONMENT} ${CMAKE_COMMAND})
add_custom_target(wasm ALL
  COMMAND ${in_wasm} -S "${PROJECT_SOURCE_DIR}" -B "${WASM}" -G Ninja --log-level=WARNING
    -DCMAKE_MAKE_PROGRAM=${CMAKE_MAKE_PROGRAM} -DCMAKE_TOOLCHAIN_FILE=${EMSCRIPTEN_TOOLCHAIN}
    -DCMAKE_BUILD_TYPE=None
  COMMAND ${in_wasm} --build "${WASM}" --target parted
  BYPRODUCTS "${WASM}/saddlebag.mjs" "${WASM}/parted/saddlebag.wasm" "${WASM}/parted/later.wasm"
  COMMENT "WebAssembly" USES_TERMINAL VERBATIM)

file(GLOB_RECURSE site_sources CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/shell/*" "${WEB}/host/*" "${WEB}/worker/*"
  "${PROJECT_SOURCE_DIR}/assets/icons/*" "${PROJECT_SOURCE_DIR}/assets/connectors/*")
set(site_stamp "${PROJECT_BINARY_DIR}/site.stamp")
add_custom_command(OUTPUT "${site_stamp}"
  COMMAND ${NODE} "${WEB}/bundle.mjs" "${WASM}" "${SITE}"
  COMMAND ${CMAKE_COMMAND} -E touch "${site_stamp}"
  DEPENDS ${site_sources} "${WEB}/bundle.mjs" "${WASM}/saddlebag.mjs" "${WASM}/parted/saddlebag.wasm" "${WASM}/parted/later.wasm" "${npm_stamp}"
  COMMENT "Site" VERBATIM)
add_custom_target(site ALL DEPENDS "${site_stamp}")
add_dependencies(site wasm)

add_custom_target(serve COMMAND ${NODE} "${WEB}/serve.mjs" DEPENDS site USES_TERMINAL
  COMMENT "Serving; Ctrl C ends it")

# The browser that the tests drive.
add_custom_target(chromium COMMAND ${NODE} "${WEB}/chromium.mjs" DEPENDS "${npm_stamp}" COMMENT "Chromium")

# The other engines that they run in.
add_custom_target(engines COMMAND ${NODE} "${WEB}/engines.mjs" COMMENT "Firefox and WebKitGTK")

# Everything that `test` needs. The tool is part of it where it has sources yet.
add_custom_target(check DEPENDS site chromium engines)
add_dependencies(engines chromium) # apt does one thing at a time
