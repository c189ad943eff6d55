# Finds Emscripten, or fetches it. Sets EMSCRIPTEN_TOOLCHAIN, the toolchain file for the nested build, and
# EMSCRIPTEN_ENVIRONMENT, what the build commands have to be run with.
set(EMSCRIPTEN_MINIMUM 3.1.69)

# Accepts the Emscripten whose em++ stands in a folder (or is linked there), if it is new enough.
function(try_emscripten folder)
  file(REAL_PATH "${folder}/em++" em)
  get_filename_component(root "${em}" DIRECTORY)
  set(file "${root}/cmake/Modules/Platform/Emscripten.cmake")
  if(NOT EXISTS "${folder}/em++" OR NOT EXISTS "${file}")
    return()
  endif()
  execute_process(COMMAND "${folder}/em++" -dumpversion OUTPUT_VARIABLE version ERROR_QUIET
    OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(version VERSION_GREATER_EQUAL EMSCRIPTEN_MINIMUM)
    message(STATUS "Emscripten ${version}: ${root}")
    set(EMSCRIPTEN_TOOLCHAIN "${file}" PARENT_SCOPE)
  else()
    message(STATUS "Emscripten ${version} in ${root} is older than ${EMSCRIPTEN_MINIMUM}: not used")
  endif()
endfunction()

set(EMSCRIPTEN_TOOLCHAIN "")
set(EMSCRIPTEN_ENVIRONMENT "")
find_program(em_on_path em++ NO_CACHE)
if(em_on_path)
  get_filename_component(folder "${em_on_path}" DIRECTORY)
  try_emscripten("${folder}")
endif()
if(NOT EMSCRIPTEN_TOOLCHAIN AND DEFINED ENV{EMSDK})
  try_emscripten("$ENV{EMSDK}/upstream/emscripten")
endif()
if(NOT EMSCRIPTEN_TOOLCHAIN)
  # The number grows with the recipe in the script.
  set(fetched "${SADDLEBAG_CACHE}/emscripten-1")
  if(NOT EXISTS "${fetched}/ready")
    execute_process(COMMAND "${PROJECT_SOURCE_DIR}/cmake/fetch-emscripten.sh" "${fetched}" RESULT_VARIABLE failed)
    if(failed)
      message(FATAL_ERROR "Saddlebag needs Emscripten ${EMSCRIPTEN_MINIMUM} or newer and could not fetch it. "
        "Install the official emsdk (https://emscripten.org/docs/getting_started/downloads.html), set EMSDK to its "
        "folder and start again.")
    endif()
  endif()
  set(EMSCRIPTEN_ENVIRONMENT "EM_CONFIG=${fetched}/emscripten.py")
  set(EMSCRIPTEN_TOOLCHAIN "${fetched}/root/usr/share/emscripten/cmake/Modules/Platform/Emscripten.cmake")
endif()
