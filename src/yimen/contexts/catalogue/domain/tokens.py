"""Words for the search index, and how a query is weighed against them.

Chinese is cut into single characters and pairs, so that two characters are enough to find something. Pinyin
is kept from every syllable on, in full and as initials: ``spjyxk`` and ``jingyingxuke`` find 食品经营许可.
All of it is plain text in one column, the same on every database.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from pypinyin import lazy_pinyin

MAX_TOKEN = 48
MAX_QUERY = 60
_INITIALS = 12
_FULL = 32
_RUNS = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+|[a-z0-9]+")
_BRACKETED = re.compile(r"\([^()]*\)|《|》|“|”|、|/")
_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_OPENING = re.compile(
    r"^(请问|我想|我要|想要|想|要|如何|怎么样?|怎样|在?哪里|哪儿)+(申请办理|申请|办理|办一个|办个)?(?=..)"
)
_CLOSING = re.compile(
    r"(?<=..)(怎么办理?|如何办理?|怎么申请|需要(什么|哪些)材料|要(什么|哪些)材料|在?哪里办理?|在哪儿办理?|多少钱|的?流程|吗|呢)+$"
)


def normalise(text: str) -> str:
    """Return the text in one form: full-width to half-width, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def runs(text: str) -> list[str]:
    """Return the unbroken runs of Chinese characters or of letters and digits."""
    return _RUNS.findall(normalise(text))


def is_chinese(run: str) -> bool:
    """Return whether the run is of Chinese characters."""
    return bool(_CHINESE.match(run))


def pairs(run: str) -> list[str]:
    """Return the overlapping pairs of a run; a single character stands for itself."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def bare(text: str) -> str:
    """Return the name without what stands in brackets, as people say it."""
    return _BRACKETED.sub("", normalise(text))


def pinyin_tokens(text: str) -> set[str]:
    """Return the pinyin from every syllable on, in full and as initials."""
    found: set[str] = set()
    for run in runs(text):
        if not is_chinese(run):
            continue
        syllables = [syllable for syllable in lazy_pinyin(run) if syllable.isascii()]
        for start in range(len(syllables)):
            rest = syllables[start:]
            found.add("".join(rest)[:_FULL])
            found.add("".join(syllable[0] for syllable in rest)[:_INITIALS])
    return found


def index_tokens(
    *,
    name: str,
    department: str = "",
    group: str = "",
    keywords: Iterable[str] = (),
    codes: Iterable[str] = (),
    favoured: bool = False,
) -> dict[str, int]:
    """Return every token of an item with its weight; a short name weighs more, being more exactly meant."""
    weights: dict[str, int] = defaultdict(int)

    def put(tokens: Iterable[str], weight: int) -> None:
        for token in tokens:
            weights[token[:MAX_TOKEN]] = max(weights[token[:MAX_TOKEN]], weight)

    # What can be applied for here comes before what can only be read about.
    closeness = max(0, 8 - len(name) // 4) + (10 if favoured else 0)
    for run in runs(name):
        put([run], 40)
        put(pairs(run) if is_chinese(run) else [], 12 + closeness)
        put(run if is_chinese(run) else [], 6 + closeness)
    for run in runs(bare(name)):
        # 食品（含保健食品）经营许可 is looked for as 食品经营许可.
        put([run], 40)
        put(pairs(run) if is_chinese(run) else [], 12 + closeness)
    put(["".join(runs(name)), "".join(runs(bare(name)))], 60)
    for word in keywords:
        put(["".join(runs(word))], 50)
        for run in runs(word):
            put([*pairs(run), *run] if is_chinese(run) else [run], 14)
    for text, weight in ((group, 6), (department, 4)):
        for run in runs(text):
            put([run, *pairs(run)] if is_chinese(run) else [run], weight)
    put(pinyin_tokens(name) | pinyin_tokens(bare(name)), 6 + closeness)
    for word in keywords:
        put(pinyin_tokens(word), 8)
    put((code.lower() for code in codes if code), 60)
    weights.pop("", None)
    return dict(weights)


@dataclass(frozen=True)
class Term:
    """One thing to find: a token exactly, or (for letters) every token that begins so."""

    token: str
    prefix: bool = False

    @property
    def end(self) -> str:
        """Return the last token that can begin with this one, in any collation of lower-case ASCII."""
        return self.token + "z" * MAX_TOKEN


@dataclass(frozen=True)
class Variant:
    """One reading of a query: terms to cover, and whole phrases that earn a bonus."""

    terms: tuple[Term, ...]
    phrases: tuple[str, ...]
    weight: float = 1.0


def read_query(query: str, synonyms: Mapping[str, Sequence[str]]) -> list[Variant]:
    """Return the readings of what a person typed: the words, then official words for everyday ones."""
    text = normalise(query.strip())[:MAX_QUERY]
    text = _CLOSING.sub("", _OPENING.sub("", "".join(text.split("？")).replace("?", ""))) or text
    readings = [_variant(text, 1.0)]
    for everyday, official in synonyms.items():
        if everyday in text:
            readings += [_variant(words, 0.8) for words in official]
    return [reading for reading in readings if reading.terms]


def _variant(text: str, weight: float) -> Variant:
    terms: list[Term] = []
    found = runs(text)
    for run in found:
        terms += [Term(pair) for pair in pairs(run)] if is_chinese(run) else [Term(run, prefix=len(run) > 1)]
    phrases = dict.fromkeys([*(run[:MAX_TOKEN] for run in found), "".join(found)[:MAX_TOKEN]])
    return Variant(tuple(dict.fromkeys(terms)), tuple(phrases), weight)


def rank(
    readings: Sequence[Variant], matches: Mapping[UUID, Mapping[str, int]], ties: Mapping[UUID, str]
) -> list[UUID]:
    """Return the items worth showing, best first.

    ``matches`` holds for each item the found tokens and weights. What covers every term is shown alone; a
    partial match is shown only when nothing does, so that a clear question does not drown in half answers.
    Equals stand in the order of ``ties``, which is the same on every machine.
    """
    scored: dict[UUID, tuple[float, float]] = {}
    for item, tokens in matches.items():
        best = max((_score(reading, tokens) for reading in readings), default=(0.0, 0.0))
        if best[0] > 0:
            scored[item] = best
    top = max((coverage for coverage, _ in scored.values()), default=0.0)
    floor = 0.75 if top >= 0.75 else max(0.34, top * 0.8)
    kept = [(item, score) for item, (coverage, score) in scored.items() if coverage >= floor]
    return [item for item, _ in sorted(kept, key=lambda pair: (-pair[1], ties.get(pair[0], "")))]


def _score(reading: Variant, tokens: Mapping[str, int]) -> tuple[float, float]:
    total, covered = 0, 0
    for term in reading.terms:
        if term.prefix:
            weight = max((w for token, w in tokens.items() if token.startswith(term.token)), default=0)
        else:
            weight = tokens.get(term.token, 0)
        covered += weight > 0
        total += weight
    coverage = covered / len(reading.terms)
    bonus = max((tokens.get(phrase, 0) for phrase in reading.phrases), default=0)
    return coverage, reading.weight * (coverage * 100 + total / len(reading.terms) + bonus)
