"""Offers and organisations as a person reads them; shared by the screens that show them."""
