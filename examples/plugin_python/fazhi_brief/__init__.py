"""The export format brief for fazhi."""

from collections.abc import Iterator

import fazhi as fz


@fz.exporter("brief", suffixes=[".brief.md"], title="一页简报", title_en="One-page brief", version="0.1.0")
def brief(a: fz.Assessment, *, top: int = 5) -> Iterator[str]:
    """The title and the gravest findings. Keyword-only parameters are the options: `-O top=3`."""
    yield f"# {a.report.title}\n\n"
    for finding in a.findings.gravest(top):
        yield f"- {finding.rule_id} {finding.message}  〔{finding.quote}〕\n"
