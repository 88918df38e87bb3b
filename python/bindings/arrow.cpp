// The Arrow C data and C stream interfaces (arrow.apache.org/docs/format/CDataInterface.html), by their two structs and
// the stream.
#include "arrow.hpp"

#include <array>
#include <cerrno>
#include <memory>

extern "C" {

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  std::int64_t flags;
  std::int64_t n_children;
  ArrowSchema** children;
  ArrowSchema* dictionary;
  void (*release)(ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  std::int64_t length;
  std::int64_t null_count;
  std::int64_t offset;
  std::int64_t n_buffers;
  std::int64_t n_children;
  const void** buffers;
  ArrowArray** children;
  ArrowArray* dictionary;
  void (*release)(ArrowArray*);
  void* private_data;
};

struct ArrowArrayStream {
  int (*get_schema)(ArrowArrayStream*, ArrowSchema* out);
  int (*get_next)(ArrowArrayStream*, ArrowArray* out);
  const char* (*get_last_error)(ArrowArrayStream*);
  void (*release)(ArrowArrayStream*);
  void* private_data;
};

}  // extern "C"

namespace bind {

namespace {

constexpr std::int64_t nullable = 2;

/// What every part of an export refers to: the values, shared by the stream, its schema and its arrays.
struct Shared {
  Table table;
  std::vector<std::vector<std::uint8_t>> validity, packed;  ///< one bit a row
  std::vector<std::int64_t> nulls;
};

struct StreamState {
  std::shared_ptr<Shared> shared;
  bool done = false;
  const char* error = nullptr;
};

/// What stands behind an ArrowSchema or ArrowArray. A reader may move a child out: it is then released by the reader,
/// and its slot here is marked released. The last part of an export to go takes the values along.
template <class T>
struct Parent {
  explicit Parent(std::shared_ptr<Shared> values) : shared(std::move(values)), children(shared->table.columns.size()) {
    for (T& child : children) pointers.push_back(&child);
  }
  Parent(const Parent&) = delete;
  Parent& operator=(const Parent&) = delete;
  ~Parent() {
    for (T& child : children)
      if (child.release) child.release(&child);
  }
  std::shared_ptr<Shared> shared;
  std::vector<T> children;
  std::vector<T*> pointers;
  const void* own_buffer = nullptr;
};

std::vector<std::uint8_t> pack(const std::vector<std::uint8_t>& bytes) {
  std::vector<std::uint8_t> bits((bytes.size() + 7) / 8 + 1);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    if (bytes[i]) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | (1u << (i % 8)));
  return bits;
}

const char* format(ColumnType type) {
  switch (type) {
    case ColumnType::text:
      return "u";
    case ColumnType::integer:
      return "l";
    case ColumnType::real:
      return "g";
    case ColumnType::boolean:
      return "b";
  }
  return "n";
}

/// Ends a schema or array by deleting what stands behind it.
template <class State, class T>
void release(T* part) {
  delete static_cast<State*>(part->private_data);
  part->release = nullptr;
}

/// Readers are C: no exception may reach them.
template <class F>
int guarded(ArrowArrayStream* stream, F fill) noexcept {
  auto& state = *static_cast<StreamState*>(stream->private_data);
  state.error = nullptr;
  try {
    fill(state);
    return 0;
  } catch (...) {  // only memory can run out here
    state.error = "out of memory; take fewer rows";
    return ENOMEM;
  }
}

struct ChildState {
  std::shared_ptr<Shared> shared;
  std::array<const void*, 3> buffers;
};

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  return guarded(stream, [out](StreamState& from) {
    auto state = std::make_unique<Parent<ArrowSchema>>(from.shared);
    const auto& columns = from.shared->table.columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      auto own = std::make_unique<std::shared_ptr<Shared>>(from.shared);
      state->children[i] = {format(columns[i].type),
                            columns[i].name.c_str(),
                            nullptr,
                            nullable,
                            0,
                            nullptr,
                            nullptr,
                            release<std::shared_ptr<Shared>, ArrowSchema>,
                            own.release()};
    }
    *out = {"+s",
            "",
            nullptr,
            0,
            static_cast<std::int64_t>(columns.size()),
            state->pointers.data(),
            nullptr,
            release<Parent<ArrowSchema>, ArrowSchema>,
            nullptr};
    out->private_data = state.release();
  });
}

ArrowArray child_array(const std::shared_ptr<Shared>& shared, std::size_t i) {
  const Column& c = shared->table.columns[i];
  auto state = std::make_unique<ChildState>(ChildState{shared, {shared->validity[i].data(), nullptr, nullptr}});
  std::int64_t buffers = 2;
  switch (c.type) {
    case ColumnType::text:
      state->buffers[1] = c.offsets.data();
      state->buffers[2] = c.data.data();
      buffers = 3;
      break;
    case ColumnType::integer:
      state->buffers[1] = c.integers.data();
      break;
    case ColumnType::real:
      state->buffers[1] = c.reals.data();
      break;
    case ColumnType::boolean:
      state->buffers[1] = shared->packed[i].data();
      break;
  }
  ArrowArray a{static_cast<std::int64_t>(shared->table.rows),
               shared->nulls[i],
               0,
               buffers,
               0,
               state->buffers.data(),
               nullptr,
               nullptr,
               release<ChildState, ArrowArray>,
               nullptr};
  a.private_data = state.release();
  return a;
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  return guarded(stream, [out](StreamState& from) {
    *out = {};
    if (from.done) return;
    auto state = std::make_unique<Parent<ArrowArray>>(from.shared);
    const std::size_t n = state->children.size();
    for (std::size_t i = 0; i < n; ++i) state->children[i] = child_array(from.shared, i);
    *out = {static_cast<std::int64_t>(from.shared->table.rows),
            0,
            0,
            1,
            static_cast<std::int64_t>(n),
            &state->own_buffer,
            state->pointers.data(),
            nullptr,
            release<Parent<ArrowArray>, ArrowArray>,
            nullptr};
    out->private_data = state.release();
    from.done = true;
  });
}

const char* last_error(ArrowArrayStream* stream) { return static_cast<StreamState*>(stream->private_data)->error; }

void release_stream(ArrowArrayStream* stream) {
  delete static_cast<StreamState*>(stream->private_data);
  stream->release = nullptr;
}

}  // namespace

py::capsule arrow_capsule(Table table) {
  auto shared = std::make_shared<Shared>();
  shared->table = std::move(table);
  for (const Column& c : shared->table.columns) {
    shared->validity.push_back(pack(c.valid));
    shared->packed.push_back(c.type == ColumnType::boolean ? pack(c.booleans) : std::vector<std::uint8_t>());
    std::int64_t nulls = 0;
    for (const std::uint8_t v : c.valid) nulls += v == 0;
    shared->nulls.push_back(nulls);
  }
  auto state = std::make_unique<StreamState>();
  state->shared = std::move(shared);
  auto stream = std::make_unique<ArrowArrayStream>(get_schema, get_next, last_error, release_stream, nullptr);
  py::capsule out(stream.get(), "arrow_array_stream", [](PyObject* capsule) {
    auto* s = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, "arrow_array_stream"));
    if (s->release) s->release(s);
    delete s;
  });
  stream.release()->private_data = state.release();
  return out;
}

}  // namespace bind
