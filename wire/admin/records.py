"""What is looked at and acted on, and never edited by hand."""


class RecordAdmin:
    """For a ModelAdmin whose rows are what happened: whoever may see received copy may see them."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("wire.view_document")
