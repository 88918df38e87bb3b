// Tables as Arrow streams.
#pragma once

#include "bind.hpp"
#include "columns.hpp"

namespace bind {

/// PyCapsule "arrow_array_stream" of one batch. It owns its values and no Python object: readers release it without the
/// GIL.
py::capsule arrow_capsule(Table table);

}  // namespace bind
