"""What every environment shares. Each file beside this one says only how it differs."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from incubator.csp import PUBLIC_POLICY
from incubator.database import database, is_postgresql
from incubator.env import BASE_DIR, env, mailer

SITE_NAME = env.str("SITE_NAME", "Portefeuille des incubateurs")
SITE_URL = env.str("SITE_URL", "http://localhost:8000").rstrip("/")
ADMIN_PATH = "/admin/"

# The State's block mark and typeface are for State sites on .gouv.fr only: off by default.
STATE_BRAND = env.bool("STATE_BRAND", False)

INSTALLED_APPS = [
    "incubator.accounts",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "modelsearch",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "widget_tweaks",
    "dsfr",
    "simple_history",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
    "axes",
    "django_tasks_db",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "django_otp_webauthn",
    # After Wagtail, whose notices of moderation the public site replaces when it is ready.
    "startups",
    "cms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "incubator.csp.AdminPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "incubator.accounts.middleware.SignedInMark",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "incubator.accounts.middleware.SessionMiddleware",
    "incubator.accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "cms.admin_guards.SideDoors",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "incubator.urls"
WSGI_APPLICATION = "incubator.wsgi.application"
ASGI_APPLICATION = "incubator.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context.site",
            ],
            "builtins": ["startups.templatetags.formats"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database()}
if is_postgresql(DATABASES["default"]):
    INSTALLED_APPS.append("django.contrib.postgres")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "sesame.backends.ModelBackend",
    "incubator.accounts.oidc.IdentityBackend",
    "django_otp_webauthn.backends.WebAuthnBackend",
    # Signs nobody in: opens the admin to whoever has something to do there today.
    "startups.backends.RightsBackend",
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "signed_in"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_RESET_TIMEOUT = 60 * 60

# Links sent by mail: they work once, for a quarter of an hour.
SESAME_MAX_AGE = 15 * 60
SESAME_ONE_TIME = True
SESAME_INVALIDATE_ON_EMAIL_CHANGE = True
SESAME_SIGNATURE_SIZE = 16

# Passwords tried: counted for an account from an address, forgotten after five minutes, and
# known by digests. How often an address may fail, whatever the accounts: accounts.throttling.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=5)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "incubator.accounts.throttling.account_key"
AXES_CLIENT_IP_CALLABLE = "incubator.accounts.addresses.client_address"
AXES_WHITELIST_CALLABLE = "incubator.accounts.throttling.is_no_password"
AXES_LOCKOUT_CALLABLE = "incubator.accounts.views.signing_in.too_many_attempts"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "email", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# How many proxies of ours add an address to X-Forwarded-For.
PROXY_COUNT = env.int("PROXY_COUNT", 0)

# Who must have a second factor is a rule of the domain; where it is not enforced, nobody.
ACCOUNT_POLICY = "startups.web.account_policy"
SECOND_FACTOR_REQUIRED = f"{ACCOUNT_POLICY}.must_have_second_factor"
SECOND_FACTOR_ENFORCED = env.bool("SECOND_FACTOR_ENFORCED", True)
OTP_TOTP_ISSUER = SITE_NAME
OTP_WEBAUTHN_RP_NAME = SITE_NAME
OTP_WEBAUTHN_RP_ID = urlsplit(SITE_URL).hostname
OTP_WEBAUTHN_ALLOWED_ORIGINS = [SITE_URL]
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = True
OTP_WEBAUTHN_HELPER_CLASS = "incubator.accounts.passkeys.PasskeyHelper"

# An identity provider (ProConnect): there when its issuer is given. Its addresses come from its
# own discovery document. The names that start with OIDC_RP and OIDC_OP are the library's.
OIDC_ISSUER = env.str("OIDC_ISSUER", "")
OIDC_NAME = env.str("OIDC_NAME", "ProConnect")
OIDC_RP_CLIENT_ID = env.str("OIDC_CLIENT_ID", "")
OIDC_RP_CLIENT_SECRET = env.str("OIDC_CLIENT_SECRET", "")
OIDC_RP_SCOPES = env.str("OIDC_SCOPES", "openid email given_name usual_name")
OIDC_RP_SIGN_ALGO = env.str("OIDC_SIGN_ALGORITHM", "RS256")
OIDC_ACR_VALUES = env.str("OIDC_ACR_VALUES", "")
OIDC_USE_PKCE = env.bool("OIDC_USE_PKCE", False)
OIDC_USERINFO_SIGNED = env.bool("OIDC_USERINFO_SIGNED", True)
OIDC_EMAIL_VERIFIED_REQUIRED = env.bool("OIDC_EMAIL_VERIFIED_REQUIRED", True)
OIDC_STATE_SIZE = OIDC_NONCE_SIZE = 43
OIDC_TIMEOUT = 10  # seconds
OIDC_CREATE_USER = False
OIDC_STORE_ID_TOKEN = True  # signing out of the provider needs it

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "incubator" / "locale"]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", BASE_DIR / "var" / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", BASE_DIR / "var" / "media")
# Files that only a view hands out, once it has asked who may read them: never below MEDIA_ROOT.
PRIVATE_MEDIA_ROOT = env.path(
    "PRIVATE_MEDIA_ROOT", MEDIA_ROOT.with_name(f"{MEDIA_ROOT.name}-private")
)
PRIVATE_DOCUMENT_MAX_SIZE = env.int("PRIVATE_DOCUMENT_MAX_MEGABYTES", 20) * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "private": {"BACKEND": "incubator.storage.PrivateStorage"},
}

# After these days (month-day) of a year an order or a payment is said to be late; never refused.
BUDGET_LAST_ORDER = env.str("BUDGET_LAST_ORDER", "12-15")
BUDGET_LAST_PAYMENT = env.str("BUDGET_LAST_PAYMENT", "11-30")
# How many days after the end of a half-year its statement is expected from the team.
BUDGET_STATEMENT_DAYS = env.int("BUDGET_STATEMENT_DAYS", 45)
# How many days before and after these it is said what is left to do, and what came late.
BUDGET_YEAR_END_DAYS = env.int("BUDGET_YEAR_END_DAYS", 60)
# A contract is near its end these days before it, and its ceiling from this percentage on.
BUDGET_CONTRACT_DAYS = env.int("BUDGET_CONTRACT_DAYS", 180)
BUDGET_CEILING_PERCENT = env.int("BUDGET_CEILING_PERCENT", 80)
# For how many days an order may wait: a quote for the order; the delivery, once the months that
# it covers are over; the invoice; the payment, which the law wants within 30 days.
BUDGET_QUOTE_DAYS = env.int("BUDGET_QUOTE_DAYS", 60)
BUDGET_DELIVERY_DAYS = env.int("BUDGET_DELIVERY_DAYS", 30)
BUDGET_INVOICE_DAYS = env.int("BUDGET_INVOICE_DAYS", 30)
BUDGET_PAYMENT_DAYS = env.int("BUDGET_PAYMENT_DAYS", 30)

MAILERS = {"default": mailer("console:")}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "portefeuille@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# How long an answer takes must not tell whether a mail was sent.
MAIL_IN_BACKGROUND = True

# "default" stays immediate: Wagtail's own jobs (the indexes) read it and must not wait for a
# worker. An import has them done once, at its end.
TASKS_WORKER = env.bool("TASKS_WORKER", False)
_BACKGROUND = (
    "django_tasks_db.DatabaseBackend"
    if TASKS_WORKER
    else "django.tasks.backends.immediate.ImmediateBackend"
)
TASKS = {
    "default": {"BACKEND": "incubator.indexing.IndexingBackend"},
    "background": {"BACKEND": _BACKGROUND},
}

SECURE_CSP = PUBLIC_POLICY
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # previews in the page editor excepted: incubator.csp
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Beside it, without any secret: scripts of pages that are the same for everybody read it.
SIGNED_IN_COOKIE_NAME = "signed_in"
CSRF_COOKIE_SAMESITE = "Lax"

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# The integrity digests that django-dsfr prints do not match hashed static files.
DSFR_USE_INTEGRITY_CHECKSUMS = False
DSFR_MARK_OPTIONAL_FIELDS = True

WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français"), ("en", "English")]
# Passwords and addresses are the business of incubator.accounts: no second way to change them.
WAGTAILADMIN_LOGIN_URL = "login"
WAGTAIL_FRONTEND_LOGIN_URL = "login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
# No call to other people's servers.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.approval.publish_approved"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.documents.LibraryDocumentForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}

SILENCED_SYSTEM_CHECKS: list[str] = []
