"""What every host answers alike: signing in and out, the language, tokens for programs."""

from django.urls import path

from county.registry import signin
from county.registry.middleware import runs_in_county
from county.registry.tokens import TokenEndpoint

urlpatterns = [
    path("login/", signin.sign_in, name="sign_in"),
    path("logout/", signin.sign_out, name="sign_out"),
    path("language/", signin.choose_language, name="set_language"),
    path("oauth/token", runs_in_county(TokenEndpoint.as_view()), name="token"),
]
