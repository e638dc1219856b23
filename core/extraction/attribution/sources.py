"""Speaker phrases put right before they are resolved, where what is known for certain speaks against them.

A tagger takes the nearest likely phrase. But who "was told that" is no speaker, of "Tarvo quoted the president as
saying" the president speaks, a verb inside what Marr is reported to have said has its subject in there, "through
her lawyer she said" is hers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.extraction.article import Article
from core.extraction.attribution import citing, parsed, passives
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.extent import trimmed
from core.extraction.attribution.inner_subjects import behind, cue_verb, inside, resumed
from core.extraction.attribution.subject_phrases import nobody, regular
from core.extraction.speakers.phrase_parts import DOCUMENTS, is_person
from core.extraction.speakers.phrases import Phrase, phrase_after
from core.language.labels import Rel

_IMPERSONAL = frozenset({"is", "was", "'s", "’s", "means", "meant", "bears", "helps", "requires", "took", "takes"})
"""Behind "it": "it is worth noting that", "it bears repeating that"."""
_LABELS = frozenset(
    {
        "claim",
        "claims",
        "fact",
        "facts",
        "verdict",
        "rating",
        "ruling",
        "context",
        "analysis",
        "background",
        "check",
    }
)
HEARERS = frozenset(
    {"court", "jury", "juries", "jurors", "tribunal", "inquest", "inquiry", "hearing", "magistrates", "judges"}
)
"""Who hears what others say: of these nobody is told to have said it."""
_OCCASIONS = frozenset({"in", "during", "at", "after", "on", "through", "via"})
"""Behind a comma these say where or when somebody spoke."""
_ISSUED = frozenset(
    {"issued", "issues", "released", "releases", "put", "puts", "sent", "sends", "published", "publishes",
     "posted", "posts", "tweeted", "wrote", "writes", "circulated", "read", "made", "gave", "filed", "distributed"}
)  # fmt: skip
"""What somebody does with a statement of his or her own."""
_RELATIVE = frozenset({"whose", "which", "that", "who"})
_NEAR = 12
"""Drafts before one in the text whose content can hold it."""


def put_right(article: Article, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, in text order, with their speaker phrases put right."""
    out: list[Draft] = []
    drafts = [one for one in drafts if not (_writers_own(article, one) or passives.only_judged(article, one))]
    for number, draft in enumerate(drafts):
        draft = _prepared(article, draft)
        subject = draft.subject
        if subject is not None and draft.cue:
            quoted = citing.quoted(article, draft)
            cited = citing.cited(article, subject) or citing.cited_beside(article, draft, subject)
            passive = passives.told(article, draft)
            if passive is not None and subject.first < passive:
                teller = parsed.agent_of(article, passive, passive, article.words.at(min(draft.pieces)[0]))
                draft = replace(draft, subject=teller, rule="told")
            elif (about := passives.spoken_of(article, draft, subject)) is not None:
                teller = parsed.agent_of(article, about, about, draft.sentence.beyond)
                draft = replace(draft, subject=teller, rule=draft.rule if teller is not None else "told")
                draft.pieces = passives.before_main_verb(article, about, draft.pieces)
            elif passives.rumoured(article, draft):
                draft = replace(draft, subject=None)
            elif quoted is not None:
                draft = replace(draft, subject=quoted, via=draft.via or subject)
            elif cited is not None:
                draft = replace(draft, subject=cited[1], via=draft.via or cited[0])
            elif _label(article, subject):
                if article.inside[article.words.at(min(draft.pieces)[0])] < 0:
                    continue  # the writer's own words: "FACTS: Crime fell."
                draft = replace(draft, subject=None, cue=[])
            else:
                around = drafts[max(0, number - _NEAR) : number]
                subject = _teller_within(article, draft, subject, around) or subject
                inner = inside(article, draft, subject, around) or resumed(article, draft, subject, around)
                subject = behind(article, draft, subject, out[-_NEAR:]) or subject
                found = inner or trimmed(article, regular(article, draft, subject))
                draft = replace(draft, subject=None if nobody(article, found) else found)
        out.append(draft)
    return citing.without_cited(article, out)


def _teller_within(article: Article, draft: Draft, phrase: Phrase, around: Sequence[Draft]) -> Phrase | None:
    """The speaker of another report that the phrase swallows: "Moving it, Vell said it was late, adding"."""
    w = article.words
    for outer in reversed(around):
        teller = outer.subject
        if teller is None or not outer.cue or outer.sentence.first != draft.sentence.first:
            continue
        cue = w.at(min(outer.cue)[0])
        set_off = w.texts[teller.first - 1] == "," and outer.rule != "after-clause"
        relative = _RELATIVE.intersection(w.lowers[teller.first : cue])
        if phrase.first < teller.first < cue < phrase.beyond and set_off and not relative:
            return teller
    return None


def _prepared(article: Article, draft: Draft) -> Draft:
    """The draft with what its own words settle: the source of "according to", "was told", "citing its own"."""
    if draft.subject is None and draft.cue:
        draft = replace(draft, subject=_according(article, draft) or citing.citer(article, draft))
    if draft.subject is not None and draft.cue and (over := _object_of(article, draft, draft.subject)) is not None:
        noun = article.words.within(*max(draft.cue))[1] - 1
        owned = article.words.lowers[noun - 1] == "'s" and over + 1 < noun - 1
        return replace(
            draft,
            subject=Phrase(over + 1, noun - 1, over + 1, noun - 1) if owned else None,
            rule=draft.rule if owned else "told",
        )
    if draft.subject is not None and _hears(article, draft, draft.subject):
        return replace(draft, rule="heard", thought=False)
    if draft.subject is not None:
        issuer = _issuer(article, draft, draft.subject) if draft.cue else None
        return replace(draft, subject=issuer or _without_basis(article, draft.subject))
    told = draft.cue and passives.told(article, draft) is not None
    return replace(draft, rule="told") if told else draft


def _object_of(article: Article, draft: Draft, phrase: Phrase) -> int | None:
    """The verb whose object was taken for a cue: "Marr faces claims that", "there were reports that"."""
    w, tree = article.words, article.syntax
    if tree is None:
        return None
    noun = w.within(*max(draft.cue))[1] - 1
    over = tree.head[noun]
    there = w.lowers[phrase.first : phrase.beyond] == ["there"] and tree.word_class[noun] == "NOUN"
    held = phrase.first < over < phrase.beyond and tree.is_verb(over) and tree.rel[noun] is Rel.OBJECT
    return over if held or there else None


def _issuer(article: Article, draft: Draft, phrase: Phrase) -> Phrase | None:
    """Who "issued a statement saying", "put out a press release warning": the subject of that verb."""
    w, tree, verb = article.words, article.syntax, cue_verb(article, draft)
    if tree is None or verb is None or tree.form[verb] != "ing" or w.at(min(draft.cue)[0]) != phrase.beyond:
        return None
    noun = phrase.core_beyond - 1
    over = tree.head[noun]
    issued = w.lowers[noun] in DOCUMENTS and tree.rel[noun] is Rel.OBJECT and w.lowers[over] in _ISSUED
    head = tree.subject(over) if issued and over < noun else None
    if head is None or not draft.sentence.first <= head < over or article.inside[head] >= 0:
        return None
    return parsed.phrase_of(article, head, draft.sentence.first, draft.sentence.beyond, over)


def _hears(article: Article, draft: Draft, phrase: Phrase) -> bool:
    """Whether a court, a jury or an inquiry only hears what is said: "the court heard that"."""
    said = article.text[slice(*min(draft.cue))].lower().split() if draft.cue else []
    # "Pilot was asleep, inquest told", and the headline "Inquest told pilot was asleep"
    opens = phrase.first == draft.sentence.first and article.ends_open(draft.sentence)
    told = said[-1:] == ["told"] or said[-2:] == ["told", "of"]
    told = told and (draft.rule == "after-clause" or opens)
    if not told and not {"heard", "hears", "hear"}.intersection(said[-1:]):
        return False
    w = article.words
    core = w.lowers[phrase.core_first : phrase.core_beyond]
    return bool(HEARERS.intersection(core))


def _according(article: Article, draft: Draft) -> Phrase | None:
    """The phrase after "according to", which has no comma behind it: "According to Vell the road is shut"."""
    w = article.words
    first = w.within(*max(draft.cue))[1]
    if w.lowers[max(0, first - 2) : first] != ["according", "to"]:
        return None
    end = w.at(min(draft.pieces)[0])
    beyond = phrase_after(article, first, end if first < end else len(w))
    return None if beyond is None else Phrase(first, beyond, first, beyond)


def _without_basis(article: Article, phrase: Phrase) -> Phrase:
    """ "The union, citing its own count," is resolved by "The union"; so is "An official, speaking …".

    "The Speaker, in his ruling," is the Speaker.
    """
    w = article.words
    for k in range(phrase.core_first + 1, phrase.core_beyond - 1):
        if w.texts[k] != ",":
            continue
        cites = w.lowers[k + 1] in citing.CITING and not citing.speaks(article, k + 2, phrase.core_beyond)
        if cites or w.lowers[k + 1] in ("speaking", "talking"):
            return replace(phrase, core_beyond=k)
        occasion = w.lowers[k + 1] in _OCCASIONS and not any(
            w.is_mark(n) for n in range(k + 1, phrase.core_beyond)
        )
        if occasion and phrase.beyond == phrase.core_beyond:
            person = w.is_name(k - 1) or is_person(w.lowers[k - 1])
            return replace(phrase, core_beyond=k, beyond=k if person else phrase.beyond)
    return phrase


def _writers_own(article: Article, draft: Draft) -> bool:
    """Whether nobody is told to say so: "It's worth noting that", "it means admitting that"."""
    w, phrase = article.words, draft.subject
    if phrase is None or not draft.cue or not article.text[slice(*min(draft.cue))].lower().endswith("ing"):
        return False
    lower, beyond = w.lowers[phrase.core_first], phrase.core_first + 1
    if lower == "worth":
        return True  # "it is worth noting that"
    impersonal = lower in ("it", "that", "this") and w.lowers[beyond] in _IMPERSONAL
    joined = lower in ("it's", "it’s") and phrase.core_beyond > beyond
    return (impersonal or joined) and phrase.core_beyond > beyond and article.inside[phrase.first] < 0


def _label(article: Article, phrase: Phrase) -> bool:
    """Whether the phrase only says what follows: "CLAIM:", "THE FACTS:"."""
    w = article.words
    named = [x for x in w.lowers[phrase.first : phrase.beyond] if x != "the"]
    return w.texts[phrase.beyond : phrase.beyond + 1] == [":"] and bool(named) and set(named) <= _LABELS
