"""Closed classes of words, by what they do in a sentence."""

from __future__ import annotations

SINGULAR_DETERMINERS = frozenset("a an this that each every another either neither".split())
PLURAL_DETERMINERS = frozenset("these those many several few both".split())
NEUTRAL_DETERMINERS = frozenset("the my your his her its our their no any some all".split())
DETERMINERS = SINGULAR_DETERMINERS | PLURAL_DETERMINERS | NEUTRAL_DETERMINERS

SINGULAR_PRONOUNS = frozenset(
    "he she it everyone everybody everything someone somebody something anyone anybody anything nobody nothing".split()
)
PLURAL_PRONOUNS = frozenset("we they".split())
OTHER_PRONOUNS = frozenset("i you me him us them himself herself itself themselves who whom one".split())
PRONOUNS = SINGULAR_PRONOUNS | PLURAL_PRONOUNS | OTHER_PRONOUNS

AUXILIARIES = frozenset(
    "is are was were has have had will would can could should may might must does do did isn aren wasn weren hasn haven hadn".split()
)
# Those that may stand between a noun and its verb.
PREPOSITIONS = frozenset(
    "of in from for with on at by to between against about among across under over around near behind inside outside within without".split()
)
SUBORDINATORS = frozenset("because when whenever while although though whereas if unless whether where why".split())
SPEAKING = frozenset("said says say".split())
# Words that begin a phrase before the subject, which a comma ends: "On Monday, the ...".
FRONTING = frozenset(
    "in on at by for from with without during after before despite since until under over through throughout among amid "
    "within between besides beyond like unlike following according although though while when whenever if unless because as "
    "once given however meanwhile nevertheless nonetheless moreover furthermore additionally also still yet instead indeed "
    "today yesterday now then thus therefore consequently overall finally even prior to yes no well sure so".split()
)
# Words that may begin a sentence without a comma: "But the ...".
OPENERS = frozenset("and but or so yet now then also still here today perhaps maybe meanwhile instead thus once soon nor".split())
# After these, *but* is no conjunction.
NOTHING_BUT = frozenset("all nothing anything none everything no everyone anyone help last".split())
PLAIN_ADVERBS = frozenset(
    "also never always often now still already just soon ever even not usually rarely only really once again almost nearly".split()
)
# Words that end a noun phrase, as an adverb of time begins: "the house last year".
TIME_WORDS = frozenset(
    "last next today yesterday tomorrow tonight monday tuesday wednesday thursday friday saturday sunday ago earlier later".split()
)
