// Giving the GIL up and taking it back, also while Python finalizes.
#pragma once

#include <cxxabi.h>
#include <pybind11/pybind11.h>
#include <unistd.h>

#include <optional>
#include <utility>

namespace bind {

namespace py = pybind11;

/// True once Python finalizes: nothing of it may be touched or released any more.
bool python_is_gone();

[[noreturn]] inline void wait_for_the_end() {
  for (;;) ::pause();
}

/// Before 3.14 Python ends a daemon thread that asks for the GIL during finalization by unwinding it (pthread_exit):
/// through destructors, which aborts the process, and past objects that need the GIL. As 3.14 does, such a thread waits
/// for the end. One that asks later still finds no Python to ask. The main thread is the one that finalizes.
template <class F>
void or_wait_for_the_end(F&& ask) {
  if (python_is_gone() && ::gettid() != ::getpid()) wait_for_the_end();
  try {
    ask();
  } catch (abi::__forced_unwind&) {
    wait_for_the_end();
  }
}

/// Calls a Python object. Any call may give the GIL up and end this thread where it asks for it again: nothing that
/// needs the GIL for its end stands between here and Python. Throws py::error_already_set.
template <class... Args>
py::object call_python(py::handle f, Args&&... args) {
  const py::tuple all = py::make_tuple(std::forward<Args>(args)...);
  PyObject* result = nullptr;
  or_wait_for_the_end([&] { result = PyObject_Call(f.ptr(), all.ptr(), nullptr); });
  if (result == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(result);
}

/// Without the GIL while it lives. Every call into the core that reads, computes or writes is made so;
/// tests/python/test_gil.py enumerates them.
class WithoutGil {
 public:
  WithoutGil() : state_(PyEval_SaveThread()) {}
  WithoutGil(const WithoutGil&) = delete;
  WithoutGil& operator=(const WithoutGil&) = delete;
  ~WithoutGil() {
    or_wait_for_the_end([this] { PyEval_RestoreThread(state_); });
  }

 private:
  PyThreadState* state_;
};
using Released = py::call_guard<WithoutGil>;

/// With the GIL while it lives, from any thread.
class WithGil {
 public:
  WithGil() {
    or_wait_for_the_end([this] { gil_.emplace(); });
  }

 private:
  std::optional<py::gil_scoped_acquire> gil_;
};

}  // namespace bind
