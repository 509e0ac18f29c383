"""Words by which names of products are told from other capitalised words.

Tables of this module are in small letters. A brand that is not in it is found by the
front matter of the review, or its product by a model number.
"""

import re

__all__ = [
    "BRANDS",
    "GEAR",
    "GENERIC",
    "GENERIC_PHRASE",
    "NO_MODEL",
    "NO_SERIES",
    "PUBLISHERS",
    "SAME_MAKER",
    "STOP",
    "SUFFIXES",
    "UNITS",
]


def _names(table: str) -> frozenset[tuple[str, ...]]:
    """Names of a table that are parted by semicolons, word by word."""
    return frozenset(tuple(name.split()) for name in table.split(";"))


def _listed(table: str) -> frozenset[str]:
    return frozenset(table.split())


BRANDS = _names(
    "1more; 64 audio; 7hz; ab audio; acoustic energy; ad; adam audio; adv; advanced sound; aful; "
    "aiaiai; akg; akoustyx; allo; amazfit; amphion; amulech; anker; anker soundcore; apogee; "
    "apos; apple; artti; ascend acoustics; ascilab; ashidavox; astell&kern; astrotec; asus; "
    "audeze; audient; audioengine; audiofly; audioquest; audio-technica; aune; aurex; "
    "austrian audio; avantree; azla; b&o; b&w; bang & olufsen; baseus; beats; behringer; belkin; "
    "benchmark; beyerdynamic; bgvp; blon; bluedio; bose; bowers & wilkins; boya; bqeyz; "
    "burson; cambridge audio; campfire audio; campfire; canjam; cayin; cca; celest; chord; "
    "chord electronics; "
    "chord&major; classic pro; cleer; cmf; cowin; cowon; creative; ctm; cvj; d&b; dali; dan clark; "
    "dan clark audio; daruma audio; dekoni; denon; devialet; dita; dita audio; dunu; dyson; "
    "e1da; earfun; earmen; edifier; elac; electro-voice; emu; empire ears; epos; erzetich; "
    "etymotic; "
    "etymotic research; ew; eve audio; fatfreq; fearless; fender; fiio; final; final audio; "
    "flare audio; focal; focusrite; fostex; fir audio; geek wold; genelec; gold planar; goldenear; "
    "goldplanar; google; grado; gravastar; harman kardon; haylou; hecate; hidizs; hi-unit; hifiman;"
    " hisenior; hiby; huawei; hyperx; ibasso; ifi; ifi audio; ikko; inawaken; intime; isine; "
    "ivipq; jabra; jaybird; jays; jbl; jcally; jlab; jomo; joyo; jvc; kanto; kef; kef audio; "
    "kinera; kinera celest; kiwi ears; klipsch; knowledge zenith; koss; krk; kz; lafitear; "
    "lasmex; lekato; letshuoer; lg; logitech; lypertek; m-audio; mackie; magaosi; marantz; "
    "marshall; master & dynamic; meters; meters music; meze; meze audio; minidsp; "
    "mitchell & johnson; mofi; monoprice; monsoon; moondrop; motu; motorola; mpow; nad; neumann; "
    "nicehck; noble; noble audio; noontec; nothing; nuforce; nuratrue; nura; ollo; ollo audio; "
    "oneodio; oneplus; openrock; openheart; oppo; oriolus; orivetti; panasonic; paradigm; "
    "penon; perlisten; philips; phonon; pioneer; plantronics; poly; pola; polk; polk audio; "
    "polyend; presonus; ps audio; pula; qcy; qdc; qkz; quad; quarks; questyle; qudelix; quloos; "
    "radsone; raptgo; razer; realme; redmi; retrolife; rha; rode; røde; rose technics; rosefinch; "
    "rotel; s.m.s.l; smsl; samson; samsung; samsung galaxy; sanwear; satin audio; schiit; "
    "see audio; sennheiser; senfer; shanling; shokz; aftershokz; shozy; shuoer; shure; simgot; "
    "singxer; sivga; skullcandy; sleek audio; softears; sonos; sony; soul electronics; "
    "sound warrior; soundcore; soundmagic; soundpeats; spinfit; spl; status audio; stax; "
    "steelseries; strauss & wagner; superlux; svs; symphonium; tago studio; takstar; tanchjim; "
    "tangzu; teac; technics; telefunken; tfz; thieaudio; tin hifi; tin audio; tinhifi; "
    "topping; tozo; tribit; "
    "tripowin; trn; tronsmart; truthear; turtle beach; twistura; ue; ultimate ears; ultrasone; "
    "unique melody; urbanears; venture electronics; vision ears; vsonic; vzr; westone; wharfedale; "
    "whizzer; xduoo; xenns; xiaomi; yamaha; yanyin; yaxi; yulong; zhulinniao; zishan; zmf; "
    "thx; corsair; soundgear; tecsun; sabaj; gustard; loxjie; smsl; douk; fosi; fosi audio; aiyima;"
    " nubert; triangle; dynaudio; monitor audio; q acoustics; arendal; revel; magnat; bluesound; "
    "wiim; denafrips; holo audio; okto; cen.grand; hegel; naim; arcam; cyrus; parasound; mcintosh; "
    "accuphase; luxman; esoteric; onkyo; vtin; boat; nakamichi; sonus faber; jabra elite"
)

PUBLISHERS = _names(
    "rtings; rtings.com; audio science review; audiosciencereview; audioscience review; asr; "
    "soundguys; crinacle; in-ear fidelity; hypethesonics; super review; squiglink; squig.link; "
    "oratory1990; innerfidelity; diy-audio-heaven; diy audio heaven; diyaudioheaven; "
    "reference audio analyzer; raa; headphones.com; the headphone show; head-fi; headfonia; "
    "stereophile; what hi-fi; whathifi; techradar; cnet; pcmag; the verge; wirecutter; amazon; "
    "sweetwater; b&h; b&h photo; best buy; thomann; linsoul; hifigo; shenzhenaudio; aliexpress; "
    "massdrop; ebay; walmart; newegg; guitar center; musician's friend; kakaku; "
    "kakaku.com; rakuten; yodobashi; e-earphone; sound house; soundhouse; adorama; crutchfield; "
    "hifi-express; bloom audio; audio46; moon audio; erin's audio corner; gymcaddy; headphonecheck;"
    " tom's guide; forbes; wired; notebookcheck; youtube; reddit"
)

# Other spellings of a maker, and what the maker was called before.
SAME_MAKER = {
    "knowledge zenith": "kz",
    "bang & olufsen": "b&o",
    "bowers & wilkins": "b&w",
    "ultimate ears": "ue",
    "letshuoer": "shuoer",
    "shokz": "aftershokz",
    "plantronics": "poly",
    "tinhifi": "tin hifi",
    "tin audio": "tin hifi",
    "goldplanar": "gold planar",
    "s.m.s.l": "smsl",
    "nuratrue": "nura",
    "røde": "rode",
}

# Ear simulators, analysers and their pinnae: what something is measured with, not what is heard.
GEAR = _listed(
    "43ag 43ac 45ca 45bb ra0045 ra0402 kb0065 kb0066 kb1065 kb5000 kb5001 kb5010 kb5011 5128 4128 "
    "4153 4195 4620 b&k bk5128 kemar gras hats hms apx555 apx515 apx525 apx500 ap555 ads1015 "
    "adi-2 adi2 ears h.e.a.r.s umik-1 sysid clio siec iec711 60318-4 rew qa401 qa402 qa403 e1da "
    "klippel nfs"
)

# Tokens with letters and digits that are no products of their own: chips, codecs, standards,
# grades, sizes. The whole token must match; suffixes of chips are open.
NO_MODEL = re.compile(
    r"(?:es9|ak4|ak5|cs4|cs3|pcm|qcc|bes|wm8|ad18|alc|sa9|csr|jl7|lm4|opa|ad8|tpa|max9|nt9|sd8"
    r"|apt|cr2|snapdragon)\d[\w-]*"
    r"|(?:mp|dsd|ip|ipx|usb|bt|wifi|aes|iec|iso|en|jis|din|ansi|cta|ccir|mil|itu|bs|ces|fw|ver"
    r"|rev|class|type|phase|version|awg|ofc|rj|xlr|rca|trs|usb-c|ldac|aac|sbc|lc|lhdc|mqa|pcm|spd"
    r"|rt|snr|cp|fr|co|fs|ad|thd|imd|spl|rms|lv|ch|gen|mk|v|q|sf|hdmi|ddr|pd|qc|no)-?\d{1,5}(?:-\d{1,2})?"
    r"|(?:ipx?|n|vgp|eh|ar)-?\d{1,4}[a-z]{0,2}(?:-[a-z]{1,12})?"
    r"|[a-z]-?\d|\d.*|a2d[pc]|lc3plus|[ivx]+|(?:ie|oe)20\d\d",
    re.IGNORECASE,
)

# Capitals before a number that make no model: "USD 249", "THD 0", "IEC 60318".
NO_SERIES = _listed(
    "usd us eur gbp jpy aud cad cny rmb inr thd thd+n snr sinad spl cp cpr iso iec en aes din jis "
    "rms fr ip mqa pcm dsd ldac usb bt cd wifi imd dac adc awg msrp rrp sd hz khz db dba dbv "
    "step test day bench about and or of to at in on by for with from the a an pp p ces ansi itu "
    "rfc ul fcc ce ver v no nr fig ref sec ch bass treble mid mids low high overall q lv id cf "
    "hats gras kemar hms apx ap bk class type is it as up over under max min nov dec jan feb mar "
    "apr may jun jul aug sep sept oct score win windows ios android macos mac os"
)

# Capitalised words that end a name or are no part of one.
STOP = _listed(
    "a an the this that these those it its he she we you they i at in on by for with from and or "
    "of to as but if when while since because although both all some many most no not only also "
    "is are was were has have had review reviews product products measurement measurements "
    "headphone headphones earphone earphones earbud earbuds iem iems speaker speakers amplifier "
    "amplifiers amp amps dac dacs overview advice references specifications specs spec price "
    "prices official manual store shop support service services professional corporation corp inc "
    "ltd company group website site page app connect software firmware technology technologies "
    "warranty patent patents target curve response current market cheapest usd eur gbp jpy msrp "
    "january february march april june july august september october november december jan feb "
    "mar apr jun jul aug sep sept oct nov dec however therefore thus driver drivers bluetooth "
    "usb usb-c type-c ldac aptx aac ldhc lossless hi-res thd snr spl frequency impedance "
    "sensitivity music labs lab japan usa us uk eu brazil global america europe germany china "
    "closed-back open-back over-ear in-ear wired usb-a xlr trs mmcx 2-pin our their his her "
    "harman engine acoustic engineering users user offers provides features uses has "
    "comparison cost sound quality performance score rating reference manufacturer dedicated "
    "research"
)

# Words after a model number that belong to the name.
SUFFIXES = _listed(
    "pro pro+ plus mk2 mk3 mk4 mk5 mkii mkiii mkiv mki mk mark ii iii iv v vi se x xs s max mini "
    "lite ultra bt wireless anc nc tws anniversary edition limited stealth unveiled studio classic "
    "gaming dsp tc balanced black gen generation 2nd 3rd 4th y3 ex dx fe ltd red blue meta "
    "v2 v3 reference signature noir"
)

# Words that alone name no product, though they are part of many names.
GENERIC = SUFFIXES | _listed(
    "true headphones headphone earbuds earphones earphone noise cancelling canceling on over ear "
    "monitor audio electronics tower control version magnet closed open back one two three jack "
    "adapter speaker desktop the and to of sound clip flex super air life space buds cloud i go "
    "micro portable bass free field prelude signature wave hybrid mix zen summit music"
)

# Words for a product without its name. Those of the first kind speak of the product reviewed.
GENERIC_PHRASE = re.compile(
    r"\b(?=[tia])(?:(?P<target>the (?:review(?:ed)? (?:target|product|model|subject|headphones?)|"
    r"product under review|target product|evaluated product|subject product))"
    r"|(?P<this>this (?:headphones?|earphones?|earbuds?|iem|product|model|unit|headset))"
    r"|(?P<sibling>(?:its|the|their|a) (?:(?:direct|immediate|wired|wireless) )?"
    r"(?:predecessor|successor|sibling|sister model|related model|previous model|"
    r"previous generation|earlier version|original version|first generation))"
    r"|(?P<other>(?:the|this|that) (?:comparators?|comparison (?:product|model|target)s?|"
    r"competitors?|competing (?:product|model)s?|rivals?|rival product|candidate)))\b",
    re.IGNORECASE,
)

# Words after a number that make it a quantity, and no number of a model.
UNITS = re.compile(
    r"[ \u00a0\t]?(?:%|Ω|°|ohms?\b|[km]?hz\b|db|mm\b|cm\b|m\b|inch|k?g\b|h\b|hrs?\b|hours?"
    r"|min|days?\b|years?\b|months?\b|weeks?\b|m?v\b|vrms|m?w\b|mah?\b|usd\b|eur\b|gbp\b"
    r"|yen\b|円|dollars?|euros?|bits?\b|[km]bps|ms\b|out of|of\b|points?\b|stars?\b|pages?\b"
    r"|[-–] ?\d|[.,]\d|/\d|×)",
    re.IGNORECASE,
)
