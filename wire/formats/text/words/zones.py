"""Names of time zones as pages print them."""

# Minutes east of Greenwich. Where two zones share a name, the one that news pages mean.
ZONES = {
    **dict.fromkeys(("z", "utc", "gmt", "wet"), 0),
    **dict.fromkeys(("bst", "cet", "mez", "wat"), 60),
    **dict.fromkeys(("cest", "mesz", "eet", "sast", "cat"), 120),
    **dict.fromkeys(("eest", "msk", "мск", "trt", "eat"), 180),
    **dict.fromkeys(("pkt",), 300),
    **dict.fromkeys(("ist",), 330),
    **dict.fromkeys(("wib", "ict"), 420),
    **dict.fromkeys(("wita", "hkt", "sgt", "awst", "pht", "myt"), 480),
    **dict.fromkeys(("wit", "jst", "kst"), 540),
    **dict.fromkeys(("acst",), 570),
    **dict.fromkeys(("aest",), 600),
    **dict.fromkeys(("aedt",), 660),
    **dict.fromkeys(("nzst",), 720),
    **dict.fromkeys(("nzdt",), 780),
    **dict.fromkeys(("brt", "art"), -180),
    **dict.fromkeys(("ast", "edt"), -240),
    **dict.fromkeys(("est", "cdt"), -300),
    **dict.fromkeys(("cst", "mdt"), -360),
    **dict.fromkeys(("mst", "pdt"), -420),
    **dict.fromkeys(("pst", "akdt"), -480),
    **dict.fromkeys(("akst",), -540),
    **dict.fromkeys(("hst",), -600),
}
# Zones that change their clock, printed without saying which half of the year it is.
CLOCK_ZONES = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}
