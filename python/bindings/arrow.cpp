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
};

struct SchemaState {
  std::shared_ptr<Shared> shared;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

struct ArrayState {
  std::shared_ptr<Shared> shared;
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
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

// A reader may move a child out: the child is then released by it, and its slot here is marked released.
template <class T>
void release_children(T* parent) {
  for (std::int64_t i = 0; i < parent->n_children; ++i)
    if (parent->children[i]->release) parent->children[i]->release(parent->children[i]);
}

template <class T>
void release_child(T* child) {
  delete static_cast<std::shared_ptr<Shared>*>(child->private_data);
  child->release = nullptr;
}

void release_schema(ArrowSchema* s) {
  release_children(s);
  delete static_cast<SchemaState*>(s->private_data);
  s->release = nullptr;
}

struct ChildState {
  std::shared_ptr<Shared> shared;
  std::array<const void*, 3> buffers;
};

void release_array_child(ArrowArray* a) {
  delete static_cast<ChildState*>(a->private_data);
  a->release = nullptr;
}

void release_array(ArrowArray* a) {
  release_children(a);
  delete static_cast<ArrayState*>(a->private_data);
  a->release = nullptr;
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  const auto& shared = static_cast<StreamState*>(stream->private_data)->shared;
  auto state = std::make_unique<SchemaState>();
  state->shared = shared;
  const auto& columns = shared->table.columns;
  state->children.resize(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    state->children[i] = {format(columns[i].type),
                          columns[i].name.c_str(),
                          nullptr,
                          nullable,
                          0,
                          nullptr,
                          nullptr,
                          release_child<ArrowSchema>,
                          new std::shared_ptr<Shared>(shared)};
    state->pointers.push_back(&state->children[i]);
  }
  *out = {
      "+s",           "",     nullptr, 0, static_cast<std::int64_t>(columns.size()), state->pointers.data(), nullptr,
      release_schema, nullptr};
  out->private_data = state.release();
  return 0;
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
               release_array_child,
               nullptr};
  a.private_data = state.release();
  return a;
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  auto& from = *static_cast<StreamState*>(stream->private_data);
  if (from.done) {
    *out = {};
    return 0;
  }
  from.done = true;
  auto state = std::make_unique<ArrayState>();
  state->shared = from.shared;
  const std::size_t n = from.shared->table.columns.size();
  state->children.reserve(n);
  for (std::size_t i = 0; i < n; ++i) state->children.push_back(child_array(from.shared, i));
  for (ArrowArray& child : state->children) state->pointers.push_back(&child);
  *out = {static_cast<std::int64_t>(from.shared->table.rows),
          0,
          0,
          1,
          static_cast<std::int64_t>(n),
          &state->own_buffer,
          state->pointers.data(),
          nullptr,
          release_array,
          nullptr};
  out->private_data = state.release();
  return 0;
}

const char* last_error(ArrowArrayStream*) { return nullptr; }

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
  auto* stream = new ArrowArrayStream{get_schema, get_next, last_error, release_stream, new StreamState{shared}};
  return py::capsule(stream, "arrow_array_stream", [](PyObject* capsule) {
    auto* s = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, "arrow_array_stream"));
    if (s->release) s->release(s);
    delete s;
  });
}

}  // namespace bind
