"""All that a bank may import: pure declarations, with no engine, plots or torch behind them."""

from viva.authoring.exercise import Array, Case, Cost, Tensor
from viva.core.text import Text

FORMAT = 1

__all__ = ["FORMAT", "Array", "Case", "Cost", "Tensor", "Text"]
