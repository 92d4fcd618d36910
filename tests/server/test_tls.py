"""The server's own certificate names it, and its fingerprint is the one a client sees."""

import hashlib
import os
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509

from kosidesk.server import tls
from kosidesk.server.errors import CertificateUnreadable

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    file = tmp_path / "certificate.pem"
    tls.make(file, tmp_path / "keys" / "certificate.key", ("kosi.example.org", "192.0.2.7", "::1"), NOW)
    return file


def test_it_names_every_host_and_holds_ten_years(certificate: Path) -> None:
    made = x509.load_pem_x509_certificate(certificate.read_bytes())
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["kosi.example.org"]
    assert names.get_values_for_type(x509.IPAddress) == [ip_address("192.0.2.7"), ip_address("::1")]
    assert made.not_valid_after_utc - NOW == timedelta(days=3650)
    assert made.not_valid_before_utc < NOW


def test_the_fingerprint_is_that_of_what_goes_over_the_wire(certificate: Path) -> None:
    sent = ssl.PEM_cert_to_DER_cert(certificate.read_text("ascii"))
    assert tls.fingerprint(certificate) == hashlib.sha256(sent).hexdigest()


def test_a_server_can_serve_with_it(certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.parent / "keys" / "certificate.key")


@pytest.mark.skipif(os.name != "posix", reason="Windows guards files by other means")
def test_only_the_owner_reads_its_key(certificate: Path) -> None:
    assert (certificate.parent / "keys" / "certificate.key").stat().st_mode & 0o777 == 0o600


def test_a_fingerprint_is_read_aloud_four_signs_at_a_time() -> None:
    assert tls.in_groups("ab12cd34ef") == "AB12 CD34 EF"


def test_what_is_no_certificate_has_no_fingerprint(tmp_path: Path) -> None:
    (tmp_path / "c.pem").write_text("nothing", encoding="ascii")
    for name in ("c.pem", "missing.pem"):
        with pytest.raises(CertificateUnreadable):
            tls.fingerprint(tmp_path / name)
