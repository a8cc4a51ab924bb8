class OnDisk:
    """Rows that can be had a slice at a time only."""

    def __init__(self, rows, chunk):
        self._rows, self._chunk = rows, chunk
        self.shape = rows.shape

    def __len__(self):
        return len(self._rows)

    def __getitem__(self, place):
        if not isinstance(place, slice):
            raise TypeError("base is read in slices, base[start:stop]")
        rows = self._rows[place]
        if len(rows) > self._chunk:
            raise RuntimeError(f"{len(rows)} rows at once; chunk is {self._chunk}")
        return rows.copy()

    def __iter__(self):
        raise TypeError("base is read in slices, base[start:stop]")


def drive(answer, queries, base, k, chunk):
    return answer.top_k(queries, OnDisk(base, chunk), k, chunk)
