"""Models that give every configuration an energy, and so a probability ∝ e^(−energy)."""
