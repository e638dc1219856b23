"""What the parse says about a cue: its subject, where its complement ends, whether it is a verb at all.

A parser trained on little text errs more often on a long noun phrase or clause than rules over words and marks do
(measured on news), so the parse chooses between readings, and corrects the rules where they are known to fail.
"""

from __future__ import annotations

from core.extraction.article import Article, Sentence
from core.extraction.lexicon import people, words
from core.extraction.speakers.phrases import Phrase, is_verb, subject_before
from core.extraction.syntax import Syntax
from core.language.labels import SUBJECTS, Rel

_EDGE = frozenset(",;:—–-(")
_DASHES = frozenset("—–-")
_LEADS = frozenset(
    {"what", "how", "why", "when", "whether", "that", "yet", "but", "so", "and", "just", "as", "because", "if"}
)
"""Words that may stand before a subject in its clause and are no part of it."""
_RELATIVE = frozenset({"who", "which", "that"})
_NOMINAL = frozenset({Rel.AMOD, Rel.COMPOUND, Rel.OBJECT, Rel.OBLIQUE, Rel.NMOD, Rel.CONJ})
"""Relations in which a word that is tagged as a noun is one; as a subject or root it may be a mistagged verb."""
_OPENS_CONTENT = frozenset({"that", ":", ","})
_LONGEST = 45
"""Words a subject may take; a longer one is a parsing error."""
_CHAIN = 6
"""Steps up from a cue to the clause it stands in."""


def own_subject(article: Article, verb: int, low: int, beyond: int, plain: Phrase | None) -> Phrase | None:
    """The subject that hangs from the verb itself, within words `low`..`beyond`, as a whole noun phrase.

    `plain` is what the words alone suggest; it is kept where it only goes on to the left of the parse's phrase by
    a preposition, a coordination or more of a name. None without a parse or where there is no subject.
    """
    tree = article.syntax
    head = None if tree is None else tree.own_subject(verb)
    if head is None or not low <= head < beyond or article.inside[head] >= 0:
        return None
    found = phrase_of(article, head, low, beyond, verb)
    if found is None or plain is None or plain.first >= found.first or plain.beyond < found.beyond - 1:
        return found
    return plain if _goes_on(article, plain.first, found.first) else found


def _goes_on(article: Article, first: int, start: int) -> bool:
    """Whether words `first`..`start` belong to the noun phrase that goes on with word `start`."""
    w, tree = article.words, article.syntax
    if tree is None or any(w.texts[k] in _DASHES or tree.word_class[k] == "AUX" for k in range(first, start)):
        return False
    before = w.lowers[start - 1]
    if before in ("and", "or", ",") or before in words("prepositions"):
        return not any(tree.is_verb(k) and tree.form[k] == "finite" for k in range(first, start))
    return all(w.is_name(k) or w.lowers[k] in people().roles for k in range(first, start))


def shared_subject(article: Article, verb: int, sentence: Sentence) -> Phrase | None:
    """The subject of a verb that has none of its own: through coordination, infinitives, participles.

    A participle after a comma has the subject of the sentence ("X pitched a plan that …, noting that …").
    """
    tree = article.syntax
    if tree is None:
        return None
    first = tree.left[verb]
    comma = verb > sentence.first and article.words.texts[verb - 1] == ","
    if tree.form[verb] == "ing" and comma and first > sentence.first:
        head = _main_subject(tree, verb, sentence)
    else:
        head = tree.subject(verb)
    if head is None or not sentence.first <= head < sentence.beyond or article.inside[head] >= 0:
        return None
    over = tree.head[head]
    beside = over if head < over < verb else verb
    return phrase_of(article, head, sentence.first, sentence.beyond, beside)


def verb_subject(article: Article, verb: int, sentence: Sentence) -> Phrase | None:
    """The subject of a verb within its sentence, its own or a shared one, by the parse."""
    plain = subject_before(article, verb, sentence.first)
    return own_subject(article, verb, sentence.first, verb, plain) or shared_subject(article, verb, sentence)


def reads_as_verb(article: Article, word: int) -> bool:
    """Whether the word is a finite verb, by its form or by the parse."""
    tree = article.syntax
    return is_verb(article, word) or (tree is not None and tree.is_verb(word) and tree.form[word] == "finite")


def qualifies(article: Article, verb: int) -> bool:
    """Whether a participle only tells of the noun before it: "Vell, warned of it, left"; True unparsed."""
    tree = article.syntax
    return tree is None or (tree.rel[verb] is not Rel.ROOT and tree.own_subject(verb) is None)


def head_of(article: Article, phrase: Phrase) -> int | None:
    """The word of the phrase that hangs from a word outside it; None without a parse."""
    tree = article.syntax
    if tree is None:
        return None
    inside = range(phrase.core_first, phrase.core_beyond)
    return next((k for k in inside if tree.head[k] not in inside or tree.head[k] == k), None)


def _main_subject(tree: Syntax, verb: int, sentence: Sentence) -> int | None:
    """The subject of the highest clause above the verb that stands before it."""
    found = None
    i = verb
    for _ in range(_CHAIN):
        over = tree.head[i]
        if over == i or not sentence.first <= over < sentence.beyond:
            break
        i = over
        own = tree.own_subject(i)
        if own is not None and own < verb:
            found = own
    return found


def phrase_of(article: Article, head: int, low: int, beyond: int, verb: int) -> Phrase | None:
    """The noun phrase with this head word, its apposition included; nothing beyond the verb."""
    tree = article.syntax
    if tree is None:
        return None
    w = article.words
    if w.lowers[head] in _RELATIVE and (found := _relative(article, tree, head, low, beyond)) is not None:
        return found
    first, last = max(low, tree.left[head]), min(beyond, tree.right[head])
    if head < verb:
        last = min(last, verb)
    else:
        first = max(first, verb + 1)
    first = _first_word(article, tree, _after_dateline(article, first, last), head)
    last = next((k for k in range(head + 1, last) if article.inside[k] >= 0), last)
    while last > head + 1 and w.is_mark(last - 1) and w.texts[last - 1] in _EDGE:
        last -= 1
    core = min(max(_core_end(tree, head, last), head + 1), last)
    while core > head + 1 and w.is_mark(core - 1) and w.texts[core - 1] in _EDGE:
        core -= 1
    if first > head or last - first > _LONGEST:
        return None
    return Phrase(first, last, first, core)


def _first_word(article: Article, tree: Syntax, first: int, head: int) -> int:
    """Leaves out what leads into the noun phrase: clauses, adverbs, conjunctions, prepositions, quoted words."""
    w = article.words
    for k in tree.children[head]:
        if k >= head:
            break
        if tree.rel[k] in (Rel.ADVCL, Rel.PARATAXIS, Rel.CC, Rel.CASE, Rel.MARK, Rel.OBLIQUE):
            first = max(first, tree.right[k])
    for k in range(first, head):
        if article.inside[k] >= 0 or (w.texts[k] in _EDGE and not _tight(article, k)):
            first = k + 1
    while first < head and (
        w.is_mark(first)
        or w.lowers[first] in _LEADS
        or (tree.rel[first] is Rel.ADVMOD and w.lowers[first].endswith("ly"))
    ):
        first += 1
    return first


def _tight(article: Article, k: int) -> bool:
    """Whether a dash joins two words: "17-year-old"."""
    w = article.words
    return w.texts[k] in _DASHES and k > 0 and w.starts[k] == w.ends[k - 1]


def _after_dateline(article: Article, first: int, last: int) -> int:
    """The word after "OTTAWA — " at the start of a phrase."""
    w = article.words
    for k in range(first + 1, min(last - 1, first + 4)):
        if w.texts[k] in _DASHES and not _tight(article, k):
            return k + 1 if all(w.texts[i].isupper() or w.is_mark(i) for i in range(first, k)) else first
    return first


def _core_end(tree: Syntax, head: int, last: int) -> int:
    """Where appositions and relative clauses set off after the name begin; "people who …" stays whole."""
    for k in tree.children[head]:
        if k > head and tree.rel[k] in (Rel.APPOS, Rel.RELCL, Rel.PARATAXIS):
            left = tree.left[k]
            if tree.word_class[head] == "PROPN" or tree.words.is_mark(left) or tree.words.is_mark(left - 1):
                return min(last, left)
    return last


def _relative(article: Article, tree: Syntax, pronoun: int, low: int, beyond: int) -> Phrase | None:
    over = tree.antecedent(pronoun)
    if over is None or not low <= over < pronoun:
        return Phrase(pronoun, pronoun + 1, pronoun, pronoun + 1) if tree.words.lowers[pronoun] == "who" else None
    found = phrase_of(article, over, low, beyond, pronoun)
    if found is None:
        return None
    return Phrase(pronoun, pronoun + 1, found.first, min(found.core_beyond, pronoun))


def content_limit(article: Article, verb: int, start: int, beyond: int) -> int:
    """Where at the latest the clause ends that begins with word `start` and completes the verb.

    A cue inside a relative or adverbial clause reports to that clause's end only ("X, who said …, left"), and a
    clause with a subject of its own that is joined to the cue is the writer's ("X said …, but Y did …").
    """
    tree = article.syntax
    if tree is None:
        return beyond
    top = verb
    for _ in range(_CHAIN):
        if tree.rel[top] in (Rel.RELCL, Rel.ADVCL, Rel.ACL):
            if _main_goes_on(tree, top, start):
                beyond = _cut(beyond, tree.right[top], start)
            break
        if tree.rel[top] not in (Rel.CONJ, Rel.XCOMP) or tree.head[top] == top:
            break
        top = tree.head[top]
    for k in tree.children[verb]:
        if k > start and tree.rel[k] is Rel.CONJ and _new_main_clause(article, tree, k, verb):
            beyond = _cut(beyond, tree.left[k], start + 1)
    return beyond


def _new_main_clause(article: Article, tree: Syntax, verb: int, cue: int) -> bool:
    """Whether the clause begins with "but" or "and", and goes on from the cue rather than from what it reports."""
    first = tree.left[verb]
    if article.inside[first] >= 0 or article.words.lowers[first] not in ("and", "but", ",", "while", "yet"):
        return False
    if tree.child(verb, Rel.MARK) is not None:
        return False
    return tree.own_subject(verb) is not None or (tree.form[verb] == tree.form[cue] == "finite")


def _cut(beyond: int, end: int, start: int) -> int:
    return min(beyond, end) if end > start + 1 else beyond


def _main_goes_on(tree: Syntax, clause: int, start: int) -> bool:
    """Whether the clause that this one hangs in goes on after it."""
    over = tree.head[clause]
    if tree.rel[clause] is Rel.ADVCL:
        return over > start
    return tree.rel[over] in SUBJECTS and tree.head[over] > start


def clause_end(article: Article, verb: int, start: int, beyond: int) -> int:
    """Beyond the last word of the open complement ("to …") from word `start`, as parsed; else `beyond`."""
    tree = article.syntax
    if tree is None:
        return beyond
    for k in tree.children[verb]:
        if k >= start and tree.rel[k] in (Rel.CCOMP, Rel.XCOMP) and start - 1 <= tree.left[k] <= start + 1:
            return _cut(beyond, tree.right[k], start + 1)
    return beyond


def no_verb(article: Article, i: int, *, past: bool) -> bool:
    """Whether the parse takes the word for a noun or an adjective: "swing states", "reported losses".

    `past` forms are no nouns, and only before a noun adjectives; nor is it asked of what stands before "that" or a
    quote. Capitals mislead taggers, so a word in lower case is no name.
    """
    tree = article.syntax
    if tree is None:
        return False
    if past:
        set_off = i > 0 and article.words.texts[i - 1] == ","
        if tree.word_class[i] == "NOUN" and tree.rel[i] in _NOMINAL and not article.words.lowers[i].endswith("ed"):
            return True  # "cut its growth forecast to 0.9%"
        return tree.rel[i] is Rel.AMOD and i < tree.head[i] <= i + 2 and not set_off
    settled = tree.word_class[i] == "NOUN" and tree.rel[i] is Rel.OBJECT and tree.head[i] == i - 1
    if settled and tree.form[i - 1] == "base":
        return True  # "paid 90 million to settle claims that …"
    if i + 1 < len(tree.head) and (article.inside[i + 1] >= 0 or article.words.lowers[i + 1] in _OPENS_CONTENT):
        return False
    if tree.word_class[i] not in ("NOUN", "ADJ", "ADP"):
        return False
    if tree.rel[i] in _NOMINAL:
        return True
    return any(tree.rel[k] in (Rel.DET, Rel.AMOD, Rel.POSS, Rel.CASE) and k < i for k in tree.children[i])


def sure_verb(article: Article, i: int) -> bool:
    """Whether the parse takes the word for a verb that a clause completes."""
    tree = article.syntax
    if tree is None or not tree.is_verb(i) or tree.rel[i] in (Rel.AMOD, Rel.COMPOUND):
        return False
    return any(tree.rel[k] is Rel.CCOMP for k in tree.children[i])


def is_conjunction(article: Article, that: int, beyond: int) -> bool:
    """Whether "that" at this word begins a clause; not in "adds to the drama that …", "recalling that moment"."""
    tree = article.syntax
    if tree is None:
        return True
    over = tree.head[that]
    if tree.rel[that] is Rel.DET and that < over < min(beyond, that + 4):
        ends = over + 1 >= beyond or (article.words.is_mark(over + 1) and article.inside[over + 1] < 0)
        if ends and not states(article, that + 1, over + 1):
            return False
    relative = tree.rel[that] in SUBJECTS and tree.rel[over] is Rel.RELCL
    return not (relative and that + 1 < beyond and tree.is_verb(that + 1))


def has_object(article: Article, verb: int, start: int, beyond: int) -> bool:
    """Whether a noun phrase, and no clause, begins with word `start` and completes the verb."""
    tree = article.syntax
    if tree is None or any(n >= 0 for n in article.inside[start:beyond]) or states(article, start, beyond):
        return False
    return any(k >= start and tree.rel[k] is Rel.OBJECT and tree.left[k] == start for k in tree.children[verb])


def object_span(article: Article, hit_beyond: int, verb: int, beyond: int) -> tuple[int, int] | None:
    """First word and beyond of the verb's object, which begins right after the cue and is no pronoun.

    The object of a verb with a particle ("point to") hangs by a preposition or an object.
    """
    tree = article.syntax
    if tree is None:
        return None
    for k in tree.children[verb]:
        if tree.rel[k] not in (Rel.OBJECT, Rel.OBLIQUE) or k < hit_beyond or tree.word_class[k] == "PRON":
            continue
        first, last = tree.left[k], min(beyond, tree.right[k])
        while first < k and first < hit_beyond:
            first += 1
        if first == hit_beyond and (tree.rel[k] is Rel.OBJECT or hit_beyond > verb + 1):
            return (first, last)
    return None


def inverted(article: Article, verb: int, start: int) -> bool:
    """Whether the verb's subject stands after it, from word `start`: "…, predicted Vance, who …"."""
    tree = article.syntax
    subject = None if tree is None else tree.own_subject(verb)
    return tree is not None and subject is not None and subject >= start and tree.left[subject] <= start


def of_complement(article: Article, verb: int, phrase: Phrase) -> bool:
    """Whether the phrase before the verb is the subject of what it reports, its own subject being behind it."""
    tree, head = article.syntax, head_of(article, phrase)
    if tree is None or head is None or article.words.texts[verb - 1] != ",":
        return False
    clause = tree.head[head]
    if article.inside[clause] >= 0 or not inverted(article, verb, verb + 1):
        return False
    return tree.rel[head] in SUBJECTS and tree.rel[clause] is Rel.CCOMP and tree.head[clause] == verb


def clause_after(article: Article, verb: int, start: int, beyond: int) -> int | None:
    """First word of the finite clause that completes the verb and begins at word `start` or later."""
    tree = article.syntax
    if tree is None:
        return None
    for k in tree.children[verb]:
        if tree.rel[k] is Rel.CCOMP and start <= tree.left[k] < beyond and tree.own_subject(k) is not None:
            first = tree.left[k]
            if article.words.is_mark(first):
                return None
            return first if article.inside[first] < 0 and states(article, first, tree.right[k]) else None
    return None


def main_clause(article: Article, first: int, beyond: int) -> int | None:
    """First word of the subject of the sentence's main verb, where it stands after word `first`."""
    tree = article.syntax
    if tree is None:
        return None
    top = first
    for _ in range(_CHAIN):
        if tree.head[top] == top or not first <= tree.head[top] < beyond:
            break
        top = tree.head[top]
    subject = tree.own_subject(top)
    return tree.left[subject] if subject is not None and first + 2 < tree.left[subject] < beyond else None


def states(article: Article, first: int, beyond: int, *, of_somebody: bool = False) -> bool:
    """Whether words `first`..`beyond` hold a finite verb outside relative and adverbial clauses; True unparsed.

    With `of_somebody` the verb's subject has to stand there too.
    """
    tree = article.syntax
    if tree is None:
        return True
    for k in range(first, beyond):
        if not tree.is_verb(k) or tree.form[k] not in ("finite", "participle") or tree.rel[k] is Rel.AMOD:
            continue
        top = tree.head[k] if tree.rel[k] in (Rel.AUX, Rel.COPULA) else k
        marked = tree.rel[top] is Rel.ADVCL and tree.child(top, Rel.MARK) is not None
        if tree.rel[top] in (Rel.RELCL, Rel.ACL) or marked:
            continue
        subject = tree.own_subject(top) if of_somebody else first
        if subject is not None and first <= subject < beyond:
            return True
    return False


def first_verb(article: Article, first: int, beyond: int) -> int | None:
    """The full verb, or what is said to be, of the first finite verb in words `first`..`beyond`."""
    tree = article.syntax
    for k in range(first, beyond if tree is not None else first):
        if tree is not None and tree.is_verb(k) and tree.form[k] == "finite":
            return tree.head[k] if tree.rel[k] in (Rel.AUX, Rel.COPULA) else k
    return None


def takes_object(article: Article, verb: int) -> bool:
    """Whether an object or clause follows the verb ("X did offer his opinion"): then none stands before it."""
    tree = article.syntax
    if tree is None or (verb + 1 < len(tree.head) and article.words.texts[verb + 1] == ","):
        return False
    for k in tree.children[verb]:
        if k <= verb or tree.rel[k] not in (Rel.OBJECT, Rel.CCOMP, Rel.XCOMP) or article.inside[k] >= 0:
            continue
        if "," not in article.words.texts[verb + 1 : min(tree.left[k] + 1, verb + 8)]:
            return True
    return False


def agent_of(article: Article, verb: int, low: int, beyond: int) -> Phrase | None:
    """The noun phrase after "by" beside a passive verb."""
    tree = article.syntax
    head = None if tree is None else tree.agent(verb)
    if head is None or not verb < head < beyond or article.inside[head] >= 0:
        return None
    return phrase_of(article, head, low, beyond, verb)
