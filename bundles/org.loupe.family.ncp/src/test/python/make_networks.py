#!/usr/bin/env python3
"""Makes the tiny liquid networks of the tests, and what they compute.

Needs PyTorch and NumPy; the build does not run it. The equations are written down here once more, in
double precision and straight from their definitions, so that the archives are held against something
that shares no code with them:

    python3 make_networks.py ../resources/org/loupe/family/ncp/internal
"""

import json
import struct
import sys
from pathlib import Path

import numpy as np
import torch

INPUTS, UNITS, WINDOWS, STEPS = 3, 5, 2, 4
ACTIVATIONS = {
    "lecun_tanh": lambda x: 1.7159 * torch.tanh(0.666 * x),
    "relu": torch.relu,
    "gelu": lambda x: x * 0.5 * (1 + torch.erf(x / 2**0.5)),
    "silu": lambda x: x * torch.sigmoid(x),
    "tanh": torch.tanh,
}
random = np.random.default_rng(7)


def numbers(*shape, scale=0.7):
    """Random numbers as single precision has them."""
    return random.normal(0, scale, shape).astype(np.float32)


def linear(weights, name, size, inputs):
    weights[name + ".weight"] = numbers(size, inputs)
    weights[name + ".bias"] = numbers(size)


def apply(weights, name, x, mask=None):
    weight = weights[name + ".weight"]
    return x @ (weight if mask is None else weight * mask).T + weights[name + ".bias"]


def cell_weights(path, inputs, units, mode, backbone=(), width=6):
    weights, size = {}, inputs + units
    for name in backbone:
        linear(weights, path + name, width, size)
        size = width
    linear(weights, path + "ff1", units, size)
    if mode == "pure":
        weights[path + "w_tau"] = numbers(1, units)
        weights[path + "A"] = numbers(1, units)
    else:
        for name in ("ff2", "time_a", "time_b"):
            linear(weights, path + name, units, size)
    return weights


def cell(weights, path, x, h, ts, mode, mlx, activation, backbone=(), mask=None):
    """One step of a CfC cell, and the values of its backbone."""
    z, values = torch.cat([x, h], 1), []
    for name in backbone:
        z = apply(weights, path + name, z)
        values.append(z)
        z = ACTIVATIONS[activation](z)
        values.append(z)
    ff1 = apply(weights, path + "ff1", z, mask)
    if mode == "pure":
        a, tau = weights[path + "A"], weights[path + "w_tau"]
        return a - a * torch.exp(-ts * (tau.abs() + ff1.abs())) * ff1, values
    ff2 = apply(weights, path + "ff2", z, mask)
    if not mlx:
        ff1, ff2 = torch.tanh(ff1), torch.tanh(ff2)
    sign = -1 if mlx else 1
    gate = torch.sigmoid(sign * apply(weights, path + "time_a", z) * ts + apply(weights, path + "time_b", z))
    return ff1 * (1 if mode == "no_gate" else 1 - gate) + gate * ff2, values


def ltc_weights(path, units, outputs, mappings, polarity=None, sensory=None, explicit=False):
    weights = {}
    for name in ("gleak", "vleak", "cm"):
        weights[path + name] = numbers(units)
    for side, rows in (("", units), ("sensory_", INPUTS)):
        for name in ("sigma", "mu", "w"):
            weights[path + side + name] = numbers(rows, units)
    for name in ("gleak", "cm", "w", "sensory_w"):
        if explicit:
            weights[path + name] = np.abs(weights[path + name]) + np.float32(0.1)
    for name in mappings:
        weights[path + name] = numbers(INPUTS if name.startswith("input") else outputs)
    if polarity is not None:
        weights[path + "erev"] = (polarity * (1 + np.abs(numbers(units, units)))).astype(np.float32)
        weights[path + "sensory_erev"] = sensory.astype(np.float32)
        weights[path + "sparsity_mask"] = np.abs(polarity).astype(np.float32)
        weights[path + "sensory_sparsity_mask"] = np.abs(sensory).astype(np.float32)
    return weights


def ltc_step(weights, path, x, h, ts, unfolds, epsilon, explicit, erev, sensory_erev, mask, sensory_mask):
    """One step of an LTC cell; conductances of the sensory and, before it, of the recurrent synapses."""
    positive = (lambda p: p) if explicit else torch.nn.functional.softplus
    get = lambda name: weights[path + name]

    def synapses(v, side, open_mask, reversal):
        g = positive(get(side + "w")) * torch.sigmoid(get(side + "sigma") * (v[:, :, None] - get(side + "mu")))
        g = g * open_mask
        return g.sum(1), (g * reversal).sum(1)

    z = x * get("input_w") if path + "input_w" in weights else x
    z = z + get("input_b") if path + "input_b" in weights else z
    sensory_g, sensory_i = synapses(z, "sensory_", sensory_mask, sensory_erev)
    c = positive(get("cm")) / (ts / unfolds)
    leak = positive(get("gleak"))
    recurrent = synapses(h, "", mask, erev)[0]
    for _ in range(unfolds):
        g, i = synapses(h, "", mask, erev)
        h = (c * h + leak * get("vleak") + i + sensory_i) / (c + leak + g + sensory_g + epsilon)
    return h, recurrent, sensory_g


def save(folder, file, weights, metadata=None):
    path = folder / file
    if path.suffix == ".npz":
        with open(path, "wb") as out:
            np.savez(out, **weights)
    elif path.suffix == ".safetensors":
        header, at = {"__metadata__": metadata} if metadata else {}, 0
        for name, value in weights.items():
            header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [at, at + value.nbytes]}
            at += value.nbytes
        text = json.dumps(header).encode()
        text += b" " * (-len(text) % 8)
        path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(v.tobytes() for v in weights.values()))
    else:
        tensors = {name: torch.from_numpy(value) for name, value in weights.items()}
        torch.save({"epoch": 3, "model_state_dict": tensors} if metadata == "section" else tensors, path)


class Networks:
    """Runs networks over the same windows and keeps what they give."""

    def __init__(self, folder):
        self.folder = folder
        self.x = numbers(WINDOWS, STEPS, INPUTS, scale=1)
        self.timespans = (0.2 + random.random((WINDOWS, STEPS))).astype(np.float32)
        self.expected = {"x": self.x, "timespans": self.timespans}

    def add(self, file, weights, units, step, read_out, metadata=None):
        save(self.folder, file, weights, metadata)
        exact = {name: torch.from_numpy(value).double() for name, value in weights.items()}
        name = file.split(".")[0]
        for suffix, spans in (("", self.timespans), (".regular", np.ones_like(self.timespans))):
            h, states, layers = torch.zeros(WINDOWS, units).double(), [], {}
            for t in range(STEPS):
                x = torch.from_numpy(self.x[:, t]).double()
                h, values = step(exact, x, h, torch.from_numpy(spans[:, t : t + 1]).double())
                states.append(h)
                for key, value in values.items():
                    layers.setdefault(key, []).append(value)
            states = torch.stack(states, 1)
            self.expected[name + suffix + ".states"] = states.float().numpy()
            self.expected[name + suffix + ".output"] = read_out(exact, states).float().numpy()
            if not suffix:
                for key, values in layers.items():
                    self.expected[f"{name}.layers.{key}"] = torch.stack(values, 1).float().numpy()

    def closed(self, file, mode, activation, backbone, path="rnn_cell.", fc="fc", head=None, mlx=False, metadata=None):
        weights = cell_weights(path, INPUTS, UNITS, mode, backbone)
        if mlx:  # nothing bounds its states
            weights = {key: value * np.float32(0.4) for key, value in weights.items()}
        chain = [name for name in (fc, head) if name]
        for i, name in enumerate(chain):
            linear(weights, name, 2, 2 if i else UNITS)

        def step(w, x, h, ts):
            state, values = cell(w, path, x, h, ts, mode, mlx, activation, backbone)
            numbers_of = [i for name in backbone for i in (int(name.split(".")[-1]), int(name.split(".")[-1]) + 1)]
            return state, {f"backbone.{i}": value for i, value in zip(numbers_of, values)} or {"layer_0": state}

        def read_out(w, y):
            for name in chain:
                y = apply(w, name, y)
            return y

        self.add(file, weights, UNITS, step, read_out, metadata)

    def wired(self, file, mode, mlx=False, fc="fc"):
        sizes, units = [4, 3, 2], 9
        adjacency = random.integers(-1, 2, (units, units))
        sensory = random.integers(-1, 2, (INPUTS, units))
        weights, masks, inputs, begin = {}, [], INPUTS, 0
        for k, size in enumerate(sizes):
            block = sensory[:, :size] if k == 0 else adjacency[begin - inputs : begin, begin : begin + size]
            mask = np.concatenate([np.abs(block), np.ones((size, size))]).T.astype(np.float32)
            path = f"rnn_cell.layer_{k}."
            if not mlx:
                weights[path + "sparsity_mask"] = mask
            weights.update(cell_weights(path, inputs, size, mode))
            masks.append(torch.from_numpy(mask).double())
            inputs, begin = size, begin + size
        if fc:
            linear(weights, fc, 2, sizes[-1])

        def step(w, x, h, ts):
            new = []
            for k, part in enumerate(torch.split(h, sizes, 1)):
                x, _ = cell(w, f"rnn_cell.layer_{k}.", x, part, ts, mode, mlx, None, (), masks[k])
                new.append(x)
            return torch.cat(new, 1), {f"layer_{k}": value for k, value in enumerate(new)}

        def read_out(w, y):
            return apply(w, fc, y[..., -2:]) if fc else y[..., -2:]

        self.add(file, weights, units, step, read_out)
        self.expected[file.split(".")[0] + ".adjacency"] = adjacency.astype(np.int64)
        self.expected[file.split(".")[0] + ".sensory"] = sensory.astype(np.int64)

    def time_constant(self, file, mappings, unfolds, epsilon, explicit, mlx=False):
        path, outputs = "rnn_cell.", 2
        adjacency = random.integers(-1, 2, (UNITS, UNITS))
        sensory = random.integers(-1, 2, (INPUTS, UNITS))
        saved = ltc_weights(
            path, UNITS, outputs, mappings, None if mlx else adjacency, sensory, explicit)
        double = lambda name, other: torch.from_numpy(other if mlx else saved[path + name]).double()
        erev, sensory_erev = double("erev", adjacency), double("sensory_erev", sensory)
        mask = double("sparsity_mask", np.abs(adjacency))
        sensory_mask = double("sensory_sparsity_mask", np.abs(sensory))

        def step(w, x, h, ts):
            h, recurrent, senses = ltc_step(
                w, path, x, h, ts, unfolds, epsilon, explicit, erev, sensory_erev, mask, sensory_mask)
            return h, {"recurrent_synapses": recurrent, "sensory_synapses": senses}

        def read_out(w, y):
            y = y[..., :outputs]
            y = y * w[path + "output_w"] if path + "output_w" in w else y
            return y + w[path + "output_b"] if path + "output_b" in w else y

        self.add(file, saved, UNITS, step, read_out)
        self.expected[file.split(".")[0] + ".adjacency"] = adjacency.astype(np.int64)
        self.expected[file.split(".")[0] + ".sensory"] = sensory.astype(np.int64)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    all_of = Networks(folder)
    two = ("backbone.0", "backbone.2")
    all_of.closed("cfc_default.pt", "default", "lecun_tanh", two)
    all_of.closed("cfc_no_gate.pt", "no_gate", "relu", two)
    all_of.closed("cfc_pure.pt", "pure", "gelu", two)
    all_of.closed("cfc_silu.safetensors", "default", "silu", two, metadata={"format": "pt"})
    all_of.closed("cfc_dropout.pt", "default", "tanh", ("backbone.0", "backbone.2", "backbone.5"))
    all_of.closed("cfc_plain.pt", "default", None, (), fc=None)
    all_of.closed(
        "cfc_within.pt", "default", "lecun_tanh", two, path="rnn.rnn_cell.", fc="rnn.fc", head="head",
        metadata="section")
    all_of.closed("cfc_alone.pt", "no_gate", "tanh", two, path="", fc=None)
    all_of.wired("cfc_wired.pt", "no_gate")
    all_of.wired("cfc_wired_pure.pt", "pure", fc=None)
    layers = ("backbone.layers.0", "backbone.layers.2")
    all_of.closed("mlx_default.npz", "default", "lecun_tanh", layers, fc=None, mlx=True)
    all_of.closed(
        "mlx_no_gate.safetensors", "no_gate", "silu", layers, fc=None, mlx=True, metadata={"format": "mlx"})
    all_of.closed("mlx_pure.npz", "pure", "relu", layers, fc=None, mlx=True)
    all_of.closed("mlx_plain.npz", "default", None, (), fc=None, mlx=True)
    all_of.wired("mlx_wired.npz", "default", mlx=True, fc=None)
    affine = ("input_w", "input_b", "output_w", "output_b")
    all_of.time_constant("ltc_default.pt", affine, 6, 1e-8, False)
    all_of.time_constant("ltc_explicit.pt", ("input_w", "output_w"), 3, 1e-3, True)
    all_of.time_constant("ltc_bare.pt", (), 6, 1e-8, False)
    all_of.time_constant("mlx_ltc.npz", affine, 6, 1e-8, False, mlx=True)
    with open(folder / "expected.npz", "wb") as out:
        np.savez_compressed(out, **all_of.expected)


if __name__ == "__main__":
    main()
