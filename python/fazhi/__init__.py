"""Reads Chinese yearly reports on rule-of-law government, proves their figures, checks, scores and exports them.

    r = fz.read("report.docx")        a Report: sections, figures, relations, citations, with exact positions
    a = fz.assess(r)                  an Assessment: findings and scorecards
    fz.export(a, "report.html")       any format of `fazhi plugins list`

Importing fazhi costs a few milliseconds: what is not always needed is imported at first use.
"""

from fazhi import tables as _tables  # gives the classes of _core their tables and displays
from fazhi._core import (
    Assessment,
    Block,
    Cancelled,
    Citation,
    Content,
    CriterionResult,
    Evidence,
    FazhiError,
    Figure,
    Finding,
    Fix,
    Header,
    HeaderField,
    IoError,
    Metric,
    OptionError,
    OptionSpec,
    ParseError,
    PluginError,
    PluginInfo,
    Provenance,
    Relation,
    Report,
    RuleCard,
    Scorecard,
    Section,
    Sentence,
    SourcePlace,
    Table,
    TableCell,
    TableCheck,
    __version__,
    set_log_level,
)
from fazhi.api import assess, export, parse, read, score, validate

TYPE_CHECKING = False
if TYPE_CHECKING:
    from fazhi import synth
    from fazhi.comparison import compare
    from fazhi.config import get_cmake_dir, get_include, get_plugin_dir
    from fazhi.decorators import Draft, exporter, finding, importer, validator
    from fazhi.imported import Converted, Imported, SourceCell
    from fazhi.plugins import list_plugins, list_rules, load_plugin

__all__ = [
    "Assessment",
    "Block",
    "Cancelled",
    "Citation",
    "Content",
    "Converted",
    "CriterionResult",
    "Draft",
    "Evidence",
    "FazhiError",
    "Figure",
    "Finding",
    "Fix",
    "Header",
    "HeaderField",
    "Imported",
    "IoError",
    "Metric",
    "OptionError",
    "OptionSpec",
    "ParseError",
    "PluginError",
    "PluginInfo",
    "Provenance",
    "Relation",
    "Report",
    "RuleCard",
    "Scorecard",
    "Section",
    "Sentence",
    "SourceCell",
    "SourcePlace",
    "Table",
    "TableCell",
    "TableCheck",
    "__version__",
    "assess",
    "compare",
    "export",
    "exporter",
    "finding",
    "get_cmake_dir",
    "get_include",
    "get_plugin_dir",
    "importer",
    "list_plugins",
    "list_rules",
    "load_plugin",
    "parse",
    "read",
    "score",
    "set_log_level",
    "synth",
    "validate",
    "validator",
]

_LAZY = {
    "compare": "fazhi.comparison",
    **dict.fromkeys(("get_cmake_dir", "get_include", "get_plugin_dir"), "fazhi.config"),
    **dict.fromkeys(("Draft", "exporter", "finding", "importer", "validator"), "fazhi.decorators"),
    **dict.fromkeys(("Converted", "Imported", "SourceCell"), "fazhi.imported"),
    **dict.fromkeys(("list_plugins", "list_rules", "load_plugin"), "fazhi.plugins"),
}


def __getattr__(name: str) -> object:
    if name == "synth":  # a module, imported at first use
        return __import__("fazhi.synth").synth
    module = _LAZY.get(name)
    if module is None:
        raise AttributeError(f"module 'fazhi' has no attribute {name!r}")
    value = getattr(__import__(module, fromlist=[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__


del _tables
