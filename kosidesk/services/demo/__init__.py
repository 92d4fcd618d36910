"""The demo desk: who sits at it, how it opens, and its invented stock of offers."""

from kosidesk.services.demo.entries import DEMO_SEED, DEMO_SOURCE, stock, translations

DEMO_CITY = "wuppertal"
DEMO_COUNSELLOR = "Mara"
# Shown on the unlock screen: nothing on the demo desk needs a secret.
DEMO_PASSPHRASE = "geteilte freude doppelte freude"  # noqa: S105

__all__ = [
    "DEMO_CITY",
    "DEMO_COUNSELLOR",
    "DEMO_PASSPHRASE",
    "DEMO_SEED",
    "DEMO_SOURCE",
    "stock",
    "translations",
]
