"""Trains both parts together for a few seconds on simulated windows and leaves checkpoints and test data.

    python train.py [FOLDER]      writes FOLDER/checkpoint_epoch1.pt, checkpoint_best.pt, test.pt (default: outputs)
"""

import sys
from dataclasses import asdict
from pathlib import Path

import torch
from torch.nn import functional as F

from gcode.language_model import BOS, EOS, VOCABULARY, MultiHeadLanguageModel
from gcode.model import ModelConfig, MultiModalBackbone

STEPS, LENGTH = 12, 6


def window(recording, generator):
    """A sample: channel 0 says G0 or G1, channel 1 X or Y, the machine state the operation."""
    steps = int(torch.randint(STEPS - 4, STEPS + 1, (1,), generator=generator))
    continuous = torch.randn(steps, 6, generator=generator)
    move, axis, operation = (int(torch.randint(n, (1,), generator=generator)) for n in (2, 2, 3))
    continuous[:, 0] += 4.0 * move - 2.0
    continuous[:, 1] += 4.0 * axis - 2.0
    categorical = torch.full((steps, 2), operation)
    words = [BOS, VOCABULARY["G0"] + move, VOCABULARY["X"] + axis, EOS]
    tokens = torch.tensor(words + [0] * (LENGTH + 1 - len(words)))
    after = tokens[1:]
    kind = torch.where(after == EOS, 0, torch.where(after >= VOCABULARY["X"], 2, 1))
    kind[after == 0] = 0
    return {
        "continuous": F.pad(continuous, (0, 0, 0, STEPS - steps)),
        "categorical": F.pad(categorical, (0, 0, 0, STEPS - steps)),
        "lengths": steps,
        "tokens": tokens,
        "target_type": kind,
        "target_command": torch.where(kind == 1, after - VOCABULARY["G0"], torch.full_like(after, -100)),
        "operation": operation,
        "recording": f"recording_{recording:02d}",
    }


def samples(recordings, each, seed):
    generator = torch.Generator().manual_seed(seed)
    return [window(r, generator) for r in recordings for _ in range(each)]


def batch(chosen):
    return {key: torch.stack([torch.as_tensor(s[key]) for s in chosen]) for key in chosen[0] if key != "recording"}


def loss(backbone, lm, data):
    features = backbone([data["continuous"], data["categorical"]], data["lengths"])
    out = lm(features["memory"], data["tokens"][:, :-1])
    real = data["tokens"][:, 1:] != 0
    return (F.cross_entropy(out["type"][real], data["target_type"][real])
            + F.cross_entropy(out["command"].transpose(1, 2), data["target_command"], ignore_index=-100)
            + F.cross_entropy(features["operation"], data["operation"]))


def save(path, backbone, lm, config, epoch, value):
    torch.save({"epoch": epoch, "backbone_state_dict": backbone.state_dict(), "lm_state_dict": lm.state_dict(),
                "config": {**asdict(config), "hidden_dim": config.d_model}, "val_loss": value}, path)


def main(folder):
    torch.manual_seed(7)
    folder.mkdir(parents=True, exist_ok=True)
    config = ModelConfig()
    backbone, lm = MultiModalBackbone(config), MultiHeadLanguageModel(config.d_model, config.n_heads, LENGTH)
    training = samples(range(8), 16, seed=1)
    optimizer = torch.optim.Adam([*backbone.parameters(), *lm.parameters()], lr=3e-3)
    value = torch.zeros(())
    for epoch in range(1, 16):
        for first in range(0, len(training), 32):
            optimizer.zero_grad()
            value = loss(backbone, lm, batch(training[first:first + 32]))
            value.backward()
            optimizer.step()
        if epoch == 1:
            save(folder / "checkpoint_epoch1.pt", backbone, lm, config, epoch, value.item())
    save(folder / "checkpoint_best.pt", backbone, lm, config, 15, value.item())
    torch.save(samples(range(20, 26), 8, seed=2), folder / "test.pt")
    print(f"trained to a loss of {value.item():.3f}; wrote checkpoint_epoch1.pt, checkpoint_best.pt and test.pt to {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "outputs"))
