import torch


class MyBatchNorm2d(torch.nn.Module):
    def __init__(self, channels, eps=1e-5, momentum=0.1):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.ones(channels))
        self.bias = torch.nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))
        self.eps = eps
        self.momentum = momentum

    def forward(self, x):
        # channels last, flat: (N·H·W, C)
        n, c, h, w = x.shape
        flat = x.permute(0, 2, 3, 1).reshape(-1, c)
        if self.training:
            m = len(flat)
            mean = flat.mean(0)
            var = ((flat - mean) ** 2).sum(0) / m
            keep = 1 - self.momentum
            unbiased = var.detach() * m / (m - 1)
            self.running_mean = keep * self.running_mean + self.momentum * mean.detach()
            self.running_var = keep * self.running_var + self.momentum * unbiased
        else:
            mean, var = self.running_mean, self.running_var
        y = (flat - mean) * torch.rsqrt(var + self.eps) * self.weight + self.bias
        return y.reshape(n, h, w, c).permute(0, 3, 1, 2)
