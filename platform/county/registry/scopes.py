"""OAuth2 scopes are our permissions: an integrator asks for a part of the table, never for a role."""

from typing import Any

from django.utils.translation import gettext
from oauth2_provider.scopes import BaseScopes

from county.registry.permissions import SCOPES


class PermissionScopes(BaseScopes):
    """What django-oauth-toolkit asks when it grants a token."""

    def get_all_scopes(self) -> dict[str, str]:
        return {scope: gettext(text) for scope, text in SCOPES.items()}

    def get_available_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        return list(SCOPES)

    def get_default_scopes(
        self, application: Any = None, request: Any = None, *args: Any, **kwargs: Any
    ) -> list[str]:
        return []
