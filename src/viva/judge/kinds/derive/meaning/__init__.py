"""What a formula means: shapes, values, and whether two of them are the same; knows no text."""
