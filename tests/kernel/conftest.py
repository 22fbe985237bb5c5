"""Property tests here are pure arithmetic; on a busy machine a time limit per example only gives false alarms."""

from hypothesis import settings

settings.register_profile("kernel", deadline=None)
settings.load_profile("kernel")
