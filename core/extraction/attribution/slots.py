"""Reports whose words fill a slot of the reporter's sentence, are relayed, or hang on a noun."""

from __future__ import annotations

from dataclasses import replace

from core.extraction.attribution import parsed
from core.extraction.attribution.clause_ends import clause_end
from core.extraction.attribution.clauses import complement
from core.extraction.attribution.cues import Hit
from core.extraction.attribution.draft import Draft
from core.extraction.attribution.sourced import SLOT, Sourced
from core.extraction.lexicon import Cue, cue_forms, nominal_cues, words
from core.extraction.speakers.phrase_parts import head, is_person
from core.extraction.speakers.phrases import Phrase, phrase_after, subject_before
from core.language.labels import Rel
from core.records import Span

_SAID = 0.95
"""Weight of the verbs after which a bare number is what was said: "said 120", "claimed 10,000"."""
_PARTS = frozenset(",.;:")
_LONGEST_AMOUNT = 6
_LONGEST_ABOUT = 3
_MOST_OTHERS = 4
"""Others in a sentence who put a number at something."""
_LONGEST_OTHER = 7
"""Words from the comma to "at" in ", the drivers' union at 400"."""
_SLOT_WORDS = {"as": "as", "for": "reason", "over": "reason", "to": "likeness"}
_RELATIVE = frozenset({"who", "which", "whom", "whose"})
_BESIDE = words("prepositions") - {"of", "for", "at", "in", "from"}
"""Prepositions that lead from something else to whose claim it is: "backed it despite", "protested over"."""
NOUN_FROM = "nominal-from"
"""Rule of a noun of saying with who says it behind it."""
NOUN_GIVEN = "nominal-given"
"""Rule of a noun of saying that somebody gives, makes or comes to."""
_GIVES = frozenset(
    {"made", "makes", "make", "making", "issued", "issues", "issue", "issuing", "gave", "gives", "give", "giving",
     "given", "voiced", "expressed", "repeated", "repeats", "raised", "levelled", "leveled", "reached", "reaches",
     "drew", "draws", "drawn", "sent", "sends", "delivered", "offered", "published", "posted", "lodged", "sounded",
     "renewed", "reiterated"}
)  # fmt: skip
_LONGEST_GIVEN = 6
"""Words from such a verb to the noun: "gave her colleagues a firm assurance"."""
_CALLED = frozenset({"it", "him", "her", "them", "this", "that"})
_AS_SAYING = frozenset({"saying", "having", "writing", "describing", "warning"})
"""Behind "quoted … as", with words of the speaker right behind; other verbs take what they take elsewhere, too."""


class Slots(Sourced):
    """The constructions around a slot; each returns the draft it made, or None."""

    def slot_as(self, hit: Hit) -> Draft | None:
        """ "described it as …", and with quoted words "thanked him for “…”", "likened it to “…”"."""
        w = self.words
        for k in range(hit.beyond, min(self.sentence.beyond - 1, hit.beyond + SLOT)):
            if self.article.inside[k] >= 0 or w.texts[k] in ".;:":
                return None
            construction = _SLOT_WORDS.get(w.lowers[k])
            if construction is None or construction not in hit.cue.constructions:
                continue
            near = any(self.article.inside[i] >= 0 for i in range(k + 1, min(self.sentence.beyond, k + 4)))
            if construction == "as" and k == hit.beyond and self._is_spoken_of(hit) and not near:
                return None
            if construction == "as" or near:
                return self._slot(hit, k + 1, self.span(k, k + 1), construction)
        return None

    def _is_spoken_of(self, hit: Hit) -> bool:
        """Whether the verb has neither object nor relative: of "the 85% regarded as safe" nobody speaks."""
        tree, subject = self.article.syntax, self.near_subject(hit)
        if tree is None or hit.cue.form not in ("past", "participle") or subject is None:
            return False
        before = subject.first - 1
        relative = before >= self.sentence.first and tree.word_class[before] in ("NOUN", "PROPN", "PRON", "DET")
        pronoun = tree.word_class[subject.core_first] == "PRON"
        return not relative and not pronoun

    def amount(self, hit: Hit) -> Draft | None:
        """Whose number it is: "put the toll at 14", "said about 120" (not "said 120 people were there")."""
        at = self._put_at(hit)
        start = hit.beyond if at is None else at + 1
        subject = self.subject_of(hit)
        said = at is not None or ("bare" in hit.cue.constructions and hit.cue.weight >= _SAID)
        if not said or subject is None or not self._is_amount(start) or self._qualifies(hit, subject):
            return None
        end = self._amount_end(start)
        if at is None and self.words.texts[hit.first - 1] == "," and is_person(self.words.lowers[end - 1]):
            return None  # "The road was shut, said two residents."
        behind = self.words.lowers[end : end + 2]
        if at is None and behind[:1] == [","] and _RELATIVE.intersection(behind):
            return None  # "said one driver, who was 60, had died"
        if at is None and (end - start > _LONGEST_AMOUNT or parsed.states(self.article, start, end)):
            return None
        draft = self.make(hit, [self.span(start, end)], subject, "amount")
        if at is not None:
            draft.cue.append(self.span(at, at + 1))
            self._others_amount(draft, end)
        return draft

    def _qualifies(self, hit: Hit, phrase: Phrase) -> bool:
        """Whether the verb only tells of the phrase before it: of "winds estimated at 150 mph" nobody speaks."""
        tree = self.article.syntax
        if tree is None or hit.cue.form == "ing" or tree.rel[hit.verb] is not Rel.ACL:
            return False
        return phrase.first <= tree.head[hit.verb] < phrase.beyond

    def _put_at(self, hit: Hit) -> int | None:
        """The "at" of "put the toll at"; None where something is put somewhere: "put it on the table at 9"."""
        w = self.words
        if "at" not in hit.cue.constructions and hit.cue.lemma != "put it":
            return None
        for k in range(hit.beyond, min(self.sentence.beyond - 1, hit.beyond + SLOT)):
            if self.article.inside[k] >= 0 or w.lowers[k] in words("placed") or w.texts[k] in _PARTS:
                return None
            if w.lowers[k] == "that" and k == hit.beyond:
                return None  # "estimated that the road had been shut at nine"
            if w.lowers[k] == "at":
                return k
        return None

    def _amount_end(self, start: int) -> int:
        """Where the amount ends: with its noun phrase, and before ", the union at 400"."""
        end = clause_end(self.article, start, self.sentence.beyond, "noun")
        w = self.words
        comma = next((k for k in range(start, end) if w.texts[k] == ","), end)
        joint = next((k for k in range(start, end) if w.lowers[k] == "and"), end)
        leads_on = comma + 1 < end and w.lowers[comma + 1] in ("citing", "quoting", "based")
        if comma < end and (leads_on or self._others_at(comma) is not None):
            return comma
        return joint if joint < end and self._others_at(joint) is not None else end

    def _others_at(self, comma: int) -> int | None:
        """The "at" of ", the union at 400" or "and the union at 400" behind the comma or before the "and"."""
        w = self.words
        first = comma + 1 + (w.lowers[comma + 1 : comma + 2] in (["and"], ["while"]))
        reach = range(first + 1, min(self.sentence.beyond - 1, first + _LONGEST_OTHER))
        at = next((k for k in reach if w.lowers[k] == "at" or w.is_mark(k)), None)
        if w.texts[comma] != "," and (at is None or not self._somebody(at - 1)):
            return None  # "put the toll at 14 and the injured at 60"
        return at if at is not None and w.lowers[at] == "at" and self._is_amount(at + 1) else None

    def _somebody(self, last: int) -> bool:
        """Whether a phrase that ends with the word is for somebody, and no thing like "the loss"."""
        return self.words.is_name(last) or head([self.words.lowers[last]]) is not None

    def _others_amount(self, draft: Draft, comma: int) -> None:
        """What others put it at, without the verb: "…, the union at 400 and the mayor the cost at 500"."""
        for _ in range(_MOST_OTHERS):
            at = self._others_at(comma) if comma < self.sentence.beyond else None
            subject = None if at is None else subject_before(self.article, at, comma + 1)
            if at is None or subject is None:
                return
            comma = self._amount_end(at + 1)
            cue = [self.span(at, at + 1)]
            content = self.span(at + 1, comma)
            subject = self._without_object(subject)
            self.drafts.append(replace(draft, pieces=[content], cue=cue, subject=subject, passages=[]))

    def _without_object(self, phrase: Phrase) -> Phrase:
        """ "The mayor" of "the mayor the loss"."""
        lowers = self.words.lowers
        for k in range(phrase.first + 1, phrase.beyond):
            opens = lowers[k] in words("determiners") and lowers[k - 1] not in words("determiners")
            if opens and lowers[k - 1] not in words("prepositions"):
                return Phrase(phrase.first, k, phrase.first, k)
        return phrase

    def _is_amount(self, first: int) -> bool:
        """Whether a number begins at the word, words like "about" and "more than" before it aside."""
        w, k = self.words, first
        while k < min(self.sentence.beyond - 1, first + _LONGEST_ABOUT) and w.lowers[k] in words("approximators"):
            k += 1
        if k >= self.sentence.beyond or self.article.inside[k] >= 0:
            return False
        return w.texts[k][0].isdigit() or w.texts[k][0] in "$£€" or w.lowers[k] in words("number_words")

    def slot_call(self, hit: Hit) -> Draft | None:
        for k in range(hit.beyond, min(self.sentence.beyond, hit.beyond + SLOT)):
            if self.article.inside[k] >= 0:
                start = k - (self.words.lowers[k - 1] in ("a", "an") and k - 1 > hit.beyond)
                return self._slot(hit, start, None, "call")
            if self.words.texts[k] in ".;:" or (self.words.texts[k] == "," and k > hit.beyond + 8):
                return None
        w = self.words
        k = hit.beyond + 1
        pronoun = w.lowers[hit.beyond : hit.beyond + 1] and w.lowers[hit.beyond] in _CALLED
        if k + 1 < self.sentence.beyond and pronoun and w.lowers[k] in ("a", "an", "the", "one"):
            return self._slot(hit, k, None, "call")
        return None

    def slot_of(self, hit: Hit) -> Draft | None:
        if hit.cue.particle and hit.cue.particle[-1] == "of":
            return self._slot(hit, hit.beyond, None, "of")
        for k in range(hit.beyond, min(self.sentence.beyond - 1, hit.beyond + SLOT)):
            if self.article.inside[k] >= 0 or self.words.texts[k] in ".;:":
                return None
            if self.words.lowers[k] == "of":
                return self._slot(hit, k + 1, self.span(k, k + 1), "of")
        return None

    def _slot(self, hit: Hit, start: int, more_cue: Span | None, rule: str) -> Draft | None:
        subject = self.subject_of(hit)
        if start >= self.sentence.beyond or subject is None:
            return None
        end = clause_end(self.article, start, self.sentence.beyond, "noun")
        clause = parsed.states(self.article, start, end, of_somebody=True) and self.article.syntax is not None
        if rule == "as" and clause and not any(self.article.inside[k] >= 0 for k in range(start, end)):
            return None  # "condemned the test as crowds gathered": "as" is "while"
        for k in range(start, end):
            if self.article.inside[k] >= 0:
                closes = self._beyond(k)
                # "warned of a “ferocious” battle": the quoted word is but a part of the slot.
                goes_on = rule == "of" and closes < end and not self.words.is_mark(closes)
                end = end if goes_on else closes
                break
        if end <= start:
            return None
        draft = self.make(hit, [self.span(start, end)], subject, rule)
        if more_cue is not None:
            draft.cue.append(more_cue)
        return draft

    def quoted_as_saying(self, hit: Hit) -> Draft | None:
        """ "Belta quoted Coale as saying …" and "Coale was quoted by Belta as saying …"."""
        w = self.words
        for k in range(hit.beyond, min(self.sentence.beyond - 1, hit.beyond + 40)):
            if self.article.inside[k] >= 0 or w.texts[k] in ".;":
                return None
            if w.lowers[k] == "as" and (w.lowers[k + 1] in _AS_SAYING or _gerund(w.lowers[k + 1]) is not None):
                return self._as_saying(hit, k)
        return None

    def _as_saying(self, hit: Hit, k: int) -> Draft | None:
        left = subject_before(self.article, hit.first, self.sentence.first)
        right = phrase_after(self.article, hit.beyond, k)
        via: Phrase | None
        if hit.passive:
            by = next((i for i in range(hit.beyond, k) if self.words.lowers[i] == "by"), None)
            beyond = None if by is None else phrase_after(self.article, by + 1, k)
            speaker = left
            via = None if by is None or beyond is None else Phrase(by + 1, beyond, by + 1, beyond)
            start = left.first if left is not None else hit.first
        else:
            if right is None:
                return None
            speaker, via = Phrase(hit.beyond, k, hit.beyond, right), left
            start = left.first if left is not None else hit.first
        saying = Hit(k, k + 1, k + 2, hit.cue)
        draft = self._as_saying_content(hit, saying, start, speaker)
        if draft is not None:
            draft.cue = [self.span(hit.first, hit.beyond), self.span(k, k + 2)]
            draft.via = via
            draft.rule = "quoted-as-saying"
        return draft

    def _as_saying_content(self, hit: Hit, saying: Hit, start: int, speaker: Phrase | None) -> Draft | None:
        i = saying.beyond
        w = self.words
        following = i < self.sentence.beyond and not w.is_mark(i) and w.lowers[i] not in words("prepositions")
        if (i < self.sentence.beyond and self.article.inside[i] >= 0) or (
            i + 1 < self.sentence.beyond and w.texts[i] in ":," and self.article.inside[i + 1] >= 0
        ):
            at = i if self.article.inside[i] >= 0 else i + 1
            draft = self.make(hit, self.passage(self.article.inside[at]), speaker, "quote")
            draft.passages.append(self.article.inside[at])
            return draft
        gerund = None if w.lowers[saying.verb] in _AS_SAYING else _gerund(w.lowers[saying.verb])
        if gerund is not None:
            # "cited as telling lawmakers that …", "as offering to resign"
            taken = Hit(saying.verb, saying.verb, i, gerund)
            found = complement(self.article, taken, self.sentence.beyond)
            if found is not None:
                end = clause_end(self.article, found[0], self.sentence.beyond, found[1])
                start = found[0] - (w.lowers[found[0] - 1] == "not")
                return self.make(hit, [self.span(start, end)], speaker, found[1])
        if following:
            end = clause_end(self.article, i, self.sentence.beyond, "that")
            return self.make(hit, [self.span(i, end)], speaker, "that")
        last = start - 1
        if last > self.sentence.first and w.texts[last] == "," and self.article.inside[last] < 0:
            last -= 1
        if last < self.sentence.first:
            return None
        number = self.article.inside[last]
        pieces = self._content_with(number, last) if number >= 0 else [self.span(self._lead_start(last), last + 1)]
        draft = self.make(hit, pieces, speaker, "quote")
        if number >= 0:
            draft.passages.append(number)
            self._continue(draft, saying.beyond)
        return draft

    # --- cues that are no verbs -----------------------------------------------------------------------------

    def nominal(self, i: int) -> Draft | None:
        """ "Mr Weld’s claim that …", "their demand to …"."""
        w = self.words
        kinds = nominal_cues()[w.lowers[i]]
        if i + 2 >= self.sentence.beyond or i - 1 < self.sentence.first:
            return None
        opens = w.lowers[i + 1]
        if opens in ("from", "by") and "that" in kinds:
            return self._nominal_from(i)
        if not ((opens == "that" and "that" in kinds) or (opens == "to" and "infinitive" in kinds)):
            return None
        owner, rule = self._owner(i), "nominal"
        if owner is None and opens == "that" and self._is_told(i + 1):
            owner, rule = self._giver(i), NOUN_GIVEN
        if owner is None:
            return None
        end = clause_end(self.article, i + 1, self.sentence.beyond, "that" if opens == "that" else "infinitive")
        end = self._noun_clause_end(i, i + 1, end) if opens == "that" else end
        draft = Draft([self.span(i + 1, end)], [self.span(i, i + 1)], owner, rule, self.sentence, weight=0.9)
        self.drafts.append(draft)
        return draft

    def _noun_clause_end(self, noun: int, that: int, end: int) -> int:
        """Where a noun’s clause ends before the noun’s own verb: "the claim that nobody came (was wrong)"."""
        verb = parsed.first_verb(self.article, that + 1, end)
        tree = self.article.syntax
        if tree is None or verb is None or tree.own_subject(verb) is None or not noun <= tree.head[verb] < that:
            return end
        beyond = min(end, tree.right[verb])
        if beyond <= that + 2:
            return end
        while beyond < end and self.article.inside[beyond] >= 0:
            beyond += 1
        return beyond - (self.words.texts[beyond - 1] == "," and self.article.inside[beyond - 1] < 0)

    def _nominal_from(self, i: int) -> Draft | None:
        """ "A warning from officers that the delay would cost more", "claims by residents that …"."""
        that = phrase_after(self.article, i + 2, self.sentence.beyond)
        if that is None or self.words.lowers[that : that + 1] != ["that"]:
            return None
        end = self._noun_clause_end(i, that, clause_end(self.article, that, self.sentence.beyond, "that"))
        source = Phrase(i + 2, that, i + 2, that)
        if end <= that + 2 or not parsed.states(self.article, that + 1, end, of_somebody=True):
            return None
        draft = Draft([self.span(that, end)], [self.span(i, i + 1)], source, NOUN_FROM, self.sentence, weight=0.9)
        self.drafts.append(draft)
        return draft

    def _is_told(self, that: int) -> bool:
        """Whether "that" opens what the noun says, and nothing about it: not "a remark that drew laughter"."""
        tree, verb = self.article.syntax, parsed.first_verb(self.article, that + 1, self.sentence.beyond)
        if tree is None or verb is None:
            return tree is None
        about = tree.rel[verb] is Rel.RELCL or tree.own_subject(verb) in (None, that)
        return not about and parsed.is_conjunction(self.article, that, self.sentence.beyond)

    def _giver(self, i: int) -> Phrase | None:
        """Whose verb has the noun for its object: "issued a warning that", "came to the conclusion that"."""
        w = self.words
        for k in range(i - 1, max(self.sentence.first, i - _LONGEST_GIVEN), -1):
            if self.article.inside[k] >= 0 or w.is_mark(k):
                return None
            if w.lowers[k] in _GIVES or (w.lowers[k] in ("came", "comes", "come") and w.lowers[k + 1] == "to"):
                return parsed.verb_subject(self.article, k, self.sentence)
            if w.lowers[k] in words("prepositions") and w.lowers[k] != "to":
                return None
        return None

    def _owner(self, i: int) -> Phrase | None:
        w = self.words
        for k in range(i - 1, max(self.sentence.first - 1, i - 4), -1):
            if w.lowers[k] in ("his", "her", "their", "its"):
                return Phrase(k, k + 1, k, k + 1)
            if w.lowers[k] == "'s" or (w.texts[k] in "’'" and k > self.sentence.first):
                owner = subject_before(self.article, k, self.sentence.first)
                return None if owner is None else self._behind_preposition(owner)
        return None

    def _behind_preposition(self, owner: Phrase) -> Phrase:
        """ "Cllr Hill" of "the cabinet voted to wait despite Cllr Hill" ('s warning)."""
        lowers = self.words.lowers
        for k in range(owner.beyond - 2, owner.first - 1, -1):
            if lowers[k] in _BESIDE or lowers[max(owner.first, k - 2) : k + 1] == ["in", "spite", "of"]:
                return Phrase(k + 1, owner.beyond, k + 1, owner.beyond)
        return owner


def _gerund(lower: str) -> Cue | None:
    """The verb of speech whose -ing form the word is, if it is one that takes a clause."""
    verbs = (cue for cue in cue_forms().get(lower, ()) if cue.form == "ing" and not cue.particle)
    return next((cue for cue in verbs if not cue.constructions & {"call", "as"}), None)
