// Visibility of the public API. Every target is compiled with hidden visibility; only what carries FAZHI_API leaves
// libfazhi. A class with virtual functions has its destructor out of line in libfazhi (the key function), so that its
// vtable and type information exist once, and exceptions and dynamic_cast work across plugins.
#pragma once

#define FAZHI_API __attribute__((visibility("default")))

// The inline namespace carries the major version into every mangled name: two majors in one process cannot be mixed up.
#define FAZHI_NAMESPACE_BEGIN \
  namespace fazhi {           \
  inline namespace v0 {
#define FAZHI_NAMESPACE_END \
  }                         \
  }
