// Exceptions on their way across the border.
#pragma once

#include "bind.hpp"

namespace bind {

/// Keeps a Python exception of this thread: it becomes the __cause__ of the error that the core makes of it. Needs the
/// GIL.
void keep_pending(py::object error);
/// The exception kept, or nothing; needs the GIL.
py::object take_pending();

/// Throws a caught Python exception on as one that the core knows. Needs the GIL.
[[noreturn]] void rethrow_as_core(py::error_already_set& raised);

}  // namespace bind
