"""Writes a document as a PDF that is PDF/UA-1 and PDF/A-2a at once; only this package knows reportlab."""
