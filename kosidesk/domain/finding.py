"""Something a check of the desk found to be wrong."""

from dataclasses import dataclass

# Finding.code
FILE = "file"  # the encrypted file itself; `record` is its name
JOURNAL = "journal"  # a record differs from what its changes add up to
INDEX = "index"  # the search knows an offer that is gone, or lacks one
CONSENT = "consent"  # somebody is known by name who did not agree to be kept
REFERENCE = "reference"  # `field` names a record that does not exist


@dataclass(frozen=True)
class Finding:
    """What is wrong, and with which record of which kind."""

    code: str
    kind: str
    record: str
    field: str = ""
