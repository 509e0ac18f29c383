"""Which words make a figure which quantity, in English."""

from collections.abc import Sequence

from auricle.audit.draft.meaning import ANYTHING, Meaning, words

__all__ = ["LINK_EN", "MEANINGS_EN"]

_MIC = r"\bmic(?:rophone)?s?\b"
_DRIVER = r"\b(?:drivers?|transducers?)\b"
_NO_DRIVER = (
    r"(?!jack|plug|cable|connect|and\b|with\b|balanced (?!arm)|stereo|terminat|adapt|socket|vs\b"
    r"|to\b|from\b|or\b|pin\b|thick|voice|nozzle|deep|high\b(?!-)|range|behind)"
)
LINK_EN = (
    r"(?:[\s:=(~≈]{1,3}(?:is|are|was|were|be|of|at|to|reaching|spans?|from|around|about|as|rated"
    r"|listed"
    r"|specified|stated|measured|claimed|reported|average|averages|averaging|approximately|up|down"
    r"|only|just|ranges?|ranging|between|values?|ratings?|figures?|reads?|comes?|in|low|high|a|an"
    r"|the|both|nominal|remains?|limited|found|testing|confirms?|set|extends?"
    r"|with)){0,6}[\s:=(~≈]{0,3}"
)

_NO_SENSITIVITY = words(rf"{_MIC}|industry|typical|threshold|criteri|standard of")

MEANINGS_EN: Sequence[Meaning] = (
    Meaning(
        "nominal-impedance",
        ("impedance",),
        "Ω",
        1,
        2000,
        before=ANYTHING,
        unless=words(
            r"output impedance|source impedance|amplifiers?|\bamps?\b|\bload\b|\bdac\b|dongle"
            r"|adapter|"
            rf"{_MIC}|damping factor|peak|\bsource\b|drives?\b|phone output|\binto\b|swing|rise"
            r"|industry|typical|threshold|criteri|standard of|high-impedance \w+ like"
        ),
        yardsticks=False,
    ),
    Meaning(
        "sensitivity",
        ("sensitivity_db_per_v",),
        "dB/V",
        70,
        145,
        ANYTHING,
        unless=_NO_SENSITIVITY,
        yardsticks=False,
    ),
    Meaning(
        "sensitivity",
        ("sensitivity_db_per_mw",),
        "dB/mW",
        60,
        140,
        ANYTHING,
        unless=_NO_SENSITIVITY,
        yardsticks=False,
    ),
    Meaning(
        "stated-bandwidth",
        ("frequency",),
        "Hz",
        1,
        200_000,
        before=words(
            r"(?:frequency (?:response|range|band|spectrum)|bandwidth|reproduction range"
            r"|frequenc(?:y|ies)"
            rf"|\bFR\b|\bresponse|\brange){LINK_EN}$"
        ),
        after=words(
            r"^[\s)]{0,2}(?:(?:stated|claimed|published|rated|nominal|wide|extended|effective"
            r"|manufacturer[- ](?:rated|stated|claimed)) )?(?:frequency|bandwidth|response|range\b"
            r"|FR\b)"
        ),
        unless=words(rf"{_MIC}|\banc\b|noise|harman|distortion|isolat\w+"),
        unless_before=words(
            r"±[^,;]{0,30}$|deviat\w+|criteri\w*[^.;]{0,45}$|within [^,;]{0,20}$|dB (?:from|across"
            r"|between"
            r"|over) $|human|hearing"
            r"|audible|region|measure\w*|flat|linear|across|throughout|over the|entire|toleranc"
        ),
        unless_after=words(
            r"^[^,;.(]{0,12}(?:±|within|(?<!out )deviat|audible|human|hearing|flat|linear|region)"
            r"|^[ ,(]{0,3}(?<!no )±\s?\d"
        ),
        never_measured=True,
    ),
    Meaning(
        "weighted-harmonic-distortion",
        ("percent",),
        "%",
        1e-4,
        30,
        before=words(r"\b(?:WHD|weighted harmonic distortion)\b[^;]{0,40}$"),
        by_measurement=True,
    ),
    Meaning(
        "thd",
        ("percent",),
        "%",
        1e-4,
        30,
        before=words(
            r"\b(?:THD(?! ?\+)|total harmonic distortion|harmonic distortion"
            r"|distortion)\b[^;]{0,60}$"
        ),
        after=words(r"^\s?(?:\([^)]{0,30}\)\s?)?(?:THD\b(?! ?\+)|(?:total )?harmonic distortion)"),
        unless=words(
            rf"THD ?\+|{_MIC}|\bIMD\b|intermod\w+|\bWHD\b|weighted|amplifier|cheaper|less expensive"
            r"|lower cost|of the price|isolation|confidence|harmonics? (?:of|at) "
            r"|drivers? (?:achiev|alone|itself)|tweeter|woofer|amplif"
        ),
        by_measurement=True,
    ),
    Meaning(
        "snr",
        ("level_db", "level_dba"),
        "dB",
        40,
        140,
        before=words(rf"\b(?:SNR|S/N(?: ratio)?|signal[- ]to[- ]noise(?: ratio)?)\b{LINK_EN}$"),
        after=words(r"^\s?(?:SNR\b|S/N\b|signal[- ]to[- ]noise)"),
        unless=words(_MIC + r"|\bdac\b|chip|codec|estimat\w+"),
        by_measurement=True,
    ),
    Meaning(
        "isolation",
        ("level_db",),
        "dB",
        1,
        55,
        before=words(
            r"\b(?:average|mean|overall|broadband) (?:passive |sound |noise )?"
            rf"(?:isolation|attenuation)\b{LINK_EN}$"
        ),
        after=words(
            r"^\s?(?:of )?(?:average|mean|overall|broadband) (?:passive |sound |noise )?"
            r"(?:isolation|attenuation)\b"
        ),
        unless=words(_MIC),
        by_measurement=True,
    ),
    Meaning(
        "latency",
        ("duration",),
        "ms",
        1,
        1000,
        before=words(rf"\b(?:latency|delay){LINK_EN}$"),
        after=words(
            r"^\s?(?:(?:low|ultra-low|audio|wireless|end-to-end|gaming|measured)[ -])*(?:latency"
            r"|delay)\b"
        ),
        unless=words(r"group delay|impulse|decay|\bdac\b"),
        units=("ms",),
    ),
    Meaning(
        "driver-diameter",
        ("length",),
        "mm",
        3,
        125,
        before=words(
            rf"\bdriver (?:size|diameter){LINK_EN}$"
            r"|\bdrivers? \((?:[\d.]{1,5} ?mm[ ,&/+]{1,3}(?:and )?){0,2}$"
        ),
        after=words(
            rf"^[\s-]{{0,2}}(?:{_NO_DRIVER}[\w/&+’'-]+[\s-]){{0,6}}?{_DRIVER}(?! (?:box|case"
            rf"|cable))"
        ),
        unless=words(r"\b(?:subwoofer|woofers?|passive radiator|diaphragms?\s+(?:thick|is))\b"),
        never_measured=True,
    ),
    Meaning(
        "weight",
        ("mass",),
        "g",
        2,
        1200,
        before=words(
            rf"\b(?:weigh(?:s|ing|ed|t)?|mass)\b{LINK_EN}$"
            r"|^At (?:about |around |roughly |approximately |just |only )?$"
        ),
        after=words(
            r"^[\s-]{0,2}(?:(?:ultra-?)?light(?:weight)?|weight|mass\b|build|construction|design"
            r"|body)"
        ),
        unless=words(
            r"\bcases?\b|each|per (?:side|ear\w*|unit|bud|piece|pair)|single|cable weigh|lighter"
            r"|heavier|force|pressure|package|shipping|half"
        ),
        unless_before=words(r"previous|reduced|from$"),
    ),
    Meaning(
        "cable-length",
        ("length",),
        "m",
        0.3,
        10,
        before=words(rf"\b(?:cable|cord)(?: length)?{LINK_EN}$"),
        after=words(
            r"^[\s-]{0,2}(?:long )?(?:(?!jack|plug|connect|adapt|extension|and\b|to\b|with\b"
            r"|range\b)"
            r"[\w-]+[\s-]){0,4}?(?:cable|cord)\b(?! adapter)"
        ),
        unless=words(
            r"extension|optional|adapter|separately|replacement|charging|bluetooth|range|purchase"
            r"|aftermarket|upgrade|USB[^,.]{0,12}cable"
        ),
        factor=1e-3,
        never_measured=True,
    ),
    Meaning(
        "battery-life",
        ("duration",),
        "h",
        1,
        300,
        before=words(
            r"\b(?:battery life|play(?:back|ing)? ?time|playback|playtime|battery (?:performance"
            r"|duration)"
            rf"|listening time){LINK_EN}$"
        ),
        after=words(
            r"^[\s-]{0,2}(?:of )?(?:(?:continuous|extended|long|music|total|maximum|rated|claimed"
            r"|long-lasting|single-charge) )*"
            r"(?:battery(?! (?:charg|replac))|play(?:back|time|ing)?\b|run ?time"
            r"|(?:music )?listening)"
            r"|^\s\(?with ANC (?:on|off|enabled|disabled|active)\b"
        ),
        unless=words(
            r"standby|talk|\bcalls?\b|charging time|to charge|warranty|var(?:ying|ies)|burn"
        ),
        unless_before=words(
            r"(?:total|combined|quick|fast|rapid|\d[ -]min\w*)[^,;.]{0,30}$|\bcase\b[^,;.]{0,20}$"
        ),
        unless_after=words(
            r"^(?:(?! and\b| plus\b)[^,;.+/(]){0,34}\b(?:total|combined|case|quick|fast|minutes?)\b"
            r"|^\s?\((?:total|combined|with (?:the )?(?:charging )?case)"
        ),
        units=("h",),
    ),
    Meaning(
        "warranty",
        ("duration",),
        "years",
        0.05,
        30,
        before=words(
            r"\b(?:warrant(?:y|ies)|guarantees?)(?: (?:period|coverage|term|terms|duration|support"
            r"|service|includes?|included|covers?|spans?|extends?|provides?|offered|lasts?|runs?"
            r"|stands?)){0,3}"
            rf"{LINK_EN}$"
        ),
        after=words(
            r"^[\s-]{0,2}(?:(?:standard|limited|manufacturer(?:['’]s)?|maker(?:['’]s)?|official"
            r"|international|global|worldwide|full|hardware|product|parts|and|labor"
            r"|manufacturing|defects?|IEM|earphone|headphone) )*(?:warranty|guarantee)\b"
        ),
        unless=words(
            r"\b(?:retail\w*|stores?|shops?|dealers?|sellers?|resellers?|distributors?|amazon"
            r"|accessor\w+|batter(?:y|ies)|drivers?|parts only|refurb\w+|b-stock|optional|some"
            r"|certain|var(?:y|ies|ied|ying)|depending|other (?:models|components)|most|sweetwater"
            r"|linsoul|hifigo|drop|used|second-hand|expired|commonly|indicat\w+|implied|likely)\b"
        ),
        unless_before=words(
            r"\b(?:industry (?:average|standard|norm)|average|typical(?:ly)?|than|exceed\w*|below"
            r"|above|extend(?:ed|able|ing"
            r"|s to)"
            r"|regist\w+|cables?|pads?|lifetime|legal|statutory|standard of|versus)\b[^.;]{0,35}$"
            r"|(?:year|month)s?\b[^,;.]{0,35}\bwith $"
        ),
        unless_after=words(
            r"^[^,;.]{0,25}\b(?:cables?|accessor\w+|pads?|lifetime)\b"
            r"|^[^,;.]{0,3}\b(?:industry|average)\b"
            r"|^[\s-]{0,2}(?:standard|average)"
        ),
        yardsticks=False,
        units=("years", "months"),
        never_measured=True,
    ),
    Meaning(
        "max-input-power",
        ("power",),
        "mW",
        5,
        10_000,
        before=words(
            r"\b(?:max(?:imum|\.)? (?:input(?: power)?|power(?: handling| input)?)|power handling"
            rf"|input power|rated power|power rating){LINK_EN}$"
        ),
        after=words(
            r"^\s?(?:of )?(?:max(?:imum|\.)? (?:input|power|rated)|(?:rated )?input power"
            r"|power handling)"
        ),
        unless=words(r"amplifier|\bamps?\b|output power|into|\bdac\b"),
        never_measured=True,
    ),
    Meaning(
        "max-spl",
        ("level_dbspl", "level_db"),
        "dB SPL",
        80,
        150,
        before=words(
            rf"\b(?:max(?:imum|\.)? (?:SPL|sound pressure(?: level)?|output level)){LINK_EN}$"
        ),
        after=words(r"^\s?(?:max(?:imum|\.)? (?:SPL|sound pressure)|(?:SPL )?maximum)"),
        unless=words(_MIC),
    ),
    Meaning(
        "clamping-force",
        ("force",),
        "N",
        0.3,
        20,
        before=words(rf"\bclamp(?:ing)?(?: force| pressure)?{LINK_EN}$"),
        after=words(r"^\s?(?:of )?clamp"),
        by_measurement=True,
    ),
)
