"""Words by which a text speaks of evidence, one table a language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["WORDS", "Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """How a language speaks of evidence."""

    none_measured: re.Pattern[str]  # nobody has measured the product
    some_measured: re.Pattern[str]  # somebody has
    of_one_quantity: re.Pattern[str]  # behind such words: only one quantity was not measured
    related: re.Pattern[str]  # another model of the maker, without its name
    stands_in: re.Pattern[str]  # figures of one model are taken for those of another
    suggests: re.Pattern[str]  # figures of one model say something of another
    compares: re.Pattern[str]  # two models are held against each other
    of_some: re.Pattern[str]  # in front of measurements: others may be there
    of_a_name: re.Pattern[str]  # measurements of what is named
    not_now: re.Pattern[str]  # nobody had measured it at another time, or if it were so
    past: re.Pattern[str]  # within words that nobody has measured it: nobody had
    turned: re.Pattern[str]  # behind such words: it is otherwise now
    denied: re.Pattern[str]  # in front of words on figures of another model: these are not taken
    nothing: re.Pattern[str]  # behind them


_ADJECTIVE = (
    r"(?:credible|reliable|known|published|publicly|public|formal|existing|such|any|lab|bench)"
)
_ADJECTIVES = rf"(?:{_ADJECTIVE},? ){{0,3}}"
_BY_OTHERS = r"(?:(?:independent|third[- ]party|external|objective|instrumental),? (?:and |or )?)"
_MEASURED = (
    r"(?:(?:audio|acoustic|performance|laboratory|lab|instrument(?:ed|al)?) ){0,2}"
    r"(?:measurements?(?: (?:data|results?|reports?|sets?))?|measured data|test data|lab data)"
)
_NAME = r"(?: (?:for|of|on) (?:the |this )?[\w+&'’.:/ -]{1,40}?)?"
_IS_THERE = (
    r"(?:(?:is|are|were|was|(?:has|have) been|could be|can be)(?: (?:currently|publicly|yet))? "
    r"(?:available|published|found|located|identified|made|taken|performed|conducted)"
    r"|available|exists?|found|published)"
)
_IS_NOT_THERE = (
    r"(?:(?:is|are|were|was|remains?)(?: (?:currently|completely|entirely|still))? "
    r"(?:not(?: yet| currently)?(?: publicly)? (?:available|published|found)|unavailable|absent"
    r"|missing|lacking|non-?existent)|(?:do|does) not(?: yet)? exist"
    r"|(?:could|can)(?: not|not) be found)"
)
_LACKS = r"(?:lacks?|lacking|(?:the |an? )?(?:complete |total )?(?:absence|lack) of)"
_LABORATORIES = (
    r"rtings|soundguys|crinacle|audio ?science ?review|asr|reference audio analyzer|oratory1990"
    r"|stereophile|inner ?fidelity|techpowerup|diy[- ]?audio[- ]?heaven|sonarworks"
)
_ENGLISH = Words(
    none_measured=re.compile(
        rf"\bno {_ADJECTIVES}{_BY_OTHERS}{{1,2}}{_ADJECTIVES}{_MEASURED}{_NAME} {_IS_THERE}\b"
        rf"|\b{_BY_OTHERS}{{1,2}}{_ADJECTIVES}{_MEASURED}{_NAME} {_IS_NOT_THERE}\b"
        rf"|\b{_LACKS} {_ADJECTIVES}{_BY_OTHERS}{{1,2}}{_ADJECTIVES}{_MEASURED}\b"
        r"|\b(?:has|have) (?:never|not(?: yet)?) been (?:independently measured"
        r"|measured by (?:any|an) (?:independent|third))\b",
        re.IGNORECASE,
    ),
    some_measured=re.compile(
        rf"\b{_BY_OTHERS}{{1,2}}(?:[\w/&.-]{{1,30}} ){{0,4}}?(?:measurements?|data|tests?"
        r"|testing|labs?|laborator(?:y|ies)|reviews?|analys[ei]s)"
        r"(?: (?:by|from|at|on|of) [\w&. -]{1,40}?)? "
        r"(?:shows?|indicates?|confirms?|reveals?|reports?|demonstrates?|places?|measures?"
        r"|finds?|measured|showed|suggests?|verif(?:y|ies))\b"
        r"|\b(?:measured|tested) (?:by|at) (?-i:[A-Z])"
        rf"|\b(?:{_LABORATORIES})"
        r"(?:['’]s?)?(?: \w{1,20}){0,3} (?:shows?|measured|measures?|finds?|found|reports?"
        r"|confirms?|reveals?)\b"
        rf"|\b(?:by|at) (?:{_LABORATORIES})\b"
        r"|\b(?:i|we) (?:\w{1,12} )?measured\b|\b(?:my|our)(?: own)? measurements?\b"
        r"|\bmeasured (?:it|them|this|one|ours|mine) |\bours (?:had|have|has|is|are|show\w?)\b"
        r"|\b(?:on|with|in) (?:my|our)(?: own)? (?:rig|coupler|fixture|bench|set-?up|lab\w{0,7})\b"
        r"|\bmeasurements?(?: (?:by|from|at|of) [\w&. -]{1,40}?)? "
        r"(?:is|are|stays?|lies?|lay|keeps?) within\b",
        re.IGNORECASE,
    ),
    of_one_quantity=re.compile(
        r"^,? ?(?:data )?(?:for|of|on|regarding|covering|to (?:verify|confirm|validate|support)"
        r"|that|beyond|outside|besides|other than|in (?:terms|the area))\b",
        re.IGNORECASE,
    ),
    related=re.compile(
        r"\b(?:same (?:brand|maker|manufacturer|company)['’]s [\w-]{1,20}"
        r"|related (?:product|model)s?\b"
        r"|same (?:product |platform |model )?(?:family|platform|line-?up)\b"
        r"|(?:its|the|a) (?:predecessor|sibling|sister model|previous (?:model|generation)"
        r"|earlier (?:model|version)|(?:wired|wireless) version)\b)",
        re.IGNORECASE,
    ),
    stands_in=re.compile(
        r"\b(?:prox(?:y|ies)|surrogates?|stand(?:s|ing)?[- ]in|extrapolat\w{1,6}"
        r"|as an? (?:reference point|approximation|substitute)"
        r"|in (?:lieu|place) of (?:direct|own|dedicated) (?:measurements?|data))\b",
        re.IGNORECASE,
    ),
    suggests=re.compile(
        r"\b(?:suggest(?:s|ing|ed)?|support(?:s|ing) (?:the|its|these|this)|impl(?:y|ies|ying)"
        r"|infer(?:s|red|ring)?|(?:is|are|be) (?:also )?(?:expected|assumed|likely"
        r"|treated as|presumed)|referencing|representative of"
        r"|(?:should|likely) (?:also )?(?:apply|hold|be (?:similar|comparable))"
        r"|based on (?:the )?(?:measurements?|data|figures|results) (?:of|from|for))\b",
        re.IGNORECASE,
    ),
    compares=re.compile(
        r"\b(?:than|versus|vs|compared|comparison|improv\w{1,6}|unlike|whereas|differs?"
        r"|different|better|worse|higher|lower|exceed\w{0,3}|outperform\w{0,3}|surpass\w{0,3}"
        r"|reduc\w{1,5}|over (?:its|the) predecessor|upgrade\w?|competitors?"
        r"|alternatives?|redesign\w{0,3}|progress\w{0,4}|new|now|sold|sells?)\b",
        re.IGNORECASE,
    ),
    of_some=re.compile(
        r"\b(?:comprehensive|detailed|full|complete|extensive|systematic|specific|further|more"
        r"|additional|other|some|many|most|rigorous|standardi[sz]ed|recent),? ?(?:and |or )?$",
        re.IGNORECASE,
    ),
    not_now=re.compile(
        r"\b(?:if|when|until|at first|initially|originally|at (?:the )?(?:launch|release)"
        r"|(?:has|have) since|since then|meanwhile|today|by now|myself|ourselves)\b",
        re.IGNORECASE,
    ),
    past=re.compile(r"\b(?:was|were|existed|had)\b", re.IGNORECASE),
    turned=re.compile(
        r"\b(?:in 20\d\d|later|now|since|today|then|afterwards?|eventually|therefore|meanwhile)\b",
        re.IGNORECASE,
    ),
    denied=re.compile(
        r"(?:\b(?:no|not|never|cannot|hardly|neither|rather than|instead of)\b|n['’]t\b)"
        r"[^,;:]{0,60}$",
        re.IGNORECASE,
    ),
    nothing=re.compile(r" (?:nothing|little|no|neither)\b", re.IGNORECASE),
    of_a_name=re.compile(r"\b(?:for|of|on) (?:the |this )?[\w'’-]{0,20}[A-Z]"),
)

WORDS: Mapping[str, Words] = {"en": _ENGLISH}  # by code of the language
