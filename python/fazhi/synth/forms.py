"""Sentences that state quantities and relations between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from fazhi.synth.numbers import Amount, Dice, decimal, exact, han, rounded
from fazhi.synth.writer import Writer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_UP = ("增加到", "增至", "提高到", "上升到")
_DOWN = ("减少到", "减至", "下降到")


@dataclass
class Sentences:
    """Writes one sentence after another into `out`; a topic stands at most once in a report and form."""

    out: Writer
    dice: Dice
    grammar: Mapping[str, Any]
    size: int
    year: int
    forms: tuple[str, ...]
    approximations: bool = True
    _said: set[str] = field(default_factory=set)

    def relation(self) -> bool:
        """One sentence with a relation; False where all topics have been used."""
        topics = [
            dict(t, noun=scope + t["noun"])
            for scope in self.grammar["scopes"]["all"]
            for t in self.grammar["topic"]
            if t["verb"] + scope + t["noun"] not in self._said
        ][: len(self.grammar["topic"])]
        forms = [f for f in self.grammar["form"] if f["name"] in self.forms]
        if not topics or not forms:
            return False
        topic, form = self.dice.one(topics), self.dice.one(forms)
        self._said.add(topic["verb"] + topic["noun"])
        getattr(self, f"_{form['kind']}")(topic, form)
        return True

    def prose(self) -> None:
        kind = self.dice.one(["plain", "plain", "plain", "plain", "cited", "dated"])
        words = self.grammar["prose"][kind]
        fresh = [w for w in words if w not in self._said] or words
        sentence = self.dice.one(fresh)
        self._said.add(sentence)
        self.out.add(sentence.replace("{year}", str(self.year)))

    def quantity(self) -> None:
        """A sentence with one or two figures that nothing ties together."""
        if self.approximations and self.dice.chance(30):
            return self._approximate()
        group = self.dice.one(self.grammar["plain"])
        subjects = [area + thing for area in group["areas"] for thing in group["things"]]
        clauses = self.dice.some([s for s in subjects if s not in self._said], 2)
        if len(clauses) < 2:
            return self.prose()
        self._said.update(clauses)
        units = self.dice.some(group["units"], 2)
        verb = self.dice.one(group["verbs"])
        self.out.add(self._when())
        for i, (subject, unit) in enumerate(zip(clauses, units, strict=True)):
            value = self.dice.between(*group["size"])
            self.out.add(("，" if i else "") + verb + subject)
            self.out.figure(exact(value, unit, blank=self.dice.chance(5)), subject)
        self.out.add("。")
        return None

    def _when(self) -> str:
        return str(self.dice.one(self.grammar["prose"]["when"])).replace("{year}", str(self.year))

    def _approximate(self) -> None:
        words = self.grammar["approximate"]
        kind = self.dice.one(["over", "beyond", "under", "about", "at_least", "zero", "range", "han", "ten_thousand"])
        if kind in self._said:
            return self.prose()
        if kind in ("zero", "range", "han"):
            self._said.add(kind)
        if kind == "zero":
            template, _, rest = self.dice.one(words["zero"]).partition("{")
            self.out.fill(template + "{n}。", {"n": Amount(rest.partition("}")[0], Fraction(0), None)})
            return None
        if kind == "range":
            low = self.dice.between(2, 6)
            high = low + self.dice.between(1, 4)
            unit = self.dice.one(["次", "户"])
            surface = f"{low}{self.dice.one(['—', '-', '至'])}{high}{unit}"
            amount = Amount(surface, Fraction(low), unit, "range", Fraction(high))
            self.out.fill(words["ranges"][unit == "户"].replace("{}", "{n}"), {"n": amount})
            return None
        if kind == "han":
            n = self.dice.between(2, 19)
            unit = self.dice.one(["个", "处", "支"])
            template = words["han"][("处", "个", "支").index(unit)]
            self.out.fill(template.replace("{}", "{n}"), {"n": Amount(han(n) + unit, Fraction(n), unit)})
            return None
        unit = "人次"
        number = self.dice.between(2, 9) * 10 ** self.dice.between(1, 3)
        printed, value = str(number), Fraction(number)
        if kind == "ten_thousand":
            tenths = self.dice.between(11, 98)
            printed, value = (
                f"{tenths // 10}.{tenths % 10}万" if tenths % 10 else f"{tenths // 10}万",
                Fraction(tenths * 1000),
            )
            surface, approximation = printed + unit, "exact"
        else:
            surface = self.dice.one(words[kind]).replace("{n}", printed).replace("{u}", unit)
            approximation = "over" if kind == "beyond" else kind
        fresh = [t for t in words["things"] if t not in self._said]
        if not fresh:
            return self.prose()
        template = self.dice.one(fresh)
        self._said.add(template)
        template = template.replace("{}", "{n}") + "。"
        self.out.fill(template, {"n": Amount(surface, value, unit, approximation)})
        return None

    def _number(self, topic: Mapping[str, Any]) -> int:
        low, high = topic["size"]
        return self.dice.between(low * self.size, high * self.size)

    def _slots(self, topic: Mapping[str, Any]) -> dict[str, str | Amount]:
        return {key: topic[key] for key in ("verb", "noun", "sub", "done", "rate")} | {"when": self._when()}

    def _amount(self, topic: Mapping[str, Any], value: int) -> Amount:
        if "hundredths" in topic:  # of 万元
            places = 0 if value % 100 == 0 else 1 if value % 10 == 0 else 2
            printed = decimal(Fraction(value, 100), places)
            return Amount(f"{printed}万{topic['unit']}", Fraction(value * 100), topic["unit"])
        return exact(value, topic["unit"])

    def _shares(self, whole: int, count: int) -> list[int]:
        """Numbers above 0 that add up to the whole."""
        cuts = sorted(self.dice.some(range(1, whole), count - 1))
        return [b - a for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]

    def _sum(self, topic: Mapping[str, Any], form: Mapping[str, Any]) -> None:
        whole = self._number(topic)
        names = topic["parts"][: self.dice.between(2, len(topic["parts"]))]
        values = self._shares(whole, len(names))
        amounts = [self._amount(topic, v) for v in values]
        glue = self.dice.one(form["glue"])
        slots = self._slots(topic) | {"whole": self._amount(topic, whole)}
        parts: list[str] = []
        total = ""
        template = form["text"]
        if "{last}" in template:
            slots["last"] = amounts.pop()
            names = names[:-1]
        if "{names}" in template:
            slots["names"] = "、".join(names)
            names = [""] * len(names)
        listed = "{list}" if "{list}" in template else "{figures}"
        for piece in template.replace(listed, "\0").partition("\0"):
            if piece == "\0":
                for i, (name, amount) in enumerate(zip(names, amounts, strict=True)):
                    self.out.add((glue if i else "") + name)
                    parts.append(self.out.figure(amount, name or topic["noun"]))
                    if "nested" in form and values[i] > 3 and i == values.index(max(values)):
                        self._nested(topic, parts[-1], values[i])
                continue
            ids = self.out.fill(piece, slots, topic["noun"])
            total = ids.get("whole", total)
            parts += [ids["last"]] if "last" in ids else []
        why = "+".join(map(str, values)) + f"={whole}"
        self.out.relate("sum", form["basis"], form["name"], why, whole=total, parts=parts)

    def _nested(self, topic: Mapping[str, Any], whole: str, value: int) -> None:
        """A list of the parts of a part, in brackets inside the brackets."""
        first, second = self._shares(value, 2)
        self.out.add("（新增")
        parts = [self.out.figure(self._amount(topic, first), "新增")]
        self.out.add("、结转")
        parts.append(self.out.figure(self._amount(topic, second), "结转"))
        self.out.add("）")
        self.out.relate("sum", "words", "nested", f"{first}+{second}={value}", whole=whole, parts=parts)

    def _subset(self, topic: Mapping[str, Any], form: Mapping[str, Any]) -> None:
        whole = max(self._number(topic), 20)
        slots = self._slots(topic) | {"whole": self._amount(topic, whole)}
        if form["name"] == "examples":
            first, second = self.dice.between(2, whole // 4), self.dice.between(2, whole // 4)
            slots |= {"first_name": topic["parts"][0], "second_name": topic["parts"][1]}
            slots |= {"first": self._amount(topic, first), "second": self._amount(topic, second)}
            named = dict(zip(("first", "second"), topic["parts"], strict=False))
            ids = self.out.fill(form["text"], slots, topic["noun"], **named)
            for role, value in (("first", first), ("second", second)):
                self.out.relate("subset", "words", form["name"], f"{value}≤{whole}", whole=ids["whole"], part=ids[role])
            return
        part = self.dice.between(1, whole * 3 // 5)
        counted = topic["sub"] if "{sub}" in form["text"] else topic["noun"]
        slots["part"] = self._amount(topic, part)
        ids = self.out.fill(form["text"], slots, topic["noun"], part=counted)
        self.out.relate("subset", "words", form["name"], f"{part}≤{whole}", whole=ids["whole"], part=ids["part"])

    def _percent(self, share: Fraction) -> Amount:
        """A share in %, at one or two places; a whole one where it comes out even."""
        value = share * 100
        if value.denominator == 1:
            return exact(value, "%")
        decimals = self.dice.one([1, 1, 1, 2])
        printed = rounded(value, decimals)
        while decimals and (printed * 10 ** (decimals - 1)).denominator == 1:
            decimals -= 1
        return exact(printed, "%", decimals)

    def _ratio(self, topic: Mapping[str, Any], form: Mapping[str, Any]) -> None:
        den = self._number(topic)
        rate = "{rate}" in form["text"]
        num = self.dice.between(den * (85 if rate else 5) // 100 + 1, den - 1 if rate else max(den * 3 // 5, 3))
        slots = self._slots(topic) | {
            "den": self._amount(topic, den),
            "num": self._amount(topic, num),
            "result": self._percent(Fraction(num, den)),
        }
        counted, stated = (topic["done"], topic["rate"]) if rate else (topic["sub"], topic["sub"])
        head, listed, tail = form["text"].partition("{list}")
        ids = self.out.fill(head, slots, topic["noun"], num=counted, result=stated)
        if listed:
            names = topic["parts"][: self.dice.between(2, len(topic["parts"]))]
            values = self._shares(den, len(names))
            parts = []
            for i, (name, value) in enumerate(zip(names, values, strict=True)):
                self.out.add(("、" if i else "") + name)
                parts.append(self.out.figure(self._amount(topic, value), name))
            why = "+".join(map(str, values)) + f"={den}"
            self.out.relate("sum", "words", form["name"], why, whole=ids["den"], parts=parts)
            ids |= self.out.fill(tail, slots, topic["noun"], num=counted, result=stated)
        if form.get("also") == "subset":
            self.out.relate("subset", "words", form["name"], f"{num}≤{den}", whole=ids["den"], part=ids["num"])
        why = f"{num}/{den}"
        self.out.relate("ratio", form["basis"], form["name"], why, num=ids["num"], den=ids["den"], result=ids["result"])

    def _change(self, topic: Mapping[str, Any], form: Mapping[str, Any]) -> None:
        if form["name"] == "times":
            return self._times(topic, form)
        up = self.dice.chance(70)
        slots = self._slots(topic) | {
            "to_word": self.dice.one(_UP if up else _DOWN),
            "direction": self.dice.one(["增长", "上升"] if up else ["下降", "减少"]),
        }
        if form["name"] == "points":
            low = self.dice.between(700, 900)
            high = low + self.dice.between(5, 90)
            first, last = (low, high) if up else (high, low)
            slots["to_word"] = "提高到" if up else "下降到"
            slots["direction"] = "提高" if up else "下降"
            slots |= {
                "from": exact(Fraction(first, 10), "%", 1 if first % 10 else 0),
                "to": exact(Fraction(last, 10), "%", 1 if last % 10 else 0),
                "result": exact(Fraction(high - low, 10), "个百分点", 1 if (high - low) % 10 else 0),
            }
            first_value, last_value = Fraction(first, 10), Fraction(last, 10)
        else:
            low = self._number(topic)
            high = low + self.dice.between(max(low // 20, 1), max(low // 2, 2))
            a, b = (low, high) if up else (high, low)
            share = Fraction(high - low, a)
            slots |= {"from": self._amount(topic, a), "to": self._amount(topic, b), "result": self._percent(share)}
            first_value, last_value = Fraction(a), Fraction(b)
        subject = topic["rate"] if form["name"] == "points" else topic["noun"]
        ids = self.out.fill(form["text"], slots, subject)
        roles = {role: ids[role] for role in ("from", "to", "result") if role in ids}
        self.out.relate("change", form["basis"], form["name"], f"{first_value}→{last_value}", **roles)
        self.out.relations[-1]["direction"] = 1 if up else -1
        return None

    def _times(self, topic: Mapping[str, Any], form: Mapping[str, Any]) -> None:
        first = self._number(topic)
        tenths = self.dice.between(11, 48)
        last = int(rounded(Fraction(first * (tenths + 10), 10), 0))
        printed = rounded(Fraction(last, first) - 1, 1)
        slots = self._slots(topic) | {
            "from": self._amount(topic, first),
            "to": self._amount(topic, last),
            "result": exact(printed, "倍", 0 if printed.denominator == 1 else 1),
        }
        ids = self.out.fill(form["text"], slots, topic["noun"])
        self.out.relate("change", form["basis"], form["name"], f"{first}→{last}", **ids)
        self.out.relations[-1]["direction"] = 1

    def _difference(self, topic: Mapping[str, Any], form: Mapping[str, Any]) -> None:
        whole = self._number(topic)
        done = self.dice.between(whole // 2, whole - 1)
        slots = self._slots(topic) | {"first_name": topic["parts"][0], "second_name": topic["parts"][1]}
        if form["name"] == "more":
            whole, done = done + 1, self.dice.between(1, done)
            for role, value in (("to", whole), ("from", done), ("result", whole - done)):
                slots[role] = self._amount(topic, value)
            first, second = topic["parts"][:2]
            ids = self.out.fill(form["text"], slots, topic["noun"], to=first, result=first, **{"from": second})
            self.out.relate("difference", form["basis"], form["name"], f"{whole}-{done}={whole - done}", **ids)
            return
        for role, value in (("from", whole), ("to", done), ("result", whole - done)):
            slots[role] = self._amount(topic, value)
        ids = self.out.fill(form["text"], slots, topic["noun"])
        self.out.relate("difference", form["basis"], form["name"], f"{whole}-{done}={whole - done}", **ids)

    def _product(self, topic: Mapping[str, Any], form: Mapping[str, Any]) -> None:
        a, b = self.dice.between(8, 60), self.dice.between(3, 90)
        units = ("个", "名", "名") if form["name"] == "villages" else ("学时", "人", "学时")
        slots: dict[str, str | Amount] = {
            "noun": topic["noun"],
            "a": exact(a, units[0]),
            "b": exact(b, units[1]),
            "result": exact(a * b, units[2]),
        }
        ids = self.out.fill(form["text"], slots, "培训")
        why = f"{a}×{b}={a * b}"
        parts = [ids["a"], ids["b"]]
        self.out.relate("product", form["basis"], form["name"], why, parts=parts, result=ids["result"])

    def _equal(self, topic: Mapping[str, Any], form: Mapping[str, Any]) -> None:
        value = self._number(topic)
        slots = self._slots(topic) | {"first": self._amount(topic, value), "second": self._amount(topic, value)}
        ids = self.out.fill(form["text"], slots, topic["noun"])
        self.out.relate("equal", form["basis"], form["name"], f"{value}={value}", parts=[ids["first"], ids["second"]])
