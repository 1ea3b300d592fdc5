"""The drawn cards of stories, for those who share them."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles.models import Article
from articles.templatetags.share_cards import card_address, card_key, card_of
from articles.views.pictures import YEAR
from images import cards, making


@require_safe
def share_card(request: HttpRequest, uid: UUID, key: str) -> HttpResponse:
    """The card of a story that readers may see. There is one address at a time; the one of before leads to it.

    What is drawn at an address never changes, but shared caches ask again every minute: the story may be killed.
    """
    at = timezone.now()
    story = get_object_or_404(Article.objects.published(at).select_related("section"), uid=uid)
    card = card_of(story)
    if not cards.can_draw(card):
        raise Http404
    seconds = Article.objects.edition(at).seconds
    if key != card_key(story):
        response: HttpResponse = HttpResponseRedirect(card_address(story))
        patch_cache_control(response, public=True, max_age=seconds)
        return response
    try:
        with making.kept(f"cards/{uid.hex[:2]}/{uid}", f"{key}.png", lambda: cards.draw(card)) as file:
            response = HttpResponse(file.read(), content_type="image/png")
    except making.Busy:
        response = HttpResponse(status=503, headers={"Retry-After": "5"})
        patch_cache_control(response, no_store=True)
        return response
    patch_cache_control(response, public=True, immutable=True, max_age=YEAR if seconds else 0, s_maxage=seconds)
    return response
