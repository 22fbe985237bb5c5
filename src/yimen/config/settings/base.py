"""Language, time, URLs, templates."""

from yimen.config.env import Environment

ENV = Environment()

DEBUG = ENV.debug
ROOT_URLCONF = "yimen.config.urls"
WSGI_APPLICATION = "yimen.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

DATA_DIR = ENV.data_dir
PUBLIC_URL = ENV.public_url
DEMO = ENV.demo
SMTP_URL = ENV.smtp_url
SMS_URL = ENV.sms_url

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "yimen.platform.pages.context.page_context",
            ],
            "builtins": ["yimen.platform.pages.templatetags.pages"],
        },
    }
]

# The site's navigation is data, so that the base page in the platform names no room.
NAVIGATION = {
    "citizen": [
        ("首页", "/", "public"),
        ("办事", "/search/", "public"),
        ("我的办件", "/cases/", "applicant"),
        ("我的证照", "/licences/", "applicant"),
        ("消息", "/messages/", "applicant"),
    ],
    "desk": [
        ("待办", "/desk/", "staff"),
        ("消息", "/messages/", "staff"),
    ],
}
