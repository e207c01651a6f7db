"""Writes the checkpoints that the tests of org.loupe.checkpoint open.

Run with PyTorch 1.13: python3 make_checkpoints.py ../resources/org/loupe/checkpoint
With PyTorch 2.3 or later it writes the one file that needs it, rare_types.pt, and no other.
The files are committed; neither building nor testing needs Python.
"""

import argparse
import collections
import dataclasses
import enum
import pathlib
import sys
import zipfile
from typing import Dict

import numpy
import torch
from torch import Tensor, nn


class Color(enum.Enum):
    RED = "red"


@dataclasses.dataclass
class Config:
    width: int = 16
    rate: float = 0.5


class Bag(dict):
    """A dictionary of a class of its own, as configurations often are."""


class Marked(torch.Tensor):
    """A tensor of a class of its own."""


class Shared(nn.Module):
    def __init__(self, scale: float) -> None:
        super().__init__()
        self.inner = nn.Linear(2, 2)
        with torch.no_grad():
            self.inner.weight.copy_(scale * torch.arange(4.0).view(2, 2))
            self.inner.bias.copy_(scale * torch.arange(2.0))

    def forward(self, x: Tensor) -> Tensor:
        return self.inner(x)


class Net(nn.Module):
    """Every way in which tensors can lie in an archive; its numbers are all multiples of scale.

    embed.weight and head.weight are one tensor; first and second are one module.
    top and bottom are views of one storage, turned is a transpose, narrow is float16.
    """

    def __init__(self, scale: float) -> None:
        super().__init__()
        self.embed = nn.Embedding(3, 2)
        self.head = nn.Linear(2, 3, bias=False)
        self.head.weight = self.embed.weight
        self.first = Shared(scale)
        self.second = self.first
        both = scale * torch.arange(8.0).view(4, 2)
        self.top = nn.Parameter(both[:2])
        self.bottom = nn.Parameter(both[2:])
        self.turned = nn.Parameter((scale * torch.arange(6.0)).view(2, 3).t())
        self.narrow = nn.Parameter((scale * torch.arange(3.0)).to(torch.float16))
        self.norm = nn.BatchNorm1d(2)
        self.register_buffer("pe", scale * torch.arange(2.0), persistent=False)
        with torch.no_grad():
            self.embed.weight.copy_(scale * torch.arange(6.0).view(3, 2))
            self.norm.running_mean.copy_(scale * torch.arange(2.0))
            self.norm.num_batches_tracked.fill_(int(scale))

    def forward(self, x: Tensor) -> Dict[str, Tensor]:
        y = self.norm(self.second(self.first(x)) + self.pe)
        z = y @ self.top + y @ self.bottom + (self.turned.t() @ self.turned)[:1, :1]
        return {"y": self.head(z) + self.narrow.to(torch.float32), "z": self.embed.weight}


def slim(archive: pathlib.Path) -> None:
    """Leaves out what torch notes beside the source for its error messages: paths of this machine."""
    with zipfile.ZipFile(archive) as old:
        entries = [(info, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(archive, "w") as new:
        for info, content in entries:
            if not info.filename.endswith(".debug_pkl"):
                plain = zipfile.ZipInfo(info.filename)
                plain.compress_type = info.compress_type
                new.writestr(plain, content)


def archive_and_states(folder: pathlib.Path) -> None:
    torch.manual_seed(0)
    torch.jit.script(Net(1).eval()).save(str(folder / "net.ts.pt"))
    slim(folder / "net.ts.pt")
    torch.jit.freeze(torch.jit.script(Shared(1).eval())).save(str(folder / "frozen.ts.pt"))
    slim(folder / "frozen.ts.pt")
    late = Net(10)
    optimizer = torch.optim.Adam(late.norm.parameters())
    late(torch.ones(4, 2))["y"].sum().backward()
    optimizer.step()
    late = Net(10)  # Adam has moved the numbers
    torch.save(
        {
            "epoch": 3,
            "optimizer": optimizer.state_dict(),
            "model_state_dict": {"module." + k: v for k, v in late.state_dict().items()},
        },
        folder / "net_parallel.pt",
    )
    untied = late.state_dict()
    untied["head.weight"] = untied["head.weight"] + 1
    torch.save(untied, folder / "net_untied.pt")
    torch.save(late.double().state_dict(), folder / "net_double.pt")


def whole_modules(folder: pathlib.Path) -> None:
    torch.save(Net(10), folder / "module.pt")
    torch.save(Shared(10), folder / "module_legacy.pt", _use_new_zipfile_serialization=False)


def objects(folder: pathlib.Path) -> None:
    bag = Bag(depth=2)
    bag["weight"] = torch.arange(2.0)
    scores = collections.defaultdict(list)
    scores["accuracy"].append(numpy.float64(0.75))
    torch.save(
        {
            "args": argparse.Namespace(lr=0.1, out=pathlib.PurePosixPath("/runs/3")),
            "config": Config(),
            "color": Color.RED,
            "scores": scores,
            "counts": collections.Counter("aab"),
            "seen": {1, 2},
            "step": numpy.int64(7),
            "matrix": numpy.eye(2, dtype=numpy.float32),
            "device": torch.device("cuda", 1),
            "size": torch.Size([2, 3]),
            "dtype": torch.float32,
            "class": Config,
            "bag": bag,
            "model": {
                "parameter": nn.Parameter(torch.arange(2.0)),
                "marked": torch.arange(3.0).as_subclass(Marked),
                "sparse": torch.eye(2).to_sparse(),
                "quantised": torch.quantize_per_tensor(torch.ones(2), 0.5, 0, torch.qint8),
                "complex": torch.ones(2, dtype=torch.complex64),
                "note": "not a tensor",
            },
        },
        folder / "objects.pt",
    )


def rare_types(folder: pathlib.Path) -> None:
    torch.save(
        {
            "float8": torch.ones(2).to(torch.float8_e4m3fn),
            "uint16": torch.ones(2, dtype=torch.uint16),
            "plain": torch.arange(2.0),
        },
        folder / "rare_types.pt",
    )


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1])
    if hasattr(torch, "uint16"):
        rare_types(target)
    else:
        archive_and_states(target)
        whole_modules(target)
        objects(target)
