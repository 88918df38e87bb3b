#include "fazhi/error.hpp"

#include <utility>

FAZHI_NAMESPACE_BEGIN

Error::Error(const std::string& en, const std::string& zh) : std::runtime_error(en), zh_(zh.empty() ? en : zh) {}
Error::Error(const Error&) = default;
Error::~Error() = default;
const std::string& Error::message_zh() const noexcept { return zh_; }

ParseError::~ParseError() = default;
OptionError::~OptionError() = default;

IoError::IoError(const std::string& en, std::string path, int error_number, const std::string& zh)
    : Error(en, zh), path_(std::move(path)), error_number_(error_number) {}
IoError::IoError(const IoError&) = default;
IoError::~IoError() = default;
const std::string& IoError::path() const noexcept { return path_; }
int IoError::error_number() const noexcept { return error_number_; }

PluginError::PluginError(const std::string& en, std::string plugin, std::string stage, std::string path,
                         const std::string& zh)
    : Error(en, zh), plugin_(std::move(plugin)), stage_(std::move(stage)), path_(std::move(path)) {}
PluginError::PluginError(const PluginError&) = default;
PluginError::~PluginError() = default;
const std::string& PluginError::plugin() const noexcept { return plugin_; }
const std::string& PluginError::stage() const noexcept { return stage_; }
const std::string& PluginError::path() const noexcept { return path_; }

Cancelled::Cancelled() : Error("stopped on request; nothing was written", "已按要求停止，未写出任何内容") {}
Cancelled::~Cancelled() = default;

FAZHI_NAMESPACE_END
