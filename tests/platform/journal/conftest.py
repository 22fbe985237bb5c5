import pytest

from tests.platform.two_databases import committed

__all__ = ["committed"]


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path
