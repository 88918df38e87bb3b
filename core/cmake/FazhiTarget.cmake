# What every target of the project has in common: C++20, hidden visibility, warnings, sanitizers, where things stand in the build tree.
# In the build tree as in the wheel: <root>/lib/libfazhi.so.0, <root>/plugins/*.so, <root>/data.
set(FAZHI_STAGE ${CMAKE_BINARY_DIR}/stage/fazhi)

function(fazhi_target target)
  target_compile_features(${target} PUBLIC cxx_std_20)
  set_target_properties(${target} PROPERTIES
    CXX_EXTENSIONS OFF CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON POSITION_INDEPENDENT_CODE ON)
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Wno-missing-field-initializers
    # g++ 12 warns of overlapping copies in its own std::string (bug 105651); g++ 14 of every reference returned by a
    # function that takes a temporary, whatever it refers to.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-dangling-reference>
    $<$<BOOL:${FAZHI_WARNINGS_AS_ERRORS}>:-Werror>)
  if(FAZHI_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${FAZHI_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(${target} PRIVATE -fsanitize=${FAZHI_SANITIZE})
    if(FAZHI_FUZZ)
      target_compile_options(${target} PRIVATE -fsanitize=fuzzer-no-link)
    endif()
  else()
    # A missing symbol is a link error here, not a surprise at load time.
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "SHARED_LIBRARY")
      target_link_options(${target} PRIVATE -Wl,-z,defs)
    endif()
  endif()
endfunction()
