from itertools import islice


def shuffle_stream(items, buffer_size, rng):
    if buffer_size <= 0:
        raise ValueError("the buffer needs room for an item")
    source = iter(items)
    held = list(islice(source, buffer_size))
    end = object()
    while held:
        i = int(rng.random() * len(held))
        held[i], held[-1] = held[-1], held[i]
        yield held.pop()
        item = next(source, end)
        if item is not end:
            held.append(item)
