"""Writes the TorchScript archives that the runtime's tests open.

Run with PyTorch 1.13 or later: python3 make_models.py ../resources/org/loupe/runtime/internal
The archives are committed; neither building nor testing needs Python.
"""

import sys
from pathlib import Path
from typing import Dict, List, Optional, Tuple

import torch
from torch import Tensor, nn


class Tiny(nn.Module):
    """Outputs whose derivatives are known by hand. Channels a, b, c of x [B,T,3]:

    step   [B,T,2]  logits (2a - b, a*a + c)
    whole  [B,3]    logits, sums over time of (a, 2b, 3c)
    value  [B,T,2]  (a*b, c*c*c), times (1 + shift) where shift [B,T] is given
    hidden [B,T,3]  x
    dead   [B,T,2]  does not depend on x in a differentiable way
    """

    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(3, 2, bias=False)
        self.scale = nn.Parameter(torch.tensor([1.0, 2.0, 3.0]))
        self.dropout = nn.Dropout(0.5)
        with torch.no_grad():
            self.linear.weight.copy_(torch.tensor([[2.0, -1.0, 0.0], [0.0, 0.0, 1.0]]))

    def forward(self, x: Tensor, mode: Tensor, shift: Optional[Tensor] = None) -> Dict[str, Tensor]:
        a, b, c = x[:, :, 0], x[:, :, 1], x[:, :, 2]
        zero = torch.zeros_like(a)
        step = self.linear(self.dropout(x)) + torch.stack([zero, a * a], 2)
        value = torch.stack([a * b, c * c * c], 2)
        if shift is not None:
            value = value * (1 + shift).unsqueeze(2)
        dead = torch.stack([mode[:, :, 0], mode[:, :, 0] + 1], 2).to(torch.float32)
        return {
            "step": step,
            "whole": (x * self.scale).sum(1),
            "value": value,
            "hidden": x,
            "mode": mode,
            "dead": dead,
            "lone": x.sum(),
        }


class Pair(nn.Module):
    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        return x.sum(1), x * 2


class Lone(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x.sum(1)


class NestedTuple(nn.Module):
    def forward(self, x: Tensor) -> Tuple[Tensor, Tuple[Tensor, Tensor]]:
        return x.sum(1), (x * 2, x)


class NestedDict(nn.Module):
    def forward(self, x: Tensor) -> Dict[str, Dict[str, Tensor]]:
        return {"heads": {"lone": x.sum(1)}}


class Types(nn.Module):
    """Sums inputs of all types, each in its own output."""

    def forward(self, half: Tensor, double: Tensor, small: Tensor, flag: Tensor) -> Dict[str, Tensor]:
        assert half.dtype == torch.float16
        assert double.dtype == torch.float64
        assert small.dtype == torch.int8
        assert flag.dtype == torch.bool
        return {
            "half": half.to(torch.float32) * 2,
            "double": double * 3,
            "small": small * 2,
            "flag": torch.logical_not(flag),
        }


class Slow(nn.Module):
    """Takes some seconds."""

    def forward(self, x: Tensor) -> Tensor:
        y = torch.ones(300, 300)
        for _ in range(int(x[0, 0, 0].item())):
            y = torch.tanh(torch.mm(y, y))
        return x.sum(1) + y.sum() * 0


class Hungry(nn.Module):
    """Needs more memory than any machine has, unless it is given less than four windows."""

    def forward(self, x: Tensor) -> Tensor:
        if x.size(0) >= 4:
            return torch.empty([1 << 45, 64])
        return x.sum(1)


class Starving(nn.Module):
    """Needs more memory than any machine has."""

    def forward(self, x: Tensor) -> Tensor:
        return torch.empty([1 << 45, 64]) + x.sum()


def main(folder: Path) -> None:
    torch.manual_seed(0)
    models: List[Tuple[str, nn.Module]] = [
        ("tiny", Tiny()),
        ("pair", Pair()),
        ("lone", Lone()),
        ("nested_tuple", NestedTuple()),
        ("nested_dict", NestedDict()),
        ("types", Types()),
        ("slow", Slow()),
        ("hungry", Hungry()),
        ("starving", Starving()),
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in models:
        # Saved in training mode: that dropout is off is the runtime's doing.
        torch.jit.script(model.train()).save(str(folder / f"{name}.pt"))
    state = {"model": {"encoder.linear.weight": torch.full((2, 3), 0.5), "scale": torch.tensor([10.0, 20.0, 30.0])}}
    torch.save(state, folder / "tiny_state.pt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
