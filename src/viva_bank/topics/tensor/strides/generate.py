ITEM = {"float32": 4, "float64": 8, "int16": 2, "complex128": 16}
VIEWS = (
    "x.transpose(2, 0, 1)",
    "x.T",
    "x[1:]",
    "x[:, ::2]",
    "x[:, :, 1:]",
    "x[1]",
    "x[:, 1]",
    "flat",
)

WHY = {
    "x.transpose": {
        "en": "The axes change places and each takes its stride along",
        "zh": "各轴换了位置，步长跟着轴走",
    },
    "x.T": {
        "en": "The order of the axes is reversed, and that of the strides with it",
        "zh": "轴的次序整个反过来，步长也跟着反过来",
    },
    "x[1:]": {
        "en": "It starts one block later and steps as before",
        "zh": "只是起点往后挪了一块，走法不变",
    },
    "x[:, ::2]": {
        "en": "A step along the middle axis now passes over two rows, which doubles its stride",
        "zh": "沿中间的轴一步跨过两行，这个步长加倍",
    },
    "x[:, :, 1:]": {
        "en": "It steps as before, but leaves the first element of each row out",
        "zh": "走法不变，但每一行都跳过第一个元素",
    },
    "x[1]": {
        "en": "The index takes the first axis away, and its stride with it",
        "zh": "下标去掉了第一个轴，连同它的步长",
    },
    "x[:, 1]": {
        "en": "The index takes the middle axis away, and its stride with it",
        "zh": "下标去掉了中间的轴，连同它的步长",
    },
    "x.reshape": {
        "en": "The first two axes become one; a step along it passes over one row",
        "zh": "前两个轴合并成一个，沿它走一步跨过一行",
    },
}


def generate(rng):
    a, b, c = (int(v) for v in rng.choice(range(3, 10), 3, replace=False))
    view = str(rng.choice(VIEWS))
    if view == "flat":
        view = f"x.reshape({a * b}, {c})"
    return {
        "shape": [a, b, c],
        "dtype": str(rng.choice(list(ITEM))),
        "index": [int(rng.integers(1, n)) for n in (a, b, c)],
        "view": view,
    }


def _row_major(shape, item):
    strides = []
    for n in reversed(shape):
        strides.append(item)
        item *= n
    return tuple(reversed(strides))


def _view(p, s):
    """Shape and strides of the view, from the strides s of x."""
    a, b, c = p["shape"]
    view = p["view"]
    if view.startswith("x.reshape"):
        return (a * b, c), (s[1], s[2])
    return {
        "x.transpose(2, 0, 1)": ((c, a, b), (s[2], s[0], s[1])),
        "x.T": ((c, b, a), (s[2], s[1], s[0])),
        "x[1:]": ((a - 1, b, c), s),
        "x[:, ::2]": ((a, -(-b // 2), c), (s[0], 2 * s[1], s[2])),
        "x[:, :, 1:]": ((a, b, c - 1), s),
        "x[1]": ((b, c), s[1:]),
        "x[:, 1]": ((a, c), (s[0], s[2])),
    }[view]


def solve(p):
    item = ITEM[p["dtype"]]
    s = _row_major(p["shape"], item)
    shape, strides = _view(p, s)
    yes = strides == _row_major(shape, item)
    return {
        "strides": s,
        "offset": sum(i * step for i, step in zip(p["index"], s)),
        "view_strides": strides,
        "contiguous": "yes" if yes else "no",
        "item": item,
        "view_shape": shape,
        "fresh": _row_major(shape, item),
        "terms": [f"{i}·{step}" for i, step in zip(p["index"], s)],
        "elements": [step // item for step in s],
        "why": WHY[p["view"].split("(")[0]],
        "said": {
            "en": "they agree, so it is contiguous"
            if yes
            else "they differ, so it is not contiguous",
            "zh": "两者一致，所以连续" if yes else "两者不同，所以不连续",
        },
    }


def mistakes(p):
    item = ITEM[p["dtype"]]
    a, b, c = p["shape"]
    right = solve(p)
    small = _row_major(p["shape"], 1)
    column = (item, item * a, item * a * b)
    slips = {
        "in_elements": {
            "strides": small,
            "offset": sum(i * step for i, step in zip(p["index"], small)),
            "view_strides": _view(p, small)[1],
        },
        "column_major": {
            "strides": column,
            "offset": sum(i * step for i, step in zip(p["index"], column)),
        },
    }
    if right["contiguous"] == "no":
        slips["as_if_copied"] = {"view_strides": right["fresh"]}
        slips["looks_contiguous"] = {"contiguous": "yes"}
    else:
        slips["any_view"] = {"contiguous": "no"}
    if slips["column_major"]["offset"] == right["offset"]:
        del slips["column_major"]["offset"]
    return slips
