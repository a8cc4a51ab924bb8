"""Nearest-neighbour search, exact and approximate: what is given up for what speed.

Distances are squared Euclidean throughout; for unit vectors that is 2 − 2·cosine. Every index
answers `search(Q, k) -> (ids, squared distances)`, nearest first.
"""
