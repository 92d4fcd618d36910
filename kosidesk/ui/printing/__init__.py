"""What every screen that prints has in common: printers, a dialog, pages drawn by Qt."""
