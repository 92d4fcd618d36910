"""The parts every screen is built of; no colour, size or font stands anywhere else."""
