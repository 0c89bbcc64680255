"""The log is sent on to a system of the municipality's own: all of it, once, and of nobody."""

import contextlib
import re
import socket
import ssl
import threading
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from coordinator.collector import FileCollector, TlsCollector
from coordinator.desk import Desk
from coordinator.ports import AuditAction, AuditEntry
from coordinator.syslog_lines import syslog_line
from coordinator.use_cases import log_sending
from coordinator.use_cases.log_sending import send_log
from coordinator.use_cases.signing_in import SYSTEM
from plans.errors import RuleBroken
from plans.log_chain import LogRow, SealMark
from tests.builders import BIRGER, BO, CLOCK, METTE, identity
from tests.certificates import Authority
from tests.coordinator.house_of_plans import refused

AT = datetime(2026, 11, 17, 7, 12, 30, 123456, tzinfo=UTC)
ROW = LogRow(
    uuid4(), AT, METTE.id, 'Mette "M" Prøve]gaard\\\n', "caseworker", "view", identity(BO),
    "citizen", None, "Bo Testrup ringede 150277-9995", False, None, "ab" * 32, 7,
)  # fmt: skip


def write(house, count=1):
    with house.begin(METTE, True) as work:
        for _each in range(count):
            entry = AuditEntry(AuditAction.VIEW, identity(BO), "citizen", why="Bo", related=True)
            work.audit.record(entry)
        work.commit()
    with house.begin(BIRGER, True) as work:
        work.sealed_log.seal()
        work.commit()


class Sent:
    """What arrived, and how far it is known to have."""

    def __init__(self):
        self.rows, self.marks, self.breaks = [], [], False

    def give(self, rows):
        if self.breaks:
            raise RuleBroken("collector-away")
        self.rows += rows

    def run(self, house):
        after = self.marks[-1] if self.marks else None
        # As who runs the server does.
        desk = Desk(SYSTEM, house.begin, CLOCK)
        return send_log(desk, after, self.give, self.marks.append)


def test_each_row_is_sent_once_and_a_run_goes_on_where_the_last_one_stopped(house):
    sent = Sent()
    assert sent.run(house) == 0
    write(house, 3)
    write(house)
    assert sent.run(house) == 4
    seen = [row.id for row in sent.rows]
    assert len(set(seen)) == 4
    # That the log was sent is a row of its own, which the next run sends.
    write(house)
    assert sent.run(house) == 2
    assert [row.subject for row in sent.rows].count("log_sent") == 1
    assert len({row.id for row in sent.rows}) == 6


def test_a_run_that_broke_off_gives_again_what_did_not_arrive(memory_house, monkeypatch):
    monkeypatch.setattr(log_sending, "_AT_ONCE", 1)
    sent = Sent()
    write(memory_house)
    write(memory_house)
    whole = sent.give

    def once(rows):
        whole(rows)
        sent.breaks = True

    sent.give = once
    assert refused(lambda: sent.run(memory_house)) == "collector-away"
    assert [each.number for each in sent.marks] == [1]
    sent.give, sent.breaks = whole, False
    assert sent.run(memory_house) == 1
    assert len({row.id for row in sent.rows}) == 2


def test_a_mark_of_another_log_sends_nothing(memory_house):
    write(memory_house)
    mark = SealMark(1, AT, "cd" * 32)
    deed = partial_send(memory_house, BIRGER, mark)
    assert refused(deed) == "log-mark-unknown"
    assert refused(partial_send(memory_house, METTE, None)) == "not-allowed"


def partial_send(house, who, mark):
    return lambda: send_log(house.desk(who), mark, lambda _rows: None, lambda _mark: None)


def test_a_row_is_one_line_of_syslog_without_a_word_of_a_citizen():
    line = syslog_line(ROW, "db 1\n").decode()
    assert re.match(
        r"<110>1 2026-11-17T07:12:30\.123Z db1 samplan - view \[samplan@32473 row=\"", line
    )
    assert r'staff="Mette \"M\" Prøve\]gaard\\ "' in line
    assert f'citizenId="{identity(BO)}"' in line
    assert f'hash="{"ab" * 32}"' in line
    assert "\n" not in line
    assert not {"Testrup", "150277", "9995", "ringede"} & set(re.findall(r"\w+", line))
    assert syslog_line(replace(ROW, action="refused")).startswith(b"<108>1 ")


def test_a_file_is_added_to_and_for_its_owner_alone(tmp_path):
    file = tmp_path / "samplan.log"
    FileCollector(file).give([b"one"])
    FileCollector(file).give([b"two", b"three"])
    assert file.read_bytes() == b"one\ntwo\nthree\n"
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(RuleBroken, match="collector-file"):
        FileCollector(tmp_path).give([b"one"])


class Siem:
    """A collector of syslog over TLS, as RFC 5425 wants it; ``hangs_up`` reads nothing."""

    def __init__(self, folder, authority, *, hangs_up=False):
        authority.issue(folder, "localhost")
        self._tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._tls.load_cert_chain(folder / "server.crt", folder / "server.key")
        self._door = socket.create_server(("localhost", 0))
        self.place = f"localhost:{self._door.getsockname()[1]}"
        self.read, self._hangs_up = b"", hangs_up
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self):
        with self._door, contextlib.suppress(OSError):
            plain, _from = self._door.accept()
            plain.settimeout(10)
            with (
                contextlib.suppress(OSError),
                self._tls.wrap_socket(plain, server_side=True) as line,
            ):
                if self._hangs_up:
                    # Closed with something unread, which a system answers with a reset.
                    return
                while some := line.recv(65536):
                    self.read += some
                line.unwrap()

    def done(self):
        self._thread.join(10)
        assert not self._thread.is_alive()
        return self.read


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path / "root.crt")


def test_lines_go_over_tls_each_with_its_length(tmp_path, authority):
    siem = Siem(tmp_path, authority)
    TlsCollector(siem.place, authority.root).give([b"one", "tå".encode()])
    assert siem.done() == b"3 one3 t\xc3\xa5"


def test_a_collector_that_breaks_off_has_not_taken_it(tmp_path, authority):
    siem = Siem(tmp_path, authority, hangs_up=True)
    many = [b"x" * 1_000_000] * 20
    with pytest.raises(RuleBroken, match="collector-away"):
        TlsCollector(siem.place, authority.root).give(many)
    siem.done()


def test_nothing_is_said_to_a_collector_that_nobody_vouches_for(tmp_path, authority):
    siem = Siem(tmp_path, authority)
    with pytest.raises(RuleBroken, match="collector-untrusted"):
        TlsCollector(siem.place).give([b"one"])
    assert siem.done() == b""


def test_a_collector_that_is_not_there_or_written_wrongly_is_told(tmp_path, authority):
    with socket.create_server(("localhost", 0)) as nobody:
        port = nobody.getsockname()[1]
    with pytest.raises(RuleBroken, match="collector-away"):
        TlsCollector(f"localhost:{port}", authority.root).give([b"one"])
    for place in ("", ":6514", "localhost:x"):
        with pytest.raises(RuleBroken, match="collector-address"):
            TlsCollector(place)
    with pytest.raises(RuleBroken, match="collector-untrusted"):
        TlsCollector("localhost", tmp_path / "none.crt")
