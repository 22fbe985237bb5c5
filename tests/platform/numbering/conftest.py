from tests.platform.two_databases import committed

__all__ = ["committed"]
