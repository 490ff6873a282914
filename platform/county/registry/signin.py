"""Signing in and out, and choosing a language: the county's, on whichever host one stands."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth import authenticate, login, logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from county.registry.actors import SESSION_PLACE, member, place_code
from county.registry.middleware import runs_in_county
from county.registry.rate import allow, caller_of
from county.registry.request import PlacedRequest

TRIES = 10  # for one name: a password is not guessed
TRIES_FROM_ONE_PLACE = 200  # for all names: a whole hall signs in from behind one address at eight o'clock
PER = timedelta(minutes=5)


class SignInForm(forms.Form):
    """Name and password; says the same whichever of the two is wrong."""

    username = forms.CharField(label=_("Sign-in name"), max_length=60)
    password = forms.CharField(label=_("Password"), max_length=200, widget=forms.PasswordInput)

    def __init__(self, request: PlacedRequest, *args: Any) -> None:
        super().__init__(*args)
        self.request = request
        self.user: Any = None
        self.fields["username"].widget.attrs.update(autofocus=True, autocomplete="username")
        self.fields["password"].widget.attrs.update(autocomplete="current-password")

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or {}
        if self.errors:
            return fields
        request = self.request
        if not self._may_try(fields["username"]):
            raise forms.ValidationError(_("Too many tries. Please wait five minutes."), code="too_many_tries")
        user = authenticate(request, **fields)
        if user is None or not member(user, request.hall).is_known:
            raise forms.ValidationError(
                _("This name and password do not open this place."), code="sign_in_failed"
            )
        self.user = user
        return fields

    def _may_try(self, username: str) -> bool:
        request = self.request
        by_name = caller_of(request, asks_for=username.casefold())
        return allow(
            "sign_in", caller_of(request), at_most=TRIES_FROM_ONE_PLACE, per=PER, now=request.now
        ) and allow("sign_in_name", by_name, at_most=TRIES, per=PER, now=request.now)


@runs_in_county
@require_http_methods(["GET", "POST"])
def sign_in(request: PlacedRequest) -> HttpResponse:
    """A session opened here holds here only: it remembers its place, and ActorMiddleware compares."""
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.user)
        request.session[SESSION_PLACE] = place_code(request.hall)
        return HttpResponseRedirect(_where_to(request))  # `redirect` would take a word for the name of a view
    status = 200 if request.method == "GET" else 422
    return render(
        request, "registry/sign_in.html", {"form": form, "next": request.GET.get("next", "")}, status=status
    )


@runs_in_county
@require_POST
def sign_out(request: PlacedRequest) -> HttpResponse:
    logout(request)
    return redirect("/")


# Choosing a language changes nothing worth forging; so public pages carry no token and set no cookie.
choose_language = csrf_exempt(runs_in_county(set_language))


def _where_to(request: PlacedRequest) -> str:
    wished = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wished, {request.get_host()}, require_https=request.is_secure()):
        return wished
    return "/desk/" if request.hall else "/"
