"""What stays around every screen: navigation, talk, status, keys."""
