from fazhi._core import __version__
