"""Property tests here are arithmetic; on a busy machine a time limit per example gives false alarms."""

from hypothesis import settings

settings.register_profile("kernel", deadline=None)
settings.load_profile("kernel")
