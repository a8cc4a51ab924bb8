"""New pictures from old ones; a picture is (channel, height, width), with values in [0, 1].

What changes the label is no augmentation: a flipped b is a d.
"""
