def average_precision(y, score):
    rows = sorted(zip(score.tolist(), y.tolist()), reverse=True)
    positives = sum(label for _, label in rows)
    if not positives:
        raise ValueError("no positives")
    total, tp, seen, i = 0.0, 0, 0, 0
    while i < len(rows):
        j, hits = i, 0
        while j < len(rows) and rows[j][0] == rows[i][0]:
            hits += rows[j][1]
            j += 1
        tp, seen = tp + hits, j
        total += hits * tp / seen
        i = j
    return total / positives
