// Key functions of the plugin and host interfaces: their vtables stand here, once.
#include "fazhi/plugin.hpp"

FAZHI_NAMESPACE_BEGIN

Importer::~Importer() = default;
Validator::~Validator() = default;
Scorer::~Scorer() = default;
Exporter::~Exporter() = default;
FindingSink::FindingSink() = default;
FindingSink::~FindingSink() = default;
Sink::Sink() = default;
Sink::~Sink() = default;

FAZHI_NAMESPACE_END
