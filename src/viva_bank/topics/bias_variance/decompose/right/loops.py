def decompose(predictions, f, noise):
    m, n = predictions.shape
    bias2 = variance = 0.0
    for j in range(n):
        mean = sum(predictions[:, j]) / m
        bias2 += (mean - f[j]) ** 2 / n
        variance += sum((p - mean) ** 2 for p in predictions[:, j]) / m / n
    return bias2, variance, bias2 + variance + noise
