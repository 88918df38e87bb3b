// The one table of errors: C++ exception → Python exception. Nothing is told apart by its text.
#include "errors.hpp"

#include <memory>
#include <utility>

#include "fazhi/error.hpp"
#include "log.hpp"

namespace bind {

namespace {

// Types live as long as the process, like every extension's.
py::handle fazhi_error, parse_error, option_error, io_error, plugin_error, cancelled_error;

// What a signal handler raised, between the poll that saw it and the end of the same call; used under the GIL only.
thread_local PyObject* pending = nullptr;

/// Python's exception inside an error of the core. Errors are dropped anywhere, on any thread.
class Cause {
 public:
  explicit Cause(const py::object& error)
      : object_(error.inc_ref().ptr(), [](PyObject* o) {
          if (python_is_gone()) return;
          const WithGil gil;
          Py_DECREF(o);
        }) {}
  Cause(const Cause&) = default;
  Cause& operator=(const Cause&) = delete;
  virtual ~Cause() = default;
  [[nodiscard]] PyObject* get() const { return object_.get(); }

 private:
  std::shared_ptr<PyObject> object_;
};

/// An error of the core that a Python exception is the cause of.
template <class E>
class Raised final : public E, public Cause {
 public:
  Raised(const E& error, const py::object& cause) : E(error), Cause(cause) {}
};

template <class E>
[[noreturn]] void throw_raised(const E& error, const py::object& cause) {
  throw Raised<E>(error, cause);
}

/// The Python exception that led to this error, at any depth; nothing where there is none.
PyObject* cause_of(const std::exception& e) {
  if (const auto* cause = dynamic_cast<const Cause*>(&e)) return cause->get();
  try {
    std::rethrow_if_nested(e);
  } catch (const std::exception& inner) {
    return cause_of(inner);
  } catch (...) {  // NOLINT(bugprone-empty-catch), something that is no exception has no cause
  }
  return nullptr;
}

py::handle make(py::module_& m, const char* name, const py::tuple& bases, const char* doc, py::dict members = {}) {
  const std::string full = std::string("fazhi.") + name;
  PyObject* type = PyErr_NewExceptionWithDoc(full.c_str(), doc, bases.ptr(), members.ptr());
  if (!type) throw py::error_already_set();
  m.attr(name) = py::handle(type);
  return type;
}

void raise(py::handle type, const py::object& error, const fazhi::Error& e) {
  if (PyObject* cause = cause_of(e)) PyException_SetCause(error.ptr(), Py_NewRef(cause));  // takes the reference
  PyErr_SetObject(type.ptr(), error.ptr());
}

py::object simple(py::handle type, const fazhi::Error& e) {
  py::object error = type(text(e.what()));
  error.attr("message_zh") = text(e.message_zh());
  return error;
}

void raise_io(const fazhi::IoError& e) {
  const py::object path = py::reinterpret_steal<py::object>(
      PyUnicode_DecodeFSDefaultAndSize(e.path().data(), static_cast<Py_ssize_t>(e.path().size())));
  py::object number = e.error_number() ? py::object(py::int_(e.error_number())) : py::none();
  py::object error = io_error(number, text(e.what()), path ? path : py::object(py::none()));
  error.attr("message_zh") = text(e.message_zh());
  raise(io_error, error, e);
}

void raise_plugin(const fazhi::PluginError& e) {
  py::object error = simple(plugin_error, e);
  error.attr("plugin") = text(e.plugin());
  error.attr("stage") = text(e.stage());
  error.attr("path") = text(e.path());
  raise(plugin_error, error, e);
}

// A KeyboardInterrupt becomes Cancelled, which is one; another exception of a signal handler stays what it is.
void raise_cancelled(const fazhi::Cancelled& e) {
  py::object cause = take_pending();
  if (cause && !PyErr_GivenExceptionMatches(cause.ptr(), PyExc_KeyboardInterrupt)) {
    PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(cause.ptr())), cause.ptr());
    return;
  }
  PyErr_SetObject(cancelled_error.ptr(), simple(cancelled_error, e).ptr());
}

void translate(std::exception_ptr p) {  // NOLINT(performance-unnecessary-value-param), pybind11 wants this type
  try {
    if (p) std::rethrow_exception(p);
  } catch (const fazhi::ParseError& e) {
    raise(parse_error, simple(parse_error, e), e);
  } catch (const fazhi::OptionError& e) {
    raise(option_error, simple(option_error, e), e);
  } catch (const fazhi::IoError& e) {
    raise_io(e);
  } catch (const fazhi::PluginError& e) {
    raise_plugin(e);
  } catch (const fazhi::Cancelled& e) {
    raise_cancelled(e);
  } catch (const fazhi::Error& e) {
    raise(fazhi_error, simple(fazhi_error, e), e);
  }
}

std::string sentence(const py::object& error) { return py::str(error).cast<std::string>(); }

std::string chinese(const py::object& error) {
  return py::str(py::getattr(error, "message_zh", py::str(""))).cast<std::string>();
}

}  // namespace

void keep_pending(py::object error) {
  Py_XDECREF(pending);
  pending = error.release().ptr();
}

py::object take_pending() { return py::reinterpret_steal<py::object>(std::exchange(pending, nullptr)); }

void rethrow_as_core(py::error_already_set& raised) {
  const py::object& value = raised.value();
  const auto is = [&](py::handle type) { return PyErr_GivenExceptionMatches(value.ptr(), type.ptr()) != 0; };
  if (raised.trace()) PyException_SetTraceback(value.ptr(), raised.trace().ptr());
  if (is(PyExc_KeyboardInterrupt)) throw fazhi::Cancelled();
  if (is(parse_error)) throw_raised(fazhi::ParseError(sentence(value), chinese(value)), value);
  if (is(option_error)) throw_raised(fazhi::OptionError(sentence(value), chinese(value)), value);
  if (is(io_error)) {
    const py::object number = value.attr("errno"), file = value.attr("filename");
    throw_raised(fazhi::IoError(sentence(value), file.is_none() ? std::string() : py::str(file).cast<std::string>(),
                                number.is_none() ? 0 : number.cast<int>(), chinese(value)),
                 value);
  }
  if (is(plugin_error)) {
    const auto word = [&](const char* name) { return py::str(value.attr(name)).cast<std::string>(); };
    throw_raised(fazhi::PluginError(sentence(value), word("plugin"), word("stage"), word("path"), chinese(value)),
                 value);
  }
  const std::string name = py::str(py::type::of(value).attr("__name__")).cast<std::string>();
  const std::string said = sentence(value);
  throw_raised(std::runtime_error(said.empty() ? name : name + ": " + said), value);
}

void bind_errors(py::module_& m) {
  const auto builtin = [](PyObject* type) { return py::reinterpret_borrow<py::object>(type); };
  fazhi_error = make(m, "FazhiError", py::make_tuple(builtin(PyExc_Exception)),
                     "Base of the errors of fazhi. str() is one English sentence, message_zh the Chinese one.");
  const py::object base = py::reinterpret_borrow<py::object>(fazhi_error);
  parse_error = make(m, "ParseError", py::make_tuple(base, builtin(PyExc_ValueError)),
                     "The input cannot be read as a report: empty, binary, truncated, over a limit.");
  option_error =
      make(m, "OptionError", py::make_tuple(base, builtin(PyExc_ValueError)),
           "An option, rule, profile or name is unknown or out of bounds; the sentence holds the nearest right name.");
  py::dict io;
  // OSError's own text would wrap the sentence, which names the file already, in "[Errno 2] …: 'file'".
  io["__str__"] =
      py::cpp_function([](const py::object& e) { return py::str(e.attr("strerror")); }, py::is_method(py::none()));
  io_error = make(m, "IoError", py::make_tuple(base, builtin(PyExc_OSError)),
                  "A file cannot be opened, read or written; filename and errno as in OSError.", io);
  plugin_error = make(
      m, "PluginError", py::make_tuple(base),
      "A plugin is missing, was refused or failed: plugin, stage, path; a Python plugin's own exception is __cause__.");
  // Not a FazhiError: `except FazhiError` around the files of a loop must not swallow the stop button.
  cancelled_error = make(m, "Cancelled", py::make_tuple(builtin(PyExc_KeyboardInterrupt)),
                         "The call was stopped (Ctrl-C, the stop button); nothing was written.");
  for (py::handle type : {fazhi_error, cancelled_error}) type.attr("message_zh") = py::str("");
  for (const char* name : {"plugin", "stage", "path"}) plugin_error.attr(name) = py::str("");
  py::register_local_exception_translator(translate);
}

}  // namespace bind
