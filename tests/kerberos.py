"""A Kerberos realm of a test's own: a KDC, a service and people with tickets."""

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.postgres import UNTIL_CLOSED, free_port

REALM = "SAMPLAN.TEST"
_PATIENCE_S = 30
_TOOLS = ("krb5kdc", "kdb5_util", "kadmin.local", "kinit")

# Names are taken as they are: what a machine is called elsewhere must not matter.
_CLIENT = """[libdefaults]
default_realm = {realm}
dns_lookup_kdc = false
dns_lookup_realm = false
dns_canonicalize_hostname = false
rdns = false
[realms]
{realm} = {{
  kdc = 127.0.0.1:{port}
}}
"""
_KDC = """[kdcdefaults]
kdc_listen = 127.0.0.1:{port}
kdc_tcp_listen = 127.0.0.1:{port}
[realms]
{realm} = {{
  database_name = {folder}/principals
  key_stash_file = {folder}/stash
  acl_file = {folder}/none.acl
}}
[logging]
kdc = FILE:{folder}/kdc.log
"""


@dataclass(frozen=True, slots=True)
class Realm:
    """A running realm; ``environment`` is what its tools and clients need."""

    folder: Path
    environment: dict[str, str]

    def add_service(self, name: str, keytab: Path) -> None:
        """Make a service's principal and put its key into a file for it."""
        self._administer(f"addprinc -randkey {name}")
        self._administer(f"ktadd -k {keytab} {name}")

    def sign_in(self, login: str) -> str:
        """Make somebody with a ticket; give the name of its cache, for KRB5CCNAME."""
        keytab, cache = self.folder / f"{login}.keytab", f"FILE:{self.folder}/{login}.tickets"
        self._administer(f"addprinc -randkey {login}")
        self._administer(f"ktadd -k {keytab} {login}")
        kinit = [_tool("kinit"), "-k", "-t", str(keytab), "-c", cache, login]
        until = time.monotonic() + _PATIENCE_S
        while True:
            done = self._run(kinit)
            if done.returncode == 0:
                return cache
            assert time.monotonic() < until, done.stderr
            time.sleep(0.05)  # the KDC is still starting

    def _administer(self, query: str) -> None:
        command = [_tool("kadmin.local"), "-r", REALM, "-q", query]
        done = self._run(command)
        assert done.returncode == 0, done.stderr

    def _run(self, command: list[str]) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )


@contextlib.contextmanager
def realm(folder: Path, settings: Path) -> Iterator[Realm]:
    """Run a KDC in ``folder``; clients and servers read ``settings``.

    Skips the test where the system has no KDC: it is Debian's krb5-kdc, krb5-admin-server and
    krb5-user.
    """
    if missing := [name for name in _TOOLS if _tool(name) == ""]:
        pytest.skip(f"NOT TESTED: signing in by Kerberos. This system lacks {', '.join(missing)}")
    port = free_port()
    settings.write_text(_CLIENT.format(realm=REALM, port=port), encoding="utf-8")
    own = folder / "kdc.conf"
    own.write_text(_KDC.format(realm=REALM, port=port, folder=folder), encoding="utf-8")
    environment = {
        **os.environ,
        "KRB5_CONFIG": str(settings),
        "KRB5_KDC_PROFILE": str(own),
        "KRB5CCNAME": f"FILE:{folder}/none",
    }
    made = Realm(folder, environment)
    create = [_tool("kdb5_util"), "-r", REALM, "create", "-s", "-P", "for this test alone"]
    subprocess.run(create, env=environment, check=True, capture_output=True)
    command = ["/bin/sh", "-c", UNTIL_CLOSED, "sh", _tool("krb5kdc"), "-n", "-r", REALM]
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE) as kdc:
        assert kdc.stdin is not None
        try:
            yield made
        finally:
            kdc.stdin.close()
            kdc.wait(_PATIENCE_S)


def _tool(name: str) -> str:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin") or ""
