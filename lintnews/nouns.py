"""Nouns whose grammar their form does not show: what agreement may not be judged by."""

from __future__ import annotations

# With a verb in the singular or the plural, as the dialect and the sense have it.
COLLECTIVE = frozenset(
    "administration agency airline army assembly association audience authority band bench board brand brass brigade "
    "broadcaster bureau cabinet cast champion choir chorus clan class clergy clientele club coalition college commission "
    "committee commonwealth community company congregation consortium constabulary council county couple court crew crowd "
    "defence defense department duo electorate elite enemy ensemble establishment executive faction faculty family "
    "federation firm flock force foursome franchise gang government group herd household infantry infrastructure "
    "institution jury leadership league left legislature livestock lobby management media membership midfield ministry "
    "minority mob nation navy opposition orchestra organisation organization outfit pack pair panel parish parliament "
    "partnership party pentagon personnel platoon police poultry press prosecution public publisher quartet quintet regime "
    "remainder rest retailer right school senate set side society squad staff syndicate talent team threesome tribe trio "
    "troop troupe trust twosome underclass union unit university vermin wildlife world youth".split()
)

# Heads that count or measure what follows: the verb agrees with either ("a number of people are"), or with the sum ("five years is").
QUANTITY = frozenset(
    "abundance acres all amount any array assortment average barrels batch billion billions bit bulk bunch bundle cache "
    "cent cents centuries chunk class cluster collection combination couple crop crowd days deal decades degrees dollars "
    "dozen dozens eight enough euros feet fifth fifths five fleet flurry fortnights four fraction gaggle gallons games "
    "generation glut goals grams group half halves handful heaps hectares host hours hundred hundreds inches kilograms "
    "kilometers kilometres kilos kind kinds laps legion less list litany liters litres load loads lot lots majority mass "
    "meters metres miles million millions minority minutes mix mixture months more most multitude myriad network nights "
    "nine none number numbers one ounces pair part parts pence percent percentage percentages pile plenty plethora points "
    "portion portions pounds profusion proportion quantity quarter quarters raft range rash remainder reps rest roster row "
    "runs rupees sample scores seconds segment selection series set seven share six slew smattering some sort sorts spate "
    "stack stream string succession swath swathe team ten tenth tenths third thirds thousand thousands three throng times "
    "ton tonnes tons torrent total trillion trio trove two type types variety volume votes wave wealth weeks yards years "
    "yen yuan".split()
)

# A plural that stands before another noun: "sports officials".
PLURAL_MODIFIER = frozenset(
    "accounts admissions affairs airlines arms arts benefits bonds careers claims communications crimes customs drugs "
    "earnings electronics energy farmers futures games goods headquarters homes honors honours human-rights jobs "
    "liabilities logistics losses markets materials means men news operations parks pensions plants products projects "
    "records relations resources rights rules sales savings sciences securities series services species sports standards "
    "students studies systems taxes teachers trades utilities veterans weapons women workers works".split()
)

# Adjectives that are heads too, with a number of their own: "the official", "an executive".
PERSON_ADJECTIVE = frozenset(
    "alternative amateur candidate capital chief commercial criminal executive expert individual initiative journal manual "
    "material native novel objective official original patient plant potential present principal professional relative "
    "representative senior square total".split()
)
