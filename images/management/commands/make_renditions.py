"""Make what readers would otherwise wait for, and take away the renditions that have no address any more."""

from itertools import groupby

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from images.making import NotMade, make
from images.models import Image
from images.renditions import ID_LENGTH, all_renditions, folder, key


class Command(BaseCommand):
    help = "Make the renditions of all pictures that are not there yet, and delete those of earlier crops and words."

    def add_arguments(self, parser):
        parser.add_argument("--most", type=int, help="stop after so many pictures, the newest first")

    def handle(self, *, most, **options):
        made = damaged = 0
        for image in Image.objects.exclude(file="").order_by("-pk")[:most].iterator():
            wanted = [one for one in all_renditions(image) if not default_storage.exists(one.name)]
            try:
                # a shape at a time: the smaller the largest of them, the less of the original has to be decoded
                for _, of_a_shape in groupby(wanted, key=lambda one: one.shape):
                    make(image, of_a_shape)
            except NotMade as exc:
                damaged += 1
                self.stderr.write(str(exc))
            else:
                made += len(wanted)
        gone = _prune()
        self.stdout.write(f"{made} renditions made, {gone} folders of former ones deleted.")
        if damaged:
            raise CommandError(f"Lost or damaged: {damaged} of the pictures.")


def _prune() -> int:
    """A page that was made a minute ago may still name a former crop; it is led to the one of now."""
    if not default_storage.exists("renditions"):
        return 0
    gone = 0
    for start in default_storage.listdir("renditions")[0]:
        images = Image.objects.filter(sha256__startswith=start).exclude(file="")
        kept = {folder(image.sha256[:ID_LENGTH], key(image)) for image in images}
        for name in default_storage.listdir(f"renditions/{start}")[0]:
            path = f"renditions/{start}/{name}"
            if path not in kept:
                for file in default_storage.listdir(path)[1]:
                    default_storage.delete(f"{path}/{file}")
                default_storage.delete(path)
                gone += 1
    return gone
