#include "registry/refusals.hpp"

#include <cxxabi.h>

#include <cstdlib>
#include <cstring>

#include "registry/elf.hpp"

FAZHI_NAMESPACE_BEGIN
namespace detail {

namespace {

const std::string core_abi = std::to_string(FAZHI_PLUGIN_ABI_MAJOR) + "." + std::to_string(FAZHI_PLUGIN_ABI_MINOR);

std::string demangled(const std::string& name) {
  int status = 0;
  char* text = abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status);
  std::string out = status == 0 && text != nullptr ? text : name;
  std::free(text);
  return out;
}

}  // namespace

Refusal not_a_library(const ElfLook& look) {
  switch (look.verdict) {
    case ElfLook::Verdict::missing:
      return {PluginStatus::failed, std::string("无法打开：") + std::strerror(look.error_number),
              std::string("it cannot be opened: ") + std::strerror(look.error_number), "请检查路径和权限",
              "check the path and its permissions"};
    case ElfLook::Verdict::not_regular:
      return {PluginStatus::failed, "不是普通文件（而是文件夹、管道、套接字或设备）",
              "it is not a regular file but a folder, pipe, socket or device", "请给出插件的.so文件",
              "give the plugin's .so file"};
    case ElfLook::Verdict::truncated:
      return {PluginStatus::failed, "文件不完整：其中的表超出文件末尾",
              "the file is damaged: its tables point outside it", "请重新编译或重新安装该插件",
              "build or install the plugin again"};
    case ElfLook::Verdict::other_machine:
      return {PluginStatus::incompatible, "为另一种处理器或字长编译", "it was built for another processor or word size",
              "请安装适用于本机的版本", "install the build for this machine"};
    default:
      break;
  }
  return {PluginStatus::failed, "不是动态库", "it is not a shared library", "请给出fazhi_add_plugin生成的.so文件",
          "give the .so file that fazhi_add_plugin builds"};
}

Refusal others_may_write_file() {
  return {PluginStatus::failed, "任何用户都可改写此文件", "any user may overwrite the file", "请执行 chmod o-w",
          "run chmod o-w on it"};
}

Refusal unreadable(const std::string& what) {
  return {PluginStatus::failed, "无法读取：" + what, "it cannot be read: " + what, "请重新编译或重新安装该插件",
          "build or install the plugin again"};
}

Refusal no_section() {
  return {PluginStatus::incompatible, "不是fazhi插件：没有名为" FAZHI_PLUGIN_SECTION "的节",
          "it is no fazhi plugin: there is no section '" FAZHI_PLUGIN_SECTION "'", "插件源码须使用FAZHI_PLUGIN(…)一次",
          "the plugin's source must use FAZHI_PLUGIN(…) once"};
}

Refusal no_alias() {
  return {PluginStatus::incompatible, "不是fazhi插件：没有导出别名fazhi_plugin_abi_…",
          "it is no fazhi plugin: it exports no alias fazhi_plugin_abi_…", "插件源码须使用FAZHI_PLUGIN(…)一次",
          "the plugin's source must use FAZHI_PLUGIN(…) once"};
}

Refusal other_abi(int major, int minor) {
  const std::string number = std::to_string(major) + "." + std::to_string(minor);
  const bool newer =
      major > FAZHI_PLUGIN_ABI_MAJOR || (major == FAZHI_PLUGIN_ABI_MAJOR && minor > FAZHI_PLUGIN_ABI_MINOR);
  return {PluginStatus::incompatible, "插件ABI为" + number + "，本核心为" + core_abi,
          "it was built for plugin ABI " + number + ", this core has " + core_abi,
          newer ? "请升级fazhi，或用本版本的头文件重新编译插件" : "请用本版本的头文件重新编译插件",
          newer ? "upgrade fazhi, or build the plugin with this version's headers"
                : "build the plugin with this version's headers"};
}

Refusal loader_refused(const std::string& text) {
  return {PluginStatus::failed, "加载失败：" + text, "the loader refused it: " + text,
          "请安装所缺的库，或重新编译插件（链接时加 -Wl,-z,defs 可及早发现缺失的符号）",
          "install the library that is missing, or build the plugin again (linking with -Wl,-z,defs shows a missing "
          "symbol early)"};
}

Refusal other_build(const std::string& tag) {
  return {PluginStatus::incompatible, "编译标记为“" + tag + "”，本核心为“" FAZHI_BUILD_TAG "”",
          "its build tag is '" + tag + "', this core has '" FAZHI_BUILD_TAG "'",
          "请用相同的标准库、字符串ABI和调试设置重新编译",
          "build it with the same standard library, string ABI and debug mode"};
}

Refusal second_core() {
  return {PluginStatus::incompatible, "该插件自带另一份libfazhi", "it brings a second copy of libfazhi",
          "插件须链接fazhi::fazhi而不打包它：auditwheel repair --exclude 'libfazhi.so*'",
          "a plugin links fazhi::fazhi and does not pack it: auditwheel repair --exclude 'libfazhi.so*'"};
}

Refusal has_unique_symbols(const std::vector<std::string>& mangled) {
  const std::string first = demangled(mangled.front());
  const std::string count = std::to_string(mangled.size());
  return {PluginStatus::incompatible,
          "导出了" + count + "个全进程唯一的符号（如 " + first + "），会与其他插件的同名类混用代码",
          "it exports " + count + " process-wide unique symbol(s) (such as " + first +
              "); another plugin with a class of that name would run this one's code",
          "请用fazhi_add_plugin编译，或加 -fno-gnu-unique -fvisibility=hidden -fvisibility-inlines-hidden",
          "build it with fazhi_add_plugin, or with -fno-gnu-unique -fvisibility=hidden -fvisibility-inlines-hidden"};
}

Refusal factory_failed(const std::string& what, const std::string& what_zh) {
  return {PluginStatus::failed, "创建时失败：" + what_zh, "it failed when it was created: " + what,
          "请向插件作者反映，或用FAZHI_DISABLE_PLUGINS停用",
          "tell the plugin's author, or switch it off with FAZHI_DISABLE_PLUGINS"};
}

Refusal switched_off(const std::string& word) {
  return {PluginStatus::disabled, "已由环境变量FAZHI_DISABLE_PLUGINS停用（" + word + "）",
          "it is switched off by FAZHI_DISABLE_PLUGINS (" + word + ")", "请从FAZHI_DISABLE_PLUGINS中去掉“" + word + "”",
          "take '" + word + "' out of FAZHI_DISABLE_PLUGINS"};
}

Refusal bad_folder(const std::string& what_en, const std::string& what_zh) {
  return {PluginStatus::failed, "FAZHI_PLUGIN_PATH中的文件夹无法读取：" + what_zh,
          "this folder of FAZHI_PLUGIN_PATH cannot be read: " + what_en, "请检查FAZHI_PLUGIN_PATH",
          "check FAZHI_PLUGIN_PATH"};
}

Refusal writable_folder() {
  return {PluginStatus::failed, "任何用户都可写入此文件夹，故不从中加载",
          "any user may write into this folder, so nothing is loaded from it",
          "请执行 chmod o-w，或设置FAZHI_ALLOW_WRITABLE_PLUGIN_PATH=1",
          "run chmod o-w on it, or set FAZHI_ALLOW_WRITABLE_PLUGIN_PATH=1"};
}

}  // namespace detail
FAZHI_NAMESPACE_END
