def drive(answer, X, y, epochs):
    w, b, updates = answer.perceptron(X, y, epochs)
    return {"w": w, "b": b, "updates": updates}
