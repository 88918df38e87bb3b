"""Made-up reports with known truth, for tests and measurements.

    s = fz.synth.report(seed=7, style="county", length=5000)
    s.text                       the report
    s.truth["figures"]           every figure with its place, value and unit, as in the gold annotations
    s.with_fault("digit")        the same report with one digit wrong; truth["faults"] says which

The same arguments give the same bytes. The grammar (`grammar.toml`) and the arithmetic (`fazhi.synth.arithmetic`) share
nothing with what reads reports: a plugin can be tested against texts whose figures, relations, outline and faults are
known. All names and numbers are invented.
"""

from fazhi.synth.generate import DIGITS, SKELETONS, STYLES, form_names, report
from fazhi.synth.model import FAULT_KINDS, SynthReport
from fazhi.synth.outline import LADDERS

__all__ = ["DIGITS", "FAULT_KINDS", "LADDERS", "SKELETONS", "STYLES", "SynthReport", "form_names", "report"]
