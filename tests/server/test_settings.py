"""The server's settings say what they mean, or are refused."""

from pathlib import Path

import pytest

from kosidesk.server import settings
from kosidesk.server.errors import NoServerHere, ServerExists, SettingsUnclear


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    made = settings.settings(tmp_path, hosts=["kosi.example.org", "192.0.2.7"], port=9443, backups="/mnt/b")

    settings.write(tmp_path, made)

    assert settings.load(tmp_path) == made


def test_paths_are_meant_from_the_folder_of_the_file(tmp_path: Path) -> None:
    found = settings.settings(tmp_path, hosts=["a"], backups="/mnt/backups")
    assert (found.key, found.backups) == (tmp_path / "keys/database.key", Path("/mnt/backups"))
    assert found.store == tmp_path / "kosidesk.db"


def test_the_url_of_a_postgresql_database_is_no_path(tmp_path: Path) -> None:
    found = settings.settings(tmp_path, hosts=["a"], database="postgresql://kosidesk@localhost/kosidesk")
    assert found.on_postgresql
    assert found.store == "postgresql://kosidesk@localhost/kosidesk"


@pytest.mark.parametrize(
    ("hosts", "said", "url"),
    [
        (["kosi.example.org"], {}, "https://kosi.example.org:8443"),
        (["2001:db8::7"], {}, "https://[2001:db8::7]:8443"),
        (["kosi.example.org"], {"behind_proxy": True}, "https://kosi.example.org"),
    ],
)
def test_desks_find_it_under_the_first_name(
    tmp_path: Path, hosts: list[str], said: dict[str, bool], url: str
) -> None:
    assert settings.settings(tmp_path, hosts=hosts, **said).url == url


@pytest.mark.parametrize(
    "text",
    [
        'hosts = ["a"]\nprot = 8443',  # a typo
        'hosts = ["a"]\nport = "8443"',
        "hosts = []",
        "port = 8443",
        "hosts = [",
        'hosts = ["a"]\nfolder = "/elsewhere"',
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / settings.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsUnclear):
        settings.load(tmp_path)


def test_a_folder_without_settings_holds_no_server(tmp_path: Path) -> None:
    with pytest.raises(NoServerHere):
        settings.load(tmp_path)


def test_a_second_server_overwrites_nothing(tmp_path: Path) -> None:
    made = settings.settings(tmp_path, hosts=["a"])
    settings.write(tmp_path, made)
    with pytest.raises(ServerExists):
        settings.write(tmp_path, made)
