"""The referral sheet: its content, its drawing, its way to a screen and to a printer."""
