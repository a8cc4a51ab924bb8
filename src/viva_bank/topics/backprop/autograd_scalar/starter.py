class Value:
    """A number that remembers how it was computed; .grad is filled in by backward()."""

    def __init__(self, data):
        self.data = data
        self.grad = 0.0

    def __add__(self, other):
        return Value(self.data + other.data)

    def __mul__(self, other):
        return Value(self.data * other.data)

    def relu(self):
        return Value(max(0.0, self.data))

    def backward(self):
        self.grad = 1.0
