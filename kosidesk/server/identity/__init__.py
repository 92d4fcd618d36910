"""Who may speak to the server: devices, counsellors, the codes that let both in, and what ends it."""
