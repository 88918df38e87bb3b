"""Where things stand, for authors of plugins. Everything lies beside the extension: an editable install keeps the
Python files elsewhere."""

from __future__ import annotations

import os

from fazhi import _core


def _beside(*parts: str) -> str:
    return os.path.join(os.path.dirname(os.path.realpath(_core.__file__)), *parts)


def get_include() -> str:
    """Folder of the public headers."""
    return _beside("include")


def get_cmake_dir() -> str:
    """Folder of fazhiConfig.cmake: `find_package(fazhi CONFIG)` with -Dfazhi_DIR=… finds it."""
    return _beside("lib", "cmake", "fazhi")


def get_plugin_dir() -> str:
    """Folder of the built-in native plugins."""
    return _core.plugin_folder()
