# Dear ImGui, nlohmann_json and doctest, from the user's cache. The number grows with the recipe in the script.
set(SADDLEBAG_LIBRARIES "${SADDLEBAG_CACHE}/libraries-1")
if(NOT EXISTS "${SADDLEBAG_LIBRARIES}/ready")
  execute_process(COMMAND "${PROJECT_SOURCE_DIR}/cmake/fetch-libraries.sh" "${SADDLEBAG_LIBRARIES}"
    COMMAND_ERROR_IS_FATAL ANY)
endif()

add_library(json INTERFACE)
target_include_directories(json SYSTEM INTERFACE "${SADDLEBAG_LIBRARIES}/json")

add_library(doctest INTERFACE)
target_include_directories(doctest SYSTEM INTERFACE "${SADDLEBAG_LIBRARIES}")
target_compile_definitions(doctest INTERFACE DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS)

# Dear ImGui is configured by src/ui/imconfig.hpp.
function(add_imgui target flavour)
  set(imgui "${SADDLEBAG_LIBRARIES}/imgui")
  add_library(${target} STATIC ${imgui}/imgui.cpp ${imgui}/imgui_draw.cpp ${imgui}/imgui_widgets.cpp
    ${imgui}/misc/cpp/imgui_stdlib.cpp "${PROJECT_SOURCE_DIR}/cmake/no-tables/imgui_no_tables.cpp")
  target_include_directories(${target} SYSTEM PUBLIC "${imgui}")
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/src")
  target_compile_definitions(${target} PUBLIC "IMGUI_USER_CONFIG=\"ui/imconfig.hpp\"")
  target_compile_options(${target} PRIVATE -w)
  target_link_libraries(${target} PUBLIC ${flavour})
  if(EMSCRIPTEN)
    target_sources(${target} PRIVATE ${imgui}/backends/imgui_impl_opengl3.cpp)
    target_compile_definitions(${target} PUBLIC IMGUI_IMPL_OPENGL_ES3)
    # The page brings its own font loader. Naming another one here is the only way to leave stb_truetype out.
    # Nor is there a shell to open a file with, and fork() does not even link.
    target_compile_definitions(${target} PRIVATE IMGUI_ENABLE_FREETYPE IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS)
    target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/cmake/no-font-loader")
  endif()
endfunction()

add_imgui(imgui saddlebag_optimised)
if(NOT EMSCRIPTEN)
  add_imgui(imgui_checked saddlebag_checked_foreign)
  # The tests hear of every item, so that none can go without a name (tests/ui/names_native.cpp).
  target_sources(imgui_checked PRIVATE "${PROJECT_SOURCE_DIR}/cmake/item-hooks/item_hooks.cpp")
  target_compile_definitions(imgui_checked PRIVATE IMGUI_ENABLE_TEST_ENGINE)
endif()
