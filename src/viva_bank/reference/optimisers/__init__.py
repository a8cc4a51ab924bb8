"""Rules that turn gradients into new parameters; knows no model and no data.

Every first-order rule is a class with `lr` (settable: a schedule may) and
`step(params, grads) -> new params`: lists of arrays in the same order at every step, the inputs
left as they were. Quasi-Newton methods take the function itself.
"""
