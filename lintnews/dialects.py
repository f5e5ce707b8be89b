"""British or American: the words that tell, and which of the two a document is written in."""

from __future__ import annotations

import re

from lintnews.document import Document

# British, American.
PAIRS = dict(
    pair.split("/")
    for pair in (
        "aeroplane/airplane aeroplanes/airplanes aluminium/aluminum anaemia/anemia ageing/aging armour/armor armoured/armored "
        "behaviour/behavior behaviours/behaviors behavioural/behavioral cancelled/canceled cancelling/canceling catalogue/catalog "
        "centimetre/centimeter centimetres/centimeters centre/center centred/centered centres/centers colour/color coloured/colored "
        "colourful/colorful colours/colors counselling/counseling counsellor/counselor counsellors/counselors cosy/cozy defence/defense "
        "defences/defenses diarrhoea/diarrhea dishonour/dishonor endeavour/endeavor endeavours/endeavors enrol/enroll "
        "enrolment/enrollment favour/favor favourable/favorable favoured/favored favourite/favorite favourites/favorites favours/favors "
        "fibre/fiber fibres/fibers flavour/flavor flavours/flavors fuelled/fueled fuelling/fueling fulfil/fulfill fulfils/fulfills "
        "fulfilment/fulfillment glamour/glamor grey/gray harbour/harbor harbours/harbors honour/honor honourable/honorable "
        "honoured/honored honours/honors humour/humor jewellery/jewelry kilometre/kilometer kilometres/kilometers labelled/labeled "
        "labelling/labeling labour/labor labourer/laborer labourers/laborers leukaemia/leukemia litre/liter litres/liters "
        "manoeuvre/maneuver manoeuvres/maneuvers marvellous/marvelous metre/meter metres/meters millimetre/millimeter modelled/modeled "
        "modelling/modeling mould/mold moustache/mustache neighbour/neighbor neighbourhood/neighborhood neighbourhoods/neighborhoods "
        "neighbouring/neighboring neighbours/neighbors odour/odor offence/offense offences/offenses orthopaedic/orthopedic "
        "paediatric/pediatric paediatrician/pediatrician parlour/parlor plough/plow pretence/pretense programme/program "
        "programmes/programs pyjamas/pajamas rigour/rigor rumour/rumor rumoured/rumored rumours/rumors sabre/saber saviour/savior "
        "sceptic/skeptic sceptical/skeptical scepticism/skepticism sceptics/skeptics signalled/signaled signalling/signaling "
        "skilful/skillful sombre/somber spectre/specter splendour/splendor storey/story sulphur/sulfur theatre/theater theatres/theaters "
        "totalled/totaled towelling/toweling travelled/traveled traveller/traveler travellers/travelers travelling/traveling tumour/tumor "
        "tumours/tumors tyre/tire tyres/tires valour/valor vapour/vapor vigour/vigor wilful/willful woollen/woolen analyse/analyze "
        "analysed/analyzed analysing/analyzing paralyse/paralyze paralysed/paralyzed catalyse/catalyze organise/organize "
        "organised/organized organising/organizing organisation/organization organisations/organizations recognise/recognize "
        "recognised/recognized realise/realize realised/realized criticise/criticize criticised/criticized apologise/apologize "
        "apologised/apologized emphasise/emphasize emphasised/emphasized prioritise/prioritize privatise/privatize stabilise/stabilize "
        "finalise/finalize finalised/finalized maximise/maximize minimise/minimize mobilise/mobilize modernise/modernize "
        "normalise/normalize specialise/specialize specialised/specialized standardise/standardize summarise/summarize "
        "authorise/authorize authorised/authorized hospitalised/hospitalized legalise/legalize penalise/penalize symbolise/symbolize "
        "utilise/utilize visualise/visualize whilst/while towards/toward"
    ).split()
)
_SHARED = frozenset(
    "towards toward while story tire tires program programs meter meters mold catalog glamor storey".split()
)  # one side uses the other's too
BRITISH = frozenset(british for british in PAIRS if british not in _SHARED)
AMERICAN = frozenset(
    american for american in PAIRS.values() if american not in _SHARED and not re.search(r"iz(e|ed|ing|ations?)\Z", american)
)
_IZE = frozenset(american for american in PAIRS.values() if re.search(r"iz(e|ed|ing|ations?)\Z", american))  # American, and Oxford's
_AMERICAN_TOO = frozenset(("percent", "gotten"))
TO_AMERICAN = PAIRS
TO_BRITISH = {american: british for british, american in PAIRS.items()}


LONGEST = 5000  # words: a longer file is likely a collection of texts by several hands


def one_text(document: Document) -> bool:
    """Whether a document is short enough to be one text by one hand."""
    return sum(map(len, document.words)) <= LONGEST


def guess(document: Document) -> str | None:
    """What the document is known to be written in; else "british" or "american" if its words tell, those of names and headlines like
    the rest, and None if they do not.
    """
    if document.dialect:
        return document.dialect
    words = document.vocabulary
    british, american = len(words & BRITISH), len(words & (AMERICAN | _AMERICAN_TOO))
    if british > american and british >= 2 * american:
        return "british"
    if american > british and american >= 2 * british:
        return "american"
    return "american" if not british and not american and words & _IZE else None
