"""How a wrong formula is wrong, in words; never decides a verdict."""
