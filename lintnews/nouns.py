"""Nouns whose grammar their form does not show: what agreement may not be judged by."""

from __future__ import annotations

# With a verb in the singular or the plural, as the dialect and the sense have it.
COLLECTIVE = frozenset(
    "administration agency airline army assembly association audience authority band bank bench board brand brass brigade broadcaster bureau cabinet "
    "cast chain champion choir chorus church city clan class clergy clientele club coalition college commission committee commonwealth community "
    "company congregation consortium constabulary council country county couple court crew crowd defence defense department duo electorate elite "
    "enemy ensemble establishment executive faction faculty family federation firm fleet flock force foursome franchise gang generation government "
    "group herd home hospital house household infantry institution jury leadership league left legislature lobby management media membership "
    "midfield ministry minority mob navy nation newspaper office opposition orchestra organisation organization outfit pack pair panel parish "
    "parliament partnership party pentagon personnel platoon police press prosecution public publisher quartet quintet regime remainder rest "
    "retailer right school senate service set side society squad staff syndicate talent team threesome town trade tribe trio troop troupe trust "
    "twosome underclass union unit university vermin village working-class world youth wildlife infrastructure livestock poultry wine".split()
)

# Heads that count or measure what follows: the verb agrees with either ("a number of people are"), or with the sum ("five years is").
QUANTITY = frozenset(
    "amount array assortment average bit bulk bunch collection combination couple dozen flurry fraction group half handful host hundred litany load "
    "lot majority mass million minority mix mixture multitude myriad number pair part percent percentage plethora portion proportion quantity quarter "
    "raft range rash remainder rest row selection series set share slew smattering spate string succession ton third total trio variety volume wave "
    "wealth fifth tenth cluster class combination crop crowd deal fleet generation list network sample segment stream swathe swath team third torrent "
    "type kind sort none some most all any plenty enough more less one two three four five six seven eight nine ten billion trillion thousand cent "
    "bundle batch stack pile trove cache chunk throng gaggle legion roster spate glut abundance profusion "
    "lots loads heaps tons hundreds thousands millions billions dozens scores percentages kinds sorts types parts portions numbers "
    "dollars pounds euros cents pence yen yuan rupees miles kilometres kilometers metres meters feet inches yards acres hectares tons tonnes kilos "
    "kilograms grams pounds ounces litres liters gallons barrels degrees points seconds minutes hours days nights weeks fortnights months years "
    "decades centuries times thirds quarters fifths halves tenths reps games goals votes runs laps".split()
)

# A plural that stands before another noun: "sports officials".
PLURAL_MODIFIER = frozenset(
    "sports arms sales savings earnings systems drugs news goods communications operations affairs relations benefits rights services securities "
    "markets futures bonds energy admissions careers customs electronics games human-rights jobs materials parks plants products projects resources "
    "rules standards studies taxes trades veterans weapons women men students teachers workers farmers airlines sciences arts crimes honours honors "
    "liabilities losses logistics pensions homes records utilities accounts claims headquarters works means series species".split()
)

# Adjectives that are heads too, with a number of their own: "the official", "an executive".
PERSON_ADJECTIVE = frozenset(
    "official executive individual professional native representative criminal patient relative candidate amateur expert senior original "
    "alternative objective initiative material present chief commercial novel principal potential plant square total capital journal manual".split()
)
