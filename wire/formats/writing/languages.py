"""The language of copy in BCP 47, however a sender spells it."""

import re
from collections.abc import Iterable
from functools import lru_cache

from wire.formats.story import Block
from wire.formats.writing import language

_THREE = (
    "ara=ar bul=bg cat=ca ces=cs cze=cs dan=da deu=de ger=de ell=el gre=el eng=en est=et eus=eu baq=eu fas=fa per=fa "
    "fin=fi fra=fr fre=fr gle=ga glg=gl heb=he hin=hi hrv=hr hun=hu isl=is ice=is ita=it jpn=ja kor=ko lav=lv lit=lt "
    "nld=nl dut=nl nob=nb nno=nn nor=no pol=pl por=pt ron=ro rum=ro rus=ru slk=sk slo=sk slv=sl spa=es sqi=sq alb=sq "
    "srp=sr swe=sv tur=tr ukr=uk urd=ur zho=zh chi=zh"
)
_SHORT = dict(pair.split("=") for pair in _THREE.split(" "))
_ENOUGH = 1500  # characters: more tells nothing new, and costs more than the rest of the reading
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")


@lru_cache(maxsize=256)  # they are few
def read(sent: str) -> str:
    """ "FR" is fr, "swe" is sv, "en_gb" is en-GB; nothing where it is no language ("x-default", a number)."""
    sent = sent.strip()
    if not _TAG.fullmatch(sent):
        return ""
    first, *rest = re.split("[-_]", sent)
    language = _SHORT.get(first.casefold(), first.casefold())
    return "-".join([language, *(part.upper() if len(part) == 2 else part for part in rest)])


def guess(body: Iterable[Block]) -> str:
    """The language of a text whose sender does not name it; nothing where it is too short to tell."""
    sample = ""
    for block in body:
        sample += f"{block.text}\n"
        if len(sample) > _ENOUGH:
            break
    return language.guess(sample[:_ENOUGH])
