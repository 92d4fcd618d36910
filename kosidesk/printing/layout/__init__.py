"""How each paper looks: where its texts, lines and codes stand."""
