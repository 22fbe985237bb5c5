"""Keys of the installation: made once, whole, readable by the owner only."""

from concurrent.futures import ThreadPoolExecutor

from yimen.platform.crypto.keys import load_or_create_key


def test_a_key_is_made_once_and_kept(tmp_path):
    first = load_or_create_key(tmp_path, "fields")

    assert len(first) == 64
    assert load_or_create_key(tmp_path, "fields") == first
    assert load_or_create_key(tmp_path, "index") != first


def test_many_that_start_together_get_one_key(tmp_path):
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(lambda _: load_or_create_key(tmp_path, "fields"), range(64)))

    assert len(keys) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["fields.key"]


def test_only_the_owner_reads_a_key(tmp_path):
    load_or_create_key(tmp_path, "fields")

    assert (tmp_path / "keys" / "fields.key").stat().st_mode & 0o077 == 0


def test_a_key_given_by_the_environment_wins(tmp_path, monkeypatch):
    monkeypatch.setenv("YIMEN_KEY_FIELDS", "ab" * 32)

    assert load_or_create_key(tmp_path, "fields") == "ab" * 32
    assert not (tmp_path / "keys").exists()
