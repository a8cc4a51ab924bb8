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
        order, seen, stack = [], {self}, [self]
        while stack:                   # order of discovery: not topological
            v = stack.pop()
            order.append(v)
            for p, _ in v.parents:
                if p not in seen:
                    seen.add(p)
                    stack.append(p)
        for v in order:
            v.grad = 0.0
        self.grad = 1.0
        for v in order:
            for p, slope in v.parents:
                p.grad += slope * v.grad
