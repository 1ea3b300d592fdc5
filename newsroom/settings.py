"""Every setting of the newsroom, read from the environment. The README lists the variables for people."""

from pathlib import Path
from urllib.parse import urlsplit

from django.conf.global_settings import LANGUAGES
from django.utils.csp import CSP
from whitenoise.compress import Compressor

from newsroom import environment

BASE_DIR = Path(__file__).resolve().parent.parent

# What the site keeps (database, pictures, collected static files, secret key) is in one folder, no part of the code.
DATA_DIR = environment.folder("DATA_DIR", BASE_DIR / "var")

# -- Who we are ----------------------------------------------------------------------------------------------

SITE_NAME = environment.text("SITE_NAME", "The Newsroom")
SITE_URL = environment.address("SITE_URL", "http://127.0.0.1:8000")
CONTACT_EMAIL = environment.text("CONTACT_EMAIL")  # public: on the contact page, and where errors are reported
IS_HTTPS = SITE_URL.startswith("https://")

DEBUG = environment.boolean("DEBUG")
SECRET_KEY_IS_GIVEN = bool(environment.text("SECRET_KEY"))
SECRET_KEY = environment.secret("SECRET_KEY", kept_in=DATA_DIR / "secret-key")
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS", [])
# Django takes an IPv6 address in brackets, as it stands in the URL.
SITE_HOST = urlsplit(SITE_URL).netloc.removesuffix(f":{urlsplit(SITE_URL).port}")
ALLOWED_HOSTS = environment.words(
    "ALLOWED_HOSTS", [SITE_HOST, *([] if IS_HTTPS else ["localhost", "127.0.0.1", "[::1]"])]
)

# -- Parts ---------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "newsroom.sign_in.apps.SignInConfig",
    "taggit",  # before ours, which take its admin page off
    "wire",
    "articles",
    "authors",
    "images",
    "js_asset",
    "django_prose_editor",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "newsroom.apps.DeskConfig",  # django.contrib.admin with a first screen of ours
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "newsroom.health.answer_probes",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "newsroom.permissions_policy.ask_devices_for_nothing",
    "newsroom.speculation.name_what_may_be_fetched_early",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.compression.compress_public_pages",
    "newsroom.languages.speak_english_at_the_desk",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "newsroom.sign_in.trail.name_the_actor",
    "newsroom.sign_in.second_factor.ask_for_second_factor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context.site",
            ],
        },
    },
]

# -- Data ----------------------------------------------------------------------------------------------------

DATABASES = {"default": environment.database("DATABASE_URL", default=DATA_DIR / "newsroom.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}}]

# -- Time and language ---------------------------------------------------------------------------------------

USE_TZ = True  # the database holds UTC
TIME_ZONE = environment.time_zone("NEWSROOM_TIME_ZONE", "UTC")  # what editors and readers see, and where a day begins
# Of what readers' pages say besides the stories; the desk speaks English (newsroom/languages.py).
LANGUAGE_CODE = environment.language("SITE_LANGUAGE", "en", known=dict(LANGUAGES))
USE_I18N = True
OLD_AFTER_DAYS = environment.integer("OLD_AFTER_DAYS", 30)  # then a story says how old it is; 0: never
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]

# -- Readers' devices -----------------------------------------------------------------------------------------

# 0 takes back from readers' browsers what shows them their stories while they are offline.
OFFLINE = environment.boolean("OFFLINE", default=True)

# -- Files ---------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "newsroom" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Development serves the files as they are; everything else serves them hashed, compressed and cached forever.
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_MIMETYPES = {".speculationrules": "application/speculationrules+json"}
# Source maps are read by nobody but a debugger, and take longer to compress than everything else together.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

# -- The wire ------------------------------------------------------------------------------------------------

WIRE_INBOX = environment.folder("WIRE_INBOX", DATA_DIR / "inbox")  # watched; a folder in it for each provider
WIRE_FETCH_ALLOW = environment.endpoints("WIRE_FETCH_ALLOW")  # what may be fetched besides the public web

# -- What goes out -------------------------------------------------------------------------------------------

WEBSUB_HUB = environment.web_page("WEBSUB_HUB")  # is told which feeds have changed; empty for none
UNDO_SECONDS = environment.integer("UNDO_SECONDS", 60)  # before anybody outside is told what was published
POST_WITH = "wire.sources.posting.post"  # the guarded way out: articles/ may not import wire/
MAIL_OF_THE_HOST = "smtp://localhost" if IS_HTTPS else ""
MAILERS = {"default": environment.mailer("MAIL_URL", MAIL_OF_THE_HOST, kept_in=DATA_DIR / "mail")}
DEFAULT_FROM_EMAIL = environment.text("MAIL_FROM", f"{SITE_NAME} <newsroom@{urlsplit(SITE_URL).hostname}>")

# -- The API -------------------------------------------------------------------------------------------------

API_LIMIT = environment.integer("API_LIMIT", 120)  # questions a minute from one address; 0 for no limit

# -- Safety --------------------------------------------------------------------------------------------------

# No inline script or style anywhere. Public pages never print the nonce, so they can be cached by anyone;
# the admin prints it where Django's own templates need it (import maps).
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"

SECURE_SSL_REDIRECT = IS_HTTPS
IS_BEHIND_PROXY = environment.boolean("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_BEHIND_PROXY else None
HSTS_SECONDS = environment.integer("HSTS_SECONDS", 31_536_000)  # a year
SECURE_HSTS_SECONDS = HSTS_SECONDS if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_AGE = 8 * 60 * 60  # one shift
if IS_HTTPS:  # no other host of the domain can set these
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
CSRF_TRUSTED_ORIGINS = environment.words("CSRF_TRUSTED_ORIGINS", [SITE_URL])

# -- What went wrong -------------------------------------------------------------------------------------------

# To standard error, where every supervisor looks. Django alone would mail it to nobody when DEBUG is off.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},  # a 404 is no news
    },
}

# -- Tags ----------------------------------------------------------------------------------------------------

TAGGIT_CASE_INSENSITIVE = True

# -- Signing in ------------------------------------------------------------------------------------------------

LOGIN_URL = "admin:login"
AUTHENTICATION_BACKENDS = ["newsroom.sign_in.backend.ThrottledBackend"]
# Whoever may publish or manage people signs in with a code as well. Not on a laptop, where nobody else comes by.
REQUIRE_SECOND_FACTOR = environment.boolean("REQUIRE_SECOND_FACTOR", default=IS_HTTPS and not DEBUG)
OTP_TOTP_ISSUER = SITE_NAME
SILENCED_SYSTEM_CHECKS: list[str] = []
