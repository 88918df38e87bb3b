// Boost.JSON, header-only, compiled once for the core.
#include <boost/json/src.hpp>
