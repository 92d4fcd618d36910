"""Finding offers by what people type and choose."""
