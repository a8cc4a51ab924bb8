class Value:
    """Closures for the local step, and Kahn's order by counting users."""

    def __init__(self, data):
        self.data, self.grad = data, 0.0
        self.operands = ()
        self.push = lambda: None

    @staticmethod
    def _wrap(x):
        return x if isinstance(x, Value) else Value(float(x))

    def __add__(self, other):
        other = Value._wrap(other)
        out = Value(self.data + other.data)
        out.operands = (self, other)

        def push():
            self.grad += out.grad
            other.grad += out.grad

        out.push = push
        return out

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        other = Value._wrap(other)
        out = Value(self.data * other.data)
        out.operands = (self, other)

        def push():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out.push = push
        return out

    def __rmul__(self, other):
        return self * other

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0)
        out.operands = (self,)

        def push():
            if self.data > 0:
                self.grad += out.grad

        out.push = push
        return out

    def backward(self):
        users, todo = {self: 0}, [self]
        while todo:
            for operand in todo.pop().operands:
                if operand not in users:
                    users[operand] = 0
                    todo.append(operand)
                users[operand] += 1
        for node in users:
            node.grad = 0.0
        self.grad = 1.0
        ready = [self]
        while ready:
            node = ready.pop()
            node.push()
            for operand in node.operands:
                users[operand] -= 1
                if not users[operand]:
                    ready.append(operand)
