"""Who publishes what a review cites, judged from the address: laboratories, shops, forums.

The lists hold sites that reviews of headphones cite often; a site that is in none is judged by
the words of the entry. `Sites.names` gives a site's own name where the entry does not.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["LABORATORIES", "SITES", "Site", "host_of", "site_named", "site_of"]


@dataclass(frozen=True, slots=True)
class Site:
    """A publisher: its name and the kind of source that its pages are."""

    name: str
    kind: str


_LABORATORIES = {
    "audiosciencereview.com": "Audio Science Review",
    "rtings.com": "RTINGS",
    "diyaudioheaven.wordpress.com": "DIY-Audio-Heaven",
    "diyaudioheaven.com": "DIY-Audio-Heaven",
    "reference-audio-analyzer.pro": "Reference Audio Analyzer",
    "crinacle.com": "Crinacle",
    "hangout.audio": "Hangout.Audio",
    "squig.link": "squig.link",
    "unheardlab.com": "Unheard Lab",
    "erinsaudiocorner.com": "Erin's Audio Corner",
    "archimago.blogspot.com": "Archimago's Musings",
    "sonarworks.com": "Sonarworks",
    "innerfidelity.com": "InnerFidelity",
    "changstar.com": "Changstar",
    "hypethesonics.com": "HypeTheSonics",
    "soundstagesolo.com": "SoundStage! Solo",
    "clarityfidelity.blogspot.com": "Clarity Fidelity",
    "speakermeasurements.com": "Speaker Measurements",
    "l7audiolab.com": "L7Audiolab",
    "goldenears.net": "GoldenEars",
    "graphtool.harutohiroki.com": "HarutoHiroki",
    "den-fi.com": "Den-Fi",
    "primeaudio.org": "Prime Audio",
}
_RETAILERS = {
    "bhphotovideo.com": "B&H Photo",
    "sweetwater.com": "Sweetwater",
    "bestbuy.com": "Best Buy",
    "linsoul.com": "Linsoul",
    "hifigo.com": "HiFiGo",
    "shenzhenaudio.com": "ShenzhenAudio",
    "bloomaudio.com": "Bloom Audio",
    "headphonezone.in": "Headphone Zone",
    "headphones.com": "Headphones.com",
    "drop.com": "Drop",
    "crutchfield.com": "Crutchfield",
    "walmart.com": "Walmart",
    "target.com": "Target",
    "newegg.com": "Newegg",
    "adorama.com": "Adorama",
    "thomann.de": "Thomann",
    "thomannmusic.com": "Thomann",
    "gear4music.com": "Gear4music",
    "guitarcenter.com": "Guitar Center",
    "musiciansfriend.com": "Musician's Friend",
    "zzounds.com": "zZounds",
    "soundhouse.co.jp": "Sound House",
    "kakaku.com": "Kakaku.com",
    "fujiya-avic.co.jp": "Fujiya AVIC",
    "fujiya-avic.jp": "Fujiya AVIC",
    "e-earphone.jp": "e-earphone",
    "yodobashi.com": "Yodobashi",
    "biccamera.com": "Bic Camera",
    "rakuten.co.jp": "Rakuten",
    "aliexpress.com": "AliExpress",
    "aliexpress.us": "AliExpress",
    "ebay.com": "eBay",
    "reverb.com": "Reverb",
    "hifishark.com": "HiFiShark",
    "usaudiomart.com": "US Audio Mart",
    "picclick.com": "PicClick",
    "camelcamelcamel.com": "CamelCamelCamel",
    "keepa.com": "Keepa",
    "audio46.com": "Audio46",
    "moon-audio.com": "Moon Audio",
    "musicteck.com": "MusicTeck",
    "apos.audio": "Apos Audio",
    "audioadvice.com": "Audio Advice",
    "addictedtoaudio.com.au": "Addicted to Audio",
    "andesaudio.com": "AndesAudio",
    "hifigear.co.uk": "HifiGear",
    "richersounds.com": "Richer Sounds",
    "parts-express.com": "Parts Express",
    "mouser.com": "Mouser",
    "cdw.com": "CDW",
    "lazada.com.ph": "Lazada",
    "shopee.com": "Shopee",
    "concept-kart.com": "Concept Kart",
    "conceptkart.com": "Concept Kart",
    "keephifi.com": "KeepHiFi",
    "angelears.com": "Angelears",
    "penonaudio.com": "Penon Audio",
    "kmraudio.com": "KMR Audio",
    "scan.co.uk": "Scan",
    "currys.co.uk": "Currys",
    "costco.com": "Costco",
    "pricespy.co.uk": "PriceSpy",
    "klarna.com": "Klarna",
}
_USERS = {
    "head-fi.org": "Head-Fi",
    "reddit.com": "Reddit",
    "forum.headphones.com": "The HEADPHONE Community",
    "hifiguides.com": "HiFi Guides",
    "avforums.com": "AVForums",
    "diyaudio.com": "diyAudio",
    "gearspace.com": "Gearspace",
    "super-best-audio-friends.org": "Super Best Audio Friends",
    "superbestaudiofriends.org": "Super Best Audio Friends",
    "audiophilestyle.com": "Audiophile Style",
    "youtube.com": "YouTube",
    "trustpilot.com": "Trustpilot",
    "audiogon.com": "Audiogon",
}
_REVIEWS = {
    "soundguys.com": "SoundGuys",
    "headfonics.com": "Headfonics",
    "headphonesty.com": "Headphonesty",
    "headfonia.com": "Headfonia",
    "techradar.com": "TechRadar",
    "whathifi.com": "What Hi-Fi?",
    "techpowerup.com": "TechPowerUp",
    "stereophile.com": "Stereophile",
    "majorhifi.com": "Major HiFi",
    "ecoustics.com": "ecoustics",
    "soundnews.net": "SoundNews",
    "headphonecheck.com": "HeadphoneCheck",
    "audioreview.frieve.com": "Frieve-A audioreview",
    "av.watch.impress.co.jp": "AV Watch",
    "homestudiobasics.com": "Home Studio Basics",
    "theverge.com": "The Verge",
    "tomsguide.com": "Tom's Guide",
    "pcmag.com": "PCMag",
    "cnet.com": "CNET",
    "wired.com": "Wired",
    "audioxpress.com": "audioXpress",
    "androidcentral.com": "Android Central",
    "windowscentral.com": "Windows Central",
}
_DATASETS = {
    "hifiengine.com": "HiFi Engine",
    "wikipedia.org": "Wikipedia",
    "versus.com": "Versus",
    "hifi-wiki.com": "Hi-Fi Wiki",
    "audio-database.com": "Audio Database",
    "manuals.plus": "Manuals+",
    "github.com": "GitHub",
    "autoeq.app": "AutoEq",
    "iemranking.com": "IEM Ranking",
    "ifixit.com": "iFixit",
}
_PATENTS = {"patents.google.com": "Google Patents", "patents.justia.com": "Justia Patents"}
SITES: Mapping[str, Site] = {
    host: Site(name, kind)
    for kind, names in (
        ("laboratory", _LABORATORIES),
        ("retailer", _RETAILERS),
        ("user-reports", _USERS),
        ("review", _REVIEWS),
        ("dataset", _DATASETS),
        ("patent", _PATENTS),
    )
    for host, name in names.items()
}
"""Sites by the end of their host name; one with more labels goes before."""

LABORATORIES = tuple(sorted({name for name in _LABORATORIES.values() if len(name) > 5}))
"""Names by which texts call those who measure."""

_AMAZON = re.compile(r"(?:^|\.)amazon\.[a-z.]{2,6}$")
_HOST = re.compile(r"(?:https?://)?(?:[^/@\s]{1,200}@)?([\w.-]{1,200})", re.IGNORECASE)


def host_of(url: str) -> str:
    """Host of an address in lower case, without ``www``.

    Examples
    --------
    >>> host_of("https://www.rtings.com/headphones")
    'rtings.com'
    """
    match = _HOST.match(url)
    return match[1].lower().removeprefix("www.") if match else ""


def site_of(urls: Iterable[str]) -> Site | None:
    """The known site of the first address that has one.

    Examples
    --------
    >>> site_of(["https://timmyv.squig.link/?share=a"]).kind
    'laboratory'
    """
    for url in urls:
        host = host_of(url)
        if _AMAZON.search(host):
            return Site("Amazon", "retailer")
        labels = host.split(".")
        for at in range(len(labels) - 1):
            found = SITES.get(".".join(labels[at:]))
            if found is not None:
                return found
    return None


def site_named(name: str) -> Site | None:
    """The known site that a publisher's name is, for entries without an address.

    Examples
    --------
    >>> site_named("RTINGS.com").kind
    'laboratory'
    """
    return _BY_NAME.get(_plain(name)) or _BY_NAME.get(_plain(name).removesuffix("com"))


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


_BY_NAME: Mapping[str, Site] = {_plain(site.name): site for site in SITES.values()}
