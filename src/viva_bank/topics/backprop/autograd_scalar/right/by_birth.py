import itertools


class Value:
    """Every result is younger than its operands: the order of birth is topological."""

    births = itertools.count()

    def __init__(self, data, *edges):
        self.data, self.edges, self.grad = data, edges, 0.0
        self.born = next(Value.births)

    def __add__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data + other.data, (self, 1.0), (other, 1.0))

    def __mul__(self, other):
        if not isinstance(other, Value):
            other = Value(other)
        return Value(self.data * other.data, (self, other.data), (other, self.data))

    __radd__ = __add__
    __rmul__ = __mul__

    def relu(self):
        return Value(max(0.0, self.data), (self, 1.0 if self.data > 0 else 0.0))

    def backward(self):
        found, fringe = {self}, [self]
        while fringe:
            for operand, _ in fringe.pop().edges:
                if operand not in found:
                    found.add(operand)
                    fringe.append(operand)
        for v in found:
            v.grad = float(v is self)
        for v in sorted(found, key=lambda v: -v.born):
            for operand, slope in v.edges:
                operand.grad += slope * v.grad
