"""Writes the TorchScript archives that the runtime's tests open.

Run with PyTorch 1.13 or later: python3 make_models.py ../resources/org/loupe/runtime/internal
The archives are committed; neither building nor testing needs Python.
"""

import sys
import zipfile
from enum import Enum
from pathlib import Path
from typing import Callable, Dict, List, Optional, Tuple

import numpy as np
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


class Kind(Enum):
    PLAIN = 1
    OTHER = 2


class Factor(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.factor = 1.0

    def forward(self, x: Tensor, by: Optional[Tuple[float, float]] = None) -> Tensor:
        if by is not None:
            first, second = by
            return x * first * second
        return x * self.factor


class Wide(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.a, self.b, self.c, self.d, self.e, self.f = 1, 2, 3, 4, 5, 0

    def forward(self, x: Tensor) -> Tensor:
        return x + self.f


class Typed(nn.Module):
    """Tiny between attributes of every type that libtorch believes unseen."""

    by: Optional[Tuple[float, float]]
    pairs: List[Tuple[int, int]]
    named: Dict[str, Tuple[int, int, int]]

    def __init__(self) -> None:
        super().__init__()
        self.tiny = Tiny()
        self.factor = Factor()
        self.wide = Wide()
        self.by = (1.0, 1.0)
        self.pairs = [(0, 0), (0, 0)]
        self.named = {"a": (0, 0, 0)}
        self.nested = ((0, 0), 0)
        self.kind = Kind.PLAIN

    def forward(self, x: Tensor, mode: Tensor, shift: Optional[Tensor] = None) -> Dict[str, Tensor]:
        for a, b in self.pairs:
            x = x + a + b
        c, d, e = self.named["a"]
        (f, g), h = self.nested
        x = self.wide(self.factor(x + c + d + e + f + g + h, self.by))
        if self.kind == Kind.OTHER:
            x = x + 1
        return self.tiny(x, mode, shift)


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


class Endless(nn.Module):
    """Goes on for longer than anyone waits, if the first number is 1; but not for longer than a run of the tests."""

    def forward(self, x: Tensor) -> Tensor:
        y = x.sum(1)
        n = 0
        while bool(x[0, 0, 0] == 1) and n < 3000000:
            y = torch.tanh(y)
            n += 1
        return y


class Noisy(nn.Module):
    """Forgot to be quiet in evaluation mode."""

    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(3, 3)

    def forward(self, x: Tensor) -> Tensor:
        return self.linear(x.sum(1)) + torch.randn(x.size(0), 3)


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


class Attention(nn.Module):
    """Two attention heads of width 2, flattened as PyTorch's own code does: weights [B*2,T,T]."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(4, 12)

    def heads(self, x: Tensor) -> Tensor:
        return x.reshape(x.size(0), x.size(1), 2, 2).transpose(1, 2).reshape(x.size(0) * 2, x.size(1), 2)

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = self.qkv(x).chunk(3, 2)
        weights = torch.softmax(torch.bmm(self.heads(q), self.heads(k).transpose(1, 2)), -1)
        y = torch.bmm(weights, self.heads(v)).reshape(x.size(0), 2, x.size(1), 2)
        return y.transpose(1, 2).reshape(x.size(0), x.size(1), 4)


class Table(nn.Module):
    """Positions, the same for all windows: [1,T,4]."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.Parameter(torch.randn(1, 8, 4) * 0.1)

    def forward(self, x: Tensor) -> Tensor:
        return self.table[:, : x.size(1)]


class Cell(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.inner = nn.Linear(8, 4)

    def forward(self, x: Tensor, h: Tensor) -> Tensor:
        return torch.tanh(self.inner(torch.cat([x, h], 1)))


class Inner(nn.Module):
    """One of each kind of place that values can be read at. x [B,T,3], mode [B,T,1] from 0 to 4."""

    def __init__(self) -> None:
        super().__init__()
        self.embed = nn.Embedding(5, 4)
        self.proj = nn.Linear(3, 4)
        self.table = Table()
        self.first = nn.Linear(4, 4)  # on [T,B,4]
        self.attn = Attention()
        self.cell = Cell()  # on every step
        self.act = nn.ReLU()  # on [B,T,4] and on [B,4]
        self.flat = nn.Linear(4, 4)  # on [T*B,4]
        self.pairs = nn.Identity()  # on [B,B]
        self.unused = nn.Linear(4, 4)
        self.step = nn.Linear(4, 2)
        self.whole = nn.Linear(4, 3)

    def forward(self, x: Tensor, mode: Tensor) -> Dict[str, Tensor]:
        y = self.proj(x) + self.embed(mode[:, :, 0]) + self.table(x)
        y = self.first(y.transpose(0, 1)).transpose(0, 1)
        y = self.act(y + self.attn(y))
        h = torch.zeros(x.size(0), 4)
        states: List[Tensor] = []
        for t in range(x.size(1)):
            h = self.cell(y[:, t], h)
            states.append(h)
        z = torch.stack(states, 0)
        z = self.flat(z.reshape(-1, 4)).reshape(z.shape).transpose(0, 1)
        h = self.act(h) + 0 * self.pairs(torch.mm(h, h.transpose(0, 1))).sum()
        return {"step": self.step(z), "whole": self.whole(h), "hidden": z}


X = torch.tensor([1, 2, 3, 4, 5, 6, -1, 0, 2, 0.5, -2, 1, 0, 1, 0, 2, 2, -3]).reshape(3, 2, 3)
MODE = torch.tensor([0, 1, 2, 3, 4, 0]).reshape(3, 2, 1)


def expected(inner: Inner) -> Dict[str, np.ndarray]:
    """What eager hooks see on three windows, the windows moved to the front."""
    recorded: Dict[str, List[Tensor]] = {}

    def record(name: str) -> Callable[[nn.Module, Tuple[Tensor, ...], Tensor], None]:
        def hook(module: nn.Module, args: Tuple[Tensor, ...], value: Tensor) -> None:
            if value.requires_grad:
                value.retain_grad()
            recorded.setdefault(name, []).append(value)

        return hook

    softmax = torch.softmax

    def recording(x: Tensor, dim: int) -> Tensor:
        weights = softmax(x, dim)
        weights.retain_grad()
        recorded.setdefault("attn@attention", []).append(weights)
        return weights

    hooks = [m.register_forward_hook(record(name)) for name, m in inner.named_modules() if name]
    torch.softmax = recording
    logits = inner(X, MODE)["step"]
    torch.softmax = softmax
    for hook in hooks:
        hook.remove()
    objective = logits.log_softmax(2).max(2).values.sum()
    objective.backward()

    def arranged(name: str, value: Tensor) -> Tensor:
        if name == "first":
            return value.transpose(0, 1)
        if name == "flat":
            return value.reshape(2, 3, 4).transpose(0, 1)
        if name == "attn@attention":
            return value.reshape(3, 2, 2, 2)
        return value

    arrays = {}
    for name in ["embed", "proj", "first", "attn", "attn@attention", "cell", "flat", "step", "whole"]:
        values = [arranged(name, value) for value in recorded[name]]
        arrays[name] = values[0] if len(values) == 1 else torch.stack(values, 1)
    for name in ["embed", "first", "attn@attention", "cell", "flat"]:
        gradients = [arranged(name, value.grad) for value in recorded[name]]
        arrays["gradient." + name] = gradients[0] if len(gradients) == 1 else torch.stack(gradients, 1)
    arrays["act#0"], arrays["act#1"] = recorded["act"]
    arrays["table"] = recorded["table"][0].expand(3, -1, -1)

    torch.softmax = lambda x, dim: softmax(x, dim) * torch.tensor([1.0, 0.0]).repeat(3).reshape(6, 1, 1)
    arrays["without head 1"] = inner(X, MODE)["step"]
    torch.softmax = softmax
    calls = []

    def zero_second(module: nn.Module, args: Tuple[Tensor, ...], value: Tensor) -> Tensor:
        calls.append(value)
        return value * 0 if len(calls) == 2 else value

    hook = inner.cell.register_forward_hook(zero_second)
    arrays["without call 1"] = inner(X, MODE)["step"]
    hook.remove()
    return {name: array.detach().numpy().astype(np.float32) for name, array in arrays.items()}


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


def main(folder: Path) -> None:
    torch.manual_seed(0)
    inner = Inner()
    models: List[Tuple[str, nn.Module]] = [
        ("tiny", Tiny()),
        ("typed", Typed()),
        ("pair", Pair()),
        ("lone", Lone()),
        ("nested_tuple", NestedTuple()),
        ("nested_dict", NestedDict()),
        ("types", Types()),
        ("slow", Slow()),
        ("hungry", Hungry()),
        ("starving", Starving()),
        ("endless", Endless()),
        ("noisy", Noisy()),
        ("inner", inner),
    ]
    folder.mkdir(parents=True, exist_ok=True)
    for name, model in models:
        # Saved in training mode: that dropout is off is the runtime's doing.
        torch.jit.script(model.train()).save(str(folder / f"{name}.pt"))
        slim(folder / f"{name}.pt")
    np.savez(folder / "inner_expected.npz", **expected(inner.eval()))
    state = {"model": {"encoder.linear.weight": torch.full((2, 3), 0.5), "scale": torch.tensor([10.0, 20.0, 30.0])}}
    torch.save(state, folder / "tiny_state.pt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
