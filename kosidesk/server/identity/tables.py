"""The tables of devices, accounts, codes and sessions; the records themselves lie in others.

No secret stands here in a form that could be used: passphrases never arrive, tokens and codes are kept as
hashes, and what the server itself must be able to read is sealed (`keys`).
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)

from kosidesk.server.identity.columns import Instant

METADATA = MetaData()

REALM = Table(
    "realm",
    METADATA,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("policy_public", LargeBinary, nullable=False),
    Column("policy_sealed", LargeBinary, nullable=False),
    Column("made_at", Instant, nullable=False),
)

DEVICE = Table(
    "device",
    METADATA,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("profile", String, nullable=False),
    Column("signing", LargeBinary, nullable=False),
    Column("sealing", LargeBinary, nullable=False),
    Column("state", String, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("lease_days", Integer, nullable=False),
    Column("lease_until", Instant, nullable=False),
    Column("lease_sealed", LargeBinary, nullable=False),
    Column("erased_upto", BigInteger, nullable=False, default=0),
    Column("ratchet", String, nullable=False, default=""),
    Column("ratchet_before", String, nullable=False, default=""),
    Column("doubled_at", Instant),
)

ACCOUNT = Table(
    "account",
    METADATA,
    Column("counsellor", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("teams", JSON, nullable=False),
    Column("hash", String, nullable=False),
    Column("state", String, nullable=False),
    Column("made_at", Instant, nullable=False),
)

# Who has logged in on a device, and may therefore be the author of what it hands in.
AUTHOR = Table(
    "author",
    METADATA,
    Column("device", ForeignKey("device.id"), primary_key=True),
    Column("counsellor", ForeignKey("account.counsellor"), primary_key=True),
)

CODE = Table(
    "code",
    METADATA,
    Column("selector", String, primary_key=True),
    Column("hash", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("device_name", String, nullable=False),
    Column("profile", String, nullable=False),
    Column("counsellor", String, nullable=False),
    Column("name", String, nullable=False),
    Column("role", String, nullable=False),
    Column("teams", JSON, nullable=False),
    Column("until", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
)

SESSION = Table(
    "session",
    METADATA,
    Column("token_sha256", LargeBinary, primary_key=True),
    Column("device", ForeignKey("device.id"), nullable=False, index=True),
    Column("counsellor", String, nullable=False, index=True),
    Column("revoked", Boolean, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("used_at", Instant, nullable=False),
)

SPENT_NONCE = Table(
    "spent_nonce",
    METADATA,
    Column("nonce", String, primary_key=True),
    Column("until", Instant, nullable=False),
)

# Wrong logins in a row; kept in the database so that a restart is no way around the waiting.
ATTEMPT = Table(
    "attempt",
    METADATA,
    Column("counsellor", String, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("latest_at", Instant, nullable=False),
)

VISIT = Table(
    "visit",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("address", String, nullable=False, index=True),
    Column("at", Instant, nullable=False),
)
