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

# Everything in assets/ that is read by the program rather than by the page or by the build.
set(assets "${PROJECT_SOURCE_DIR}/assets")
file(GLOB_RECURSE asset_files CONFIGURE_DEPENDS "${assets}/*.txt" "${assets}/*.json" "${assets}/*.csv")
list(FILTER asset_files EXCLUDE REGEX "/assets/(locales|icons)/")
# Of the connectors those that earlier versions may have connected with; the site hands out the others on demand.
set(built_in_connectors "${assets}/connectors/couchdb.json" "${assets}/connectors/json-server.json")
list(FILTER asset_files EXCLUDE REGEX "/assets/connectors/")
list(APPEND asset_files ${built_in_connectors})
list(JOIN asset_files "|" asset_list)
add_custom_command(
  OUTPUT "${GENERATED}/assets.hpp" "${GENERATED}/assets.cpp"
  COMMAND ${CMAKE_COMMAND} "-DFILES=${asset_list}" -DFROM=${assets} -DTO=${GENERATED}
    -P "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
  DEPENDS ${asset_files} "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
  COMMENT "Embedded assets" VERBATIM)
add_library(saddlebag_assets STATIC "${GENERATED}/assets.cpp" "${GENERATED}/assets.hpp")
target_include_directories(saddlebag_assets PUBLIC "${GENERATED}")
target_link_libraries(saddlebag_assets PRIVATE saddlebag_optimised)

# What has to be there before anything that includes it is compiled.
add_custom_target(saddlebag_generated
  DEPENDS "${GENERATED}/locale/keys.hpp" "${GENERATED}/assets.hpp")
