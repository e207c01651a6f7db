"""Exports this repository's model for Loupe: python export_to_loupe.py"""

import sys
from pathlib import Path
from typing import Optional

import torch
from torch import Tensor

from gcode.language_model import COMMANDS, TYPES, VOCABULARY, MultiHeadLanguageModel
from gcode.model import ModelConfig, MultiModalBackbone
from loupe_export import export


def forward(backbone, lm, continuous: Tensor, categorical: Tensor, lengths: Tensor, tokens: Optional[Tensor] = None):
    """How the parts work together: tensors of a batch in, a dict of what is looked at out."""
    features = backbone([continuous, categorical], lengths)
    out = lm(features["memory"], tokens)
    out["operation"] = features["operation"]
    out["hidden"] = features["memory"]
    return out


def load(checkpoint):
    """The parts with their weights, as your evaluation script builds them."""
    saved = torch.load(checkpoint, map_location="cpu")
    config = ModelConfig(**{key: value for key, value in saved["config"].items() if key != "hidden_dim"})
    backbone = MultiModalBackbone(config)
    backbone.load_state_dict(saved["backbone_state_dict"])
    lm = MultiHeadLanguageModel(config.d_model, config.n_heads)
    lm.load_state_dict(saved["lm_state_dict"])
    return backbone, lm


def main(outputs, folder):
    backbone, lm = load(outputs / "checkpoint_best.pt")
    test = torch.load(outputs / "test.pt")

    def first(field):
        return torch.stack([torch.as_tensor(sample[field]) for sample in test[:4]])

    return export(
        {"backbone": backbone, "lm": lm},
        {"continuous": first("continuous"), "categorical": first("categorical"), "lengths": first("lengths"),
         "tokens": first("tokens")[:, :-1]},  # teacher forcing: the last token is a target only
        folder,
        forward=forward,
        dataset=test,
        checkpoints=[outputs / "checkpoint_*.pt"],
        names={"classes": {"type": TYPES, "command": COMMANDS}, "vocabulary": VOCABULARY},
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "outputs"), sys.argv[2] if len(sys.argv) > 2 else "loupe")
