"""The server's own certificate: nobody vouches for it but its fingerprint, which people compare once."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from kosidesk.server.errors import CertificateUnreadable
from kosidesk.server.keys import write_secret

_YEARS = 10
_NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "KosiDesk")])


def make(certificate: Path, key: Path, hosts: Iterable[str], now: datetime) -> None:
    """Raises OSError, FileExistsError where there is a key already."""
    private = ec.generate_private_key(ec.SECP256R1())
    made = _certificate(private, hosts, now)
    encoded = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),  # a server starts without anybody there to type
    )
    write_secret(key, encoded)
    certificate.parent.mkdir(parents=True, exist_ok=True)
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))


def _certificate(
    private: ec.EllipticCurvePrivateKey, hosts: Iterable[str], now: datetime
) -> x509.Certificate:
    now = now.astimezone(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_NAME)
        .issuer_name(_NAME)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        # A desk whose clock is a day slow may still come.
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * _YEARS))
        .add_extension(x509.SubjectAlternativeName([_general_name(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(private, hashes.SHA256())
    )


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def fingerprint(certificate: Path) -> str:
    """SHA-256 of the certificate as 64 hexadecimal digits. Raises CertificateUnreadable."""
    try:
        loaded = x509.load_pem_x509_certificate(certificate.read_bytes())
    except (OSError, ValueError) as error:
        raise CertificateUnreadable(str(certificate)) from error
    return loaded.fingerprint(hashes.SHA256()).hex()


def in_groups(digits: str) -> str:
    """As people read it aloud: four at a time."""
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4)).upper()
