"""Writes what training leaves of a dataset, in the forms that the import reads.

Run with PyTorch 1.13 or later: python3 make_samples.py ../resources/org/loupe/project/internal/imports
The files are committed; neither building nor testing needs Python.
"""

import sys
from pathlib import Path

import numpy as np
import torch
from torch import Tensor


def counted(*shape: int) -> Tensor:
    """0, 1, 2 and so on."""
    return torch.arange(int(np.prod(shape)), dtype=torch.float32).reshape(shape)


def write(folder: Path) -> None:
    torch.save(
        [
            {
                "x": counted(2 + i % 2, 2) + 10 * i,
                "tokens": torch.tensor([1] + [5 + i] * (1 + i % 2)),
                "operation": torch.tensor(i % 2),
                "operation_name": ["mill", "drill"][i % 2],
                "weight": 0.5 * i,
                "good": bool(i % 2),
                "history": [[i], [i]],
            }
            for i in range(4)
        ],
        folder / "samples.pt",
    )
    torch.save([(counted(3, 2) + i, i % 2) for i in range(4)], folder / "tuples.pt")
    test = {"x": counted(4, 3, 2), "y": torch.arange(4), "name": ["b", "a", "b", "a"], "classes": ["a", "b"]}
    torch.save({"train": {"x": counted(6, 3, 2)}, "test": test, "epoch": 3}, folder / "parts.pt")
    whole = torch.utils.data.TensorDataset(counted(6, 3, 2), torch.arange(6))
    torch.save(torch.utils.data.Subset(whole, [4, 1]), folder / "subset.pt")
    arrays = [{"x": np.arange(6, dtype=np.float32).reshape(3, 2) + i, "y": np.int64(i)} for i in range(3)]
    torch.save({"samples": arrays}, folder / "numpy.pt")
    torch.save(
        {"x": counted(3, 4, 2).transpose(0, 1), "half": counted(4, 2).to(torch.bfloat16)}, folder / "columns.pt"
    )
    torch.save({"layer.weight": counted(4, 3), "layer.bias": counted(4)}, folder / "weights.pt")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
