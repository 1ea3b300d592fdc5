"""Choosing authors, pictures and topics: a plain list while it is short, a search in it when it is long."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

LONG = 60  # names; a list that fits no screen is searched, not read


def one_of(link, admin_site, *, count: int) -> forms.Select:
    """The widget for one of `link`'s rows. The plain list works without script."""
    return AutocompleteSelect(link, admin_site) if count > LONG else forms.Select()


class InOrder(AutocompleteSelectMultiple):
    """Several rows, in the order in which they were chosen."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        # The button that clears everything at once is a <span> in a list, which screen readers cannot follow.
        return super().build_attrs(base_attrs, extra_attrs) | {"data-allow-clear": "false"}

    def optgroups(self, name, value, attr=None):
        groups = super().optgroups(name, value, attr)
        options = groups[0][1]
        options.sort(key=lambda option: value.index(str(option["value"])))
        return groups


class InOrderField(forms.ModelMultipleChoiceField):
    """Primary keys, in the order in which they came."""

    def clean(self, value) -> tuple[int, ...]:
        found = {row.pk for row in super().clean(value)}
        return tuple(pk for pk in dict.fromkeys(map(int, value or ())) if pk in found)

    def has_changed(self, initial, data):
        return [str(pk) for pk in initial or ()] != [str(pk) for pk in data or ()]
