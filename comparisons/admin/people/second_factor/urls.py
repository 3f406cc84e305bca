"""The addresses of the second factor, with the names that django-allauth looks up. No other of its pages is served."""

from __future__ import annotations

from django.contrib import admin
from django.urls import path
from django.views.decorators.cache import never_cache

from comparisons.admin.people.second_factor import pages

in_desk = admin.site.admin_view

urlpatterns = [
    path("code/", never_cache(pages.Code.as_view()), name="mfa_authenticate"),
    path("passkey-sign-in/", never_cache(pages.PasskeySignIn.as_view()), name="mfa_login_webauthn"),
    path("", in_desk(pages.SecondFactors.as_view()), name="mfa_index"),
    path("password/", in_desk(pages.PasswordAgain.as_view()), name="account_reauthenticate"),
    path("app/", in_desk(pages.App.as_view()), name="mfa_activate_totp"),
    path("app/remove/", in_desk(pages.RemoveApp.as_view()), name="mfa_deactivate_totp"),
    path("passkeys/add/", in_desk(pages.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/remove/", in_desk(pages.RemovePasskey.as_view()), name="mfa_remove_webauthn"),
    path("recovery-codes/", in_desk(pages.RecoveryCodes.as_view()), name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", in_desk(pages.NewRecoveryCodes.as_view()), name="mfa_generate_recovery_codes"),
]
