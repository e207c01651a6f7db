"""Writes the model that releng/device-check compares devices on, with its windows.

Run with PyTorch 1.13 or later: python3 make_recurrent.py
The files are committed; neither building nor checking needs Python.
"""

import zipfile
from pathlib import Path
from typing import Dict

import numpy
import torch
from torch import Tensor, nn

WINDOWS, STEPS, CHANNELS, WIDTH, CLASSES = 12, 10, 3, 8, 4


class Recurrent(nn.Module):
    """Every kind of recurrent layer, one after the other, and an attention; dropout that must stay off."""

    def __init__(self) -> None:
        super().__init__()
        self.lstm = nn.LSTM(CHANNELS, WIDTH, num_layers=2, dropout=0.5, batch_first=True, bidirectional=True)
        self.gru = nn.GRU(2 * WIDTH, WIDTH, num_layers=2, dropout=0.5, batch_first=True)
        self.rnn = nn.RNN(WIDTH, WIDTH, batch_first=True)
        self.attention = nn.MultiheadAttention(WIDTH, 2, dropout=0.5, batch_first=True)
        self.norm = nn.LayerNorm(WIDTH)
        self.head = nn.Linear(WIDTH, CLASSES)

    def forward(self, x: Tensor) -> Dict[str, Tensor]:
        hidden = self.lstm(x)[0]
        hidden = self.gru(hidden)[0]
        hidden = self.rnn(hidden)[0]
        hidden = self.norm(hidden + self.attention(hidden, hidden, hidden)[0])
        return {"kind": self.head(hidden), "hidden": hidden}


def slim(archive: Path) -> None:
    """Leaves out what torch notes beside the source for its error messages: paths of this machine."""
    with zipfile.ZipFile(archive) as old:
        entries = [(info, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(archive, "w") as new:
        for info, content in entries:
            if not info.filename.endswith(".debug_pkl"):
                plain = zipfile.ZipInfo(info.filename)
                plain.compress_type = info.compress_type
                new.writestr(plain, content)


def main() -> None:
    torch.manual_seed(1)
    folder = Path(__file__).parent
    torch.jit.script(Recurrent().eval()).save(str(folder / "recurrent.ts.pt"))
    slim(folder / "recurrent.ts.pt")
    x = torch.randn(WINDOWS, STEPS, CHANNELS).numpy()
    target = numpy.arange(WINDOWS * STEPS).reshape(WINDOWS, STEPS) % CLASSES
    numpy.savez(folder / "recurrent.npz", x=x, target=target.astype("int64"))


main()
