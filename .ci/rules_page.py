"""docs/reference/rules.md from the rule cards; --check fails where the page is stale."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "rules.md"
HEAD = """\
# Rules

Made from the rule cards (`plugins/*/rules/*.toml`) by `./dev docs`; `fazhi rules list` and `fazhi rules show ID` print
the same cards.

The letter says how a rule speaks: **E** error, **W** warning, **R** for human review, **I** for information, **-** off.
A finding may be given a lower letter than its rule where it is less certain. The profiles are `web` (a report as
published) and `filed` (the document as sent to the level above).
"""


def letters(card: dict[str, Any], profiles: dict[str, dict[str, str]]) -> dict[str, str]:
    """The letter of a card in each profile: the profile's for the rule or its family, else the card's."""
    found = {}
    for name, rules in profiles.items():
        words = [word for word in rules if card["id"] == word or card["id"].startswith(f"{word}-")]
        own = card.get("profiles", {}).get(name, card["severity"])
        found[name] = rules[max(words, key=len)] if words else own
    return found


def one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def page() -> str:
    profiles = {
        path.stem: tomllib.loads(path.read_text("utf-8")).get("rules", {})
        for path in sorted((ROOT / "core/data/profiles").glob("*.toml"), reverse=True)
    }
    out = [HEAD]
    for folder in sorted((ROOT / "plugins").glob("*/rules")):
        cards = [tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.toml"))]
        out += [
            f"\n## {folder.parent.name}\n",
            "| id | " + " | ".join(profiles) + " | demands | clause |",
            "| --- |" + " --- |" * len(profiles) + " --- | --- |",
        ]
        for card in cards:
            by_profile = " | ".join(letters(card, profiles).values())
            demands = f"{one_line(card['title']['zh'])} / {one_line(card['title']['en'])}"
            out.append(
                f"| [{card['id']}](#{card['id'].lower()}) | {by_profile} | {demands} | {one_line(card['clause'])} |"
            )
        for card in cards:
            out.append(f"\n### {card['id']}\n")
            out.append(f"**{one_line(card['title']['zh'])}** / {one_line(card['title']['en'])}\n")
            for key, name in (("why", "Why"), ("decides", "Decides"), ("cannot", "Cannot")):
                if key in card:
                    out.append(f"- {name}: {one_line(card[key]['zh'])} / {one_line(card[key]['en'])}")
    return "\n".join(out) + "\n"


def main(arguments: list[str]) -> int:
    if arguments == ["--check"]:
        if PAGE.exists() and PAGE.read_text("utf-8") == page():
            return 0
        print(f"{PAGE.relative_to(ROOT)} is stale: python .ci/rules_page.py", file=sys.stderr)
        return 1
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
