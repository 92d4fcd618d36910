"""What can be set: the look, the agency on the sheet, this desk and its backups."""
