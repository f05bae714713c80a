"""The addresses of sign-in and of one's account, in each language; and those that have none."""

from django.urls import include, path, re_path

from .views import account, invitations, passkeys, passwords, proconnect, second_factor, signing_in

passkey_urls = (
    [
        path(
            "registration/begin/",
            passkeys.BeginRegistrationView.as_view(),
            name="credential-registration-begin",
        ),
        path(
            "registration/complete/",
            passkeys.CompleteRegistrationView.as_view(),
            name="credential-registration-complete",
        ),
        path(
            "authentication/begin/",
            passkeys.BeginAuthenticationView.as_view(),
            name="credential-authentication-begin",
        ),
        path(
            "authentication/complete/",
            passkeys.CompleteAuthenticationView.as_view(),
            name="credential-authentication-complete",
        ),
    ],
    "otp_webauthn",
)

urlpatterns = [
    path("connexion/", signing_in.SignInView.as_view(), name="login"),
    path("connexion/suite/", signing_in.SignedInView.as_view(), name="signed_in"),
    path("connexion/lien/", signing_in.LinkRequestView.as_view(), name="login_link"),
    path("connexion/lien/envoye/", signing_in.LinkSentView.as_view(), name="login_link_sent"),
    path("connexion/lien/<str:token>/", signing_in.LinkUseView.as_view(), name="login_link_use"),
    path(
        "connexion/verification/", second_factor.VerifyView.as_view(), name="second_factor_verify"
    ),
    path("connexion/cle/", include(passkey_urls)),
    path("deconnexion/", signing_in.SignOutView.as_view(), name="logout"),
    path("mot-de-passe/", passwords.ResetRequestView.as_view(), name="password_reset"),
    path("mot-de-passe/envoye/", passwords.ResetSentView.as_view(), name="password_reset_sent"),
    path(
        "mot-de-passe/<str:uidb64>/<str:token>/",
        passwords.ResetConfirmView.as_view(),
        name="password_reset_confirm",
    ),
    path("invitation/<str:token>/", invitations.InvitationView.as_view(), name="invitation"),
    path("compte/", account.AccountView.as_view(), name="account"),
    path("compte/nom/", account.NameView.as_view(), name="account_name"),
    path("compte/langue/", account.LanguageView.as_view(), name="account_language"),
    path("compte/sessions/", account.EndSessionsView.as_view(), name="sessions_end"),
    path("compte/mot-de-passe/", passwords.ChangePasswordView.as_view(), name="password_change"),
    path("compte/second-facteur/", second_factor.ChooseFactorView.as_view(), name="second_factor"),
    path(
        "compte/second-facteur/application/",
        second_factor.EnrolApplicationView.as_view(),
        name="totp_enrol",
    ),
    path(
        "compte/second-facteur/codes/",
        second_factor.RecoveryCodesView.as_view(),
        name="recovery_codes",
    ),
    re_path(
        r"^compte/second-facteur/(?P<kind>application|passkey)/(?P<pk>\d{1,18})/retirer/$",
        second_factor.RemoveFactorView.as_view(),
        name="factor_remove",
    ),
    # Wagtail signs visitors of private pages in here.
    path("_util/login/", signing_in.to_sign_in, name="frontend_login"),
]

# A provider is told these addresses once: they have no language.
provider_urls = [
    path(
        "connexion/fournisseur/",
        proconnect.BeginView.as_view(),
        name="oidc_authentication_init",
    ),
    path(
        "connexion/fournisseur/retour/",
        proconnect.CallbackView.as_view(),
        name="oidc_authentication_callback",
    ),
    path("deconnexion/retour/", proconnect.signed_out, name="oidc_signed_out"),
]

# Before the admin's own: they stand where it would sign people in.
admin_urls = [
    path("login/", signing_in.to_sign_in, name="admin_login_closed"),
    path("logout/", signing_in.SignOutView.as_view(), name="admin_logout"),
    re_path(r"^password_reset/", signing_in.to_password_reset, name="admin_reset_closed"),
]
