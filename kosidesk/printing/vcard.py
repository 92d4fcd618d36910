"""A contact as a phone takes it from a code."""

# A code of 34 mm stays readable up to about 300 bytes; shortened names are, shortened numbers are not.
_NAME = 40
_NUMBER = 64


def vcard(name: str, organisation: str = "", function: str = "", phone: str = "", mail: str = "") -> str:
    """A contact as vCard 3.0 (RFC 2426); what is empty, or too long to be right when cut, is left out."""
    shown = _value(name, _NAME)
    lines = (
        ("N", f"{shown};;;;"),
        ("FN", shown),
        ("ORG", _value(organisation, _NAME)),
        ("TITLE", _value(function, _NAME)),
        ("TEL", _value(phone) if len(phone) <= _NUMBER else ""),
        ("EMAIL", _value(mail) if len(mail) <= _NUMBER else ""),
    )
    said = "".join(f"{key}:{value}\r\n" for key, value in lines if value)
    return f"BEGIN:VCARD\r\nVERSION:3.0\r\n{said}END:VCARD\r\n"


def _value(text: str, limit: int | None = None) -> str:
    # A line end would begin a new property, so an offer could name a second phone number.
    flat = " ".join(text.split())[:limit]
    return flat.replace("\\", r"\\").replace(";", r"\;").replace(",", r"\,")
