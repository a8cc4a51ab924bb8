def drive(answer, X, y, lr, steps):
    w, b, _ = answer.fit(X, y, lr, steps)
    return {"w": w, "b": b}


def history(answer, X, y, lr, steps):
    return list(answer.fit(X, y, lr, steps)[2])


def everything(answer, X, y, lr, steps):
    w, b, losses = answer.fit(X, y, lr, steps)
    return {"w": w, "b": b, "losses": list(losses)}
