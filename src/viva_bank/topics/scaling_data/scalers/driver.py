def drive(answer, name, train):
    """The training data, scaled."""
    scaler = getattr(answer, name)()
    scaler.fit(train)
    return scaler.transform(train)


def new_data(answer, name, train, *tests):
    """Several arrays, scaled with the statistics of the training data."""
    scaler = getattr(answer, name)()
    scaler.fit(train)
    return [scaler.transform(x) for x in tests]


def constant(answer, name, train, test):
    """Training data and new data, where a feature was constant in training."""
    scaler = getattr(answer, name)()
    scaler.fit(train)
    return {"train": scaler.transform(train), "new": scaler.transform(test)}


def round_trip(answer, name, train, test):
    """There and back."""
    scaler = getattr(answer, name)()
    scaler.fit(train)
    return scaler.inverse_transform(scaler.transform(test))


def chained(answer, name, train, test):
    """fit returns the scaler."""
    return getattr(answer, name)().fit(train).transform(test)


def fitted_twice(answer, name, first, second, test):
    """The last fit counts; and a second scaler does not disturb the first."""
    scaler, other = getattr(answer, name)(), getattr(answer, name)()
    scaler.fit(first)
    scaler.fit(second)
    other.fit(first)
    return scaler.transform(test)
