# The command line tool, build/native/saddlebag. All but its main.cpp is a layer too, so that tests can call it.
add_layer(tool ABOVE analytics exchange platform_native)
file(GLOB tool_main CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/tool/main.cpp")
if(tool_main)
  add_executable(saddlebag ${tool_main})
  target_link_libraries(saddlebag PRIVATE saddlebag_tool saddlebag_warnings)
endif()
