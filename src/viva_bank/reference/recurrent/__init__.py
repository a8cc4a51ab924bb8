"""Recurrent cells and layers, forward and back through time; batches are (time, batch, feature).

Weights are W (d_in, gates·h) for the input, U (h, gates·h) for the state, and one bias b (gates·h);
PyTorch keeps the transposes, and two biases that add up.
"""
