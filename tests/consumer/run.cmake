# cmake -DBUILD=<build tree> -DSOURCE=<this folder> -DSCRATCH=<folder> -DGENERATOR=… -DCOMPILER=… -P run.cmake
function(must)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE text ERROR_VARIABLE text)
  if(NOT status EQUAL 0)
    string(REPLACE ";" " " command "${ARGN}")
    message(FATAL_ERROR "${command}\n${text}")
  endif()
endfunction()

file(REMOVE_RECURSE ${SCRATCH})
foreach(room core plugins)
  must(${CMAKE_COMMAND} -DCMAKE_INSTALL_PREFIX=${SCRATCH}/fazhi -P ${BUILD}/${room}/cmake_install.cmake)
endforeach()
must(${CMAKE_COMMAND} -S ${SOURCE} -B ${SCRATCH}/build -G ${GENERATOR} -DCMAKE_BUILD_TYPE=Release
     -DCMAKE_CXX_COMPILER=${COMPILER} -Dfazhi_DIR=${SCRATCH}/fazhi/lib/cmake/fazhi)
must(${CMAKE_COMMAND} --build ${SCRATCH}/build)
must(${CMAKE_COMMAND} -E env --unset=FAZHI_DATA --unset=FAZHI_BUILTIN_PLUGINS --unset=FAZHI_PLUGIN_PATH
     ${SCRATCH}/build/host ${SCRATCH}/build/outline.so ${SCRATCH}/out.outline)
file(READ ${SCRATCH}/out.outline written)
if(NOT written STREQUAL "一、主要举措\n二、存在的不足\n")
  message(FATAL_ERROR "the plugin wrote: ${written}")
endif()
