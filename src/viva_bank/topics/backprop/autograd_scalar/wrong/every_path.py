class Value:
    def __init__(self, data, parents=()):
        self.data, self.parents, self.grad = data, parents, 0.0

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    __radd__, __rmul__ = __add__, __mul__

    def relu(self):
        return Value(max(0.0, self.data), ((self, float(self.data > 0)),))

    def backward(self):
        stack = [(self, 1.0)]          # right, and 2ⁿ paths through n doublings
        seen = set()
        while stack:
            v, g = stack.pop()
            if v not in seen:
                seen.add(v)
                v.grad = 0.0
            v.grad += g
            stack += [(p, slope * g) for p, slope in v.parents]
