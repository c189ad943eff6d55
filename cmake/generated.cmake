# Code that is written by the build: the interface's texts and the embedded asset files.
set(GENERATED "${PROJECT_BINARY_DIR}/generated")

set(locales "${PROJECT_SOURCE_DIR}/assets/locales")
file(GLOB locale_files CONFIGURE_DEPENDS "${locales}/*.json")
find_program(NODE NAMES node nodejs REQUIRED)
add_custom_command(
  OUTPUT "${GENERATED}/locale/keys.hpp" "${GENERATED}/locale/tables.cpp"
  COMMAND ${NODE} "${PROJECT_SOURCE_DIR}/cmake/locales.mjs" "${locales}" "${GENERATED}"
  DEPENDS ${locale_files} "${PROJECT_SOURCE_DIR}/cmake/locales.mjs"
  COMMENT "Texts of the interface")
add_library(saddlebag_locale STATIC "${GENERATED}/locale/tables.cpp" "${GENERATED}/locale/keys.hpp")
target_include_directories(saddlebag_locale PUBLIC "${GENERATED}")
target_link_libraries(saddlebag_locale PRIVATE saddlebag_optimised)
if(EMSCRIPTEN) # the page fetches the language that it shows
  add_library(saddlebag_locale_page STATIC "${GENERATED}/locale/tables.cpp")
  target_compile_definitions(saddlebag_locale_page PRIVATE SADDLEBAG_TEXTS_LATER)
  target_include_directories(saddlebag_locale_page PRIVATE "${GENERATED}")
  target_link_libraries(saddlebag_locale_page PRIVATE saddlebag_optimised)
endif()

# Everything in assets/ that is read by the program rather than by the page or by the build.
set(assets "${PROJECT_SOURCE_DIR}/assets")
file(GLOB_RECURSE asset_files CONFIGURE_DEPENDS "${assets}/*.txt" "${assets}/*.json" "${assets}/*.csv")
list(FILTER asset_files EXCLUDE REGEX "/assets/(locales|icons)/")
# embed_assets(<library> <folder> <file>…)
function(embed_assets library folder)
  list(JOIN ARGN "|" asset_list)
  add_custom_command(
    OUTPUT "${folder}/assets.hpp" "${folder}/assets.cpp"
    COMMAND ${CMAKE_COMMAND} "-DFILES=${asset_list}" -DFROM=${assets} -DTO=${folder}
      -P "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
    DEPENDS ${ARGN} "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
    COMMENT "Embedded assets" VERBATIM)
  add_library(${library} STATIC "${folder}/assets.cpp" "${folder}/assets.hpp")
  target_include_directories(${library} PUBLIC "${folder}")
  target_link_libraries(${library} PRIVATE saddlebag_optimised)
endfunction()
embed_assets(saddlebag_assets "${GENERATED}" ${asset_files})
if(EMSCRIPTEN)
  # The page fetches some when they are first needed (web/bundle.mjs), and links this instead. Of the connectors it has
  # those that earlier versions may have connected with.
  list(FILTER asset_files EXCLUDE REGEX "/assets/(pinyin\\.txt|connectors/.*|demo/.*|exchange/.*)$")
  list(APPEND asset_files "${assets}/connectors/couchdb.json" "${assets}/connectors/json-server.json")
  embed_assets(saddlebag_assets_page "${GENERATED}/page" ${asset_files})
endif()

# What has to be there before anything that includes it is compiled.
add_custom_target(saddlebag_generated
  DEPENDS "${GENERATED}/locale/keys.hpp" "${GENERATED}/assets.hpp")
