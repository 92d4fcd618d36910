"""The sheet as it will be printed."""
