"""The address of a shared store may say where it is, and nothing that makes the way less safe."""

import pytest

from coordinator.i18n import use_language
from coordinator.server_errors import (
    AddressHoldsPassword,
    AddressSettingRefused,
    AddressTooWeak,
)
from coordinator.store_errors import StoreAddressWrong
from db.server_address import ServerAddress

PLAIN = "postgresql://birgit@db.solbaek.dk/samplan"


def test_an_address_says_where_the_store_is_and_who_signs_in():
    read = ServerAddress.read(PLAIN)
    assert (read.host, read.port, read.database) == ("db.solbaek.dk", "", "samplan")
    assert (read.login, read.local) == ("birgit", False)
    assert read.places == (("db.solbaek.dk", 5432),)
    assert ServerAddress.read("postgresql+psycopg://db/samplan").login is None


def test_two_servers_stand_in_one_address():
    read = ServerAddress.read(
        "postgresql://a.solbaek.dk:5433,b.solbaek.dk/samplan?target_session_attrs=read-write"
    )
    assert read.places == (("a.solbaek.dk", 5433), ("b.solbaek.dk", 5432))
    assert read.more == (("target_session_attrs", "read-write"),)


def test_of_two_servers_the_one_is_meant_that_takes_changes():
    one, two = (ServerAddress.read(f"postgresql://{each}/samplan") for each in ("a", "a,b"))
    assert (one.more, two.more) == ((), (("target_session_attrs", "read-write"),))
    said = ServerAddress.read("postgresql://a,b/samplan?target_session_attrs=any")
    assert said.more == (("target_session_attrs", "any"),)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("postgresql:///samplan", "/var/run/postgresql,/tmp"),
        ("postgresql:///samplan?host=/srv/sockets", "/srv/sockets"),
    ],
)
def test_a_socket_of_this_machine_crosses_no_network(address, host, monkeypatch):
    monkeypatch.setenv("PGHOST", "elsewhere.example")
    read = ServerAddress.read(address)
    assert (read.host, read.local, read.places) == (host, True, ())


def test_one_server_of_the_network_among_sockets_is_a_network():
    assert not ServerAddress.read("postgresql:///samplan?host=/tmp,db.example").local


def test_what_samplan_does_anyway_may_be_said():
    said = "sslmode=verify-full&channel_binding=require&gssencmode=disable&sslrootcert=/etc/kb.crt"
    assert ServerAddress.read(f"{PLAIN}?{said}").more == (("sslrootcert", "/etc/kb.crt"),)


@pytest.mark.parametrize(
    "setting",
    [
        *(f"sslmode={mode}" for mode in ("disable", "allow", "prefer", "require", "verify-ca")),
        "channel_binding=disable",
        "channel_binding=prefer",
        "gssencmode=prefer",
        "require_auth=password",
        "require_auth=none",
        "require_auth=scram-sha-256,password",
    ],
)
def test_a_weaker_wish_is_refused_and_named(setting):
    with pytest.raises(AddressTooWeak) as refused:
        ServerAddress.read(f"{PLAIN}?{setting.replace('+', '%2B')}")
    use_language("da")
    assert refused.value.sentence.count(setting) == 2


@pytest.mark.parametrize(
    "setting",
    ["options", "passfile", "service", "hostaddr", "sslkey", "sslkeylogfile", "ssl", "hest"],
)
def test_a_setting_of_samplans_own_is_refused_by_its_name(setting):
    with pytest.raises(AddressSettingRefused) as refused:
        ServerAddress.read(f"{PLAIN}?{setting}=hemmelig")
    assert refused.value.facts["setting"] in {setting, "sslmode"}
    assert "hemmelig" not in refused.value.sentence


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://birgit:hemmelig@db.solbaek.dk/samplan",
        "postgresql://db.solbaek.dk/samplan?user=birgit&password=hemmelig",
    ],
)
def test_a_password_in_the_address_is_refused_and_not_repeated(address):
    with pytest.raises(AddressHoldsPassword) as refused:
        ServerAddress.read(address)
    assert "hemmelig" not in refused.value.sentence
    assert "hemmelig" not in repr(refused.value)


@pytest.mark.parametrize(
    "address",
    [
        "mysql://db/samplan",
        "postgresql://db.solbaek.dk",
        "postgresql://db.solbaek.dk/",
        "postgresql://[db/samplan",
    ],
)
def test_what_names_no_database_is_no_address(address):
    with pytest.raises(StoreAddressWrong):
        ServerAddress.read(address)
