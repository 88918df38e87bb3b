# fazhi_add_plugin(NAME SOURCES …): a native plugin against fazhi::fazhi.
# Rule cards in rules/*.toml beside the caller's CMakeLists.txt are compiled in.
function(fazhi_add_plugin name)
  cmake_parse_arguments(arg "" "" "SOURCES" ${ARGN})
  add_library(${name} MODULE ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE fazhi::fazhi)
  set_target_properties(${name} PROPERTIES PREFIX "" CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF
    CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    # No way to a libfazhi of its own: the process has one, and the host finds it.
    BUILD_WITH_INSTALL_RPATH ON INSTALL_RPATH "")
  # GNU unique symbols ignore RTLD_LOCAL: two plugins with a class of equal name would share code.
  target_compile_options(${name} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fno-gnu-unique>)
  # Clang leaves the sanitizers to the program that loads the plugin.
  if(NOT FAZHI_FUZZ)
    target_link_options(${name} PRIVATE -Wl,-z,defs)
  endif()
  file(GLOB cards CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/rules/*.toml)
  if(cards)
    set(generated ${CMAKE_CURRENT_BINARY_DIR}/${name}_cards.cpp)
    set(body "#include <cstdint>\nextern \"C\" {\nextern const char* const fazhi_plugin_cards[];\nextern const uint32_t fazhi_plugin_card_count;\n}\nextern \"C\" const char* const fazhi_plugin_cards[] = {\n")
    list(LENGTH cards count)
    foreach(card IN LISTS cards)
      set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${card})
      file(READ ${card} text)
      string(APPEND body "R\"fazhi_card(${text})fazhi_card\",\n")
    endforeach()
    string(APPEND body "};\nextern \"C\" const uint32_t fazhi_plugin_card_count = ${count};\n")
    # Copied, not configured: a card may hold any character. An unchanged file is left alone.
    file(WRITE ${generated}.in "${body}")
    configure_file(${generated}.in ${generated} COPYONLY)
    target_sources(${name} PRIVATE ${generated})
    target_compile_definitions(${name} PRIVATE FAZHI_PLUGIN_HAS_CARDS)
  endif()
endfunction()
