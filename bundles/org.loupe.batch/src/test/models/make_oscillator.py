"""Trains a small continuous-time network on a damped oscillator whose resting place and period are known.

Writes oscillator.ts.pt with its card and windows to src/test/resources/org/loupe/batch/internal.
Run with PyTorch 1.13 or later: python3 make_oscillator.py
The files are committed; neither building nor testing needs Python.

Every window has one constant drive u. The true state z starts at 0 and spirals into u * REST: its distance from there
shrinks by exp(-DECAY * span) and turns by TURN * span at every step. The network is shown u and the time spans and
learns z, so that under a frozen u its own state must have a fixed point that reads as u * REST, and the step's greatest
eigenvalues there must be a complex pair close to exp((-DECAY +- i TURN) * span).
"""

import json
import zipfile
from pathlib import Path
from typing import List, Tuple

import numpy
import torch
from torch import Tensor, nn

DECAY, TURN = 0.08, 0.35
REST = (1.0, 0.5)
WINDOWS, STEPS, UNITS, WIDTH = 24, 40, 3, 16
TRAINING_STEPS = 2500


class Oscillator(nn.Module):
    """h <- h + span * (W tanh(V [h, x] + b) - h), y = C h."""

    def __init__(self) -> None:
        super().__init__()
        self.units = UNITS
        self.inner = nn.Linear(UNITS + 1, WIDTH)
        self.outer = nn.Linear(WIDTH, UNITS, bias=False)
        self.head = nn.Linear(UNITS, 2, bias=False)

    @torch.jit.export
    def step(self, x: Tensor, state: Tensor, timespans: Tensor) -> Tuple[Tensor, Tensor]:
        slope = self.outer(torch.tanh(self.inner(torch.cat([state, x], 1)))) - state
        state = state + timespans.unsqueeze(1) * slope
        return self.head(state), state

    @torch.jit.export
    def states(self, x: Tensor, timespans: Tensor) -> Tensor:
        state = torch.zeros(x.size(0), self.units)
        all: List[Tensor] = []
        for t in range(x.size(1)):
            state = self.step(x[:, t], state, timespans[:, t])[1]
            all.append(state)
        return torch.stack(all, 1)

    def forward(self, x: Tensor, timespans: Tensor) -> Tensor:
        return self.head(self.states(x, timespans))


def windows(count: int, random: numpy.random.Generator):
    """x [N,T,1], timespans [N,T] and the true states [N,T,2]."""
    drive = random.uniform(-1, 1, count)
    spans = random.uniform(0.5, 1.5, (count, STEPS))
    rest = drive[:, None] * numpy.array(REST)
    time = spans.cumsum(1)
    start = -(rest[:, :1] + 1j * rest[:, 1:])
    away = start * numpy.exp((-DECAY + 1j * TURN) * time)
    states = numpy.stack([away.real, away.imag], 2) + rest[:, None]
    x = numpy.repeat(drive[:, None, None], STEPS, 1)
    return [torch.tensor(each, dtype=torch.float32) for each in (x, spans, states)]


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


def card() -> dict:
    sequence = ["window", "time"]
    return {
        "loupe": 1,
        "name": "damped oscillator",
        "inputs": [
            {"name": "x", "dtype": "float32", "axes": sequence + ["channel"], "data": {"array": "x"},
             "channels": "drive"},
            {"name": "timespans", "dtype": "float32", "axes": sequence, "data": {"array": "timespans"},
             "role": "timespans", "unit": "s"},
        ],
        "explain": ["x"],
        "channels": {"drive": {"names": ["drive"]}},
        "heads": [{"name": "position", "kind": "regression", "axes": sequence + ["value"], "values": ["a", "b"],
                   "target": {"array": "position"}}],
        "states": {"method": "states", "axes": sequence + ["unit"]},
        "step": {"method": "step", "arguments": ["x", "state", "timespans"], "initial": "zeros"},
    }


def main() -> None:
    torch.manual_seed(1)
    torch.set_num_threads(1)
    random = numpy.random.default_rng(1)
    model = Oscillator()
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-2, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1e-2, total_steps=TRAINING_STEPS)
    for i in range(TRAINING_STEPS):
        x, spans, states = windows(64, random)
        loss = ((model(x, spans) - states) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if i % 250 == 0 or i + 1 == TRAINING_STEPS:
            print(i, float(loss))
    folder = Path(__file__).parents[1] / "resources" / "org" / "loupe" / "batch" / "internal"
    torch.jit.script(model.eval()).save(str(folder / "oscillator.ts.pt"))
    slim(folder / "oscillator.ts.pt")
    (folder / "oscillator.card.json").write_text(json.dumps(card(), indent=1) + "\n")
    x, spans, states = windows(WINDOWS, random)
    numpy.savez(folder / "oscillator.npz", x=x.numpy(), timespans=spans.numpy(), position=states.numpy())


main()
