"""Writes the TorchScript archives that the tests of probes open, and what eager PyTorch's hooks see.

Run with the oldest and the newest PyTorch that is supported:
    python3 make_archives.py ../resources/org/loupe/checkpoint/archives/torch-1.13
The archives are committed; neither building nor testing needs Python.

Of every case there are <case>.<form>.pt, the same model scripted, traced, traced without gradients
(so that PyTorch's fast paths are in the trace) and frozen, and <case>.npz, computed in eager mode:

in.<n>            the arguments of forward
out               the first tensor that forward returns
read/<probe>#<k>  the value at a probe, of its k-th call; NaN where PyTorch leaves it open
scale/<probe>     out, with all calls of the probe multiplied by 0.5; of attention weights, with
                  those of the first attention head multiplied by 0
shift/<probe>     out, with 0.25 added
replace/<probe>   out, with the value replaced by its values in reverse order
leaf/<probe>#<k>  the gradient of (out * weight).sum() with respect to the value
weight            see there

refined.scripted.pt has no such values; it is there to be let through.

Changes are computed for the first module of each class, and for all attention weights.
"""

import math
import sys
import warnings
import zipfile
from collections import OrderedDict
from enum import Enum
from pathlib import Path
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple, Union

import numpy
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

# ------------------------------------------------------------------------------------------ models

# What is done to attention weights in eager mode: (module, weights) -> weights.
on_weights: List[Callable[[nn.Module, Tensor], Tensor]] = []


@torch.jit.unused
def seen(module: nn.Module, weights: Tensor) -> Tensor:
    for act in on_weights:
        weights = act(module, weights)
    return weights


def split(x: Tensor, heads: int) -> Tensor:
    return x.view(x.size(0), x.size(1), heads, -1).transpose(1, 2)


def weights_of(q: Tensor, k: Tensor) -> Tensor:
    scores = q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))
    return scores.softmax(-1)


def merged(x: Tensor) -> Tensor:
    return x.transpose(1, 2).reshape(x.size(0), x.size(2), -1)


class Projections(nn.Module):
    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.q = nn.Linear(width, width)
        self.k = nn.Linear(width, width)
        self.v = nn.Linear(width, width)


class FreeAttention(Projections):
    """The softmax stands in a function that a function calls."""

    def forward(self, x: Tensor) -> Tensor:
        w = through(split(self.q(x), self.heads), split(self.k(x), self.heads))
        if not torch.jit.is_scripting():
            w = seen(self, w)
        return merged(w @ split(self.v(x), self.heads))


def through(q: Tensor, k: Tensor) -> Tensor:
    return weights_of(q, k)


class InlineAttention(Projections):
    """The softmax stands in forward, twice; nn.functional's with a dtype, and a class too many."""

    def forward(self, x: Tensor) -> Tensor:
        q, k, v = self.q(x), self.k(x), self.v(x)
        w = F.softmax(torch.bmm(q, k.transpose(1, 2)), dim=-1)
        if not torch.jit.is_scripting():
            w = seen(self, w)
        again = torch.softmax(torch.bmm(k, q.transpose(1, 2)), 2)
        if not torch.jit.is_scripting():
            again = seen(self, again)
        channels = torch.softmax(x, 1)
        return torch.bmm(w, v) + torch.bmm(again, v) + channels + F.log_softmax(x, -1)


class Attentions(nn.Module):
    """Attention in all the ways people write it."""

    def __init__(self) -> None:
        super().__init__()
        self.free = FreeAttention(8, 2)
        self.inline = InlineAttention(8, 1)
        self.multi = nn.MultiheadAttention(8, 2, batch_first=True)
        self.gate = nn.Linear(8, 1)

    def mix(self, x: Tensor) -> Tensor:
        w = torch.softmax(self.gate(x).transpose(1, 2), -1)
        if not torch.jit.is_scripting():
            w = seen(self, w)
        return torch.matmul(w, x)

    def forward(self, x: Tensor, padding: Tensor) -> Tensor:
        x = self.inline(self.free(x)) + self.mix(x)
        y, _ = self.multi(x, x, x, key_padding_mask=padding)
        return x + y


class ScaledDotProduct(Projections):
    """PyTorch's operator, which keeps its weights to itself; with a mask, causal, and scaled."""

    def forward(self, x: Tensor, padding: Tensor) -> Tensor:
        q, k, v = split(self.q(x), self.heads), split(self.k(x), self.heads), split(self.v(x), self.heads)
        mask = torch.logical_not(padding).unsqueeze(1).unsqueeze(1)
        y = self.attend(q, k, v, mask, False, None)
        y = self.attend(q, k, y, None, True, None)
        y = self.attend(q, k, y, torch.eye(x.size(1)) * -2.0, False, 0.3)
        return merged(y)

    def attend(
        self, q: Tensor, k: Tensor, v: Tensor, mask: Optional[Tensor], causal: bool, scale: Optional[float]
    ) -> Tensor:
        if not torch.jit.is_scripting():
            if on_weights:
                scores = q @ k.transpose(-2, -1) * (1 / math.sqrt(q.size(-1)) if scale is None else scale)
                if causal:
                    scores = scores.masked_fill(torch.ones(q.size(-2), k.size(-2)).tril() == 0, -math.inf)
                if mask is not None:
                    scores = scores.masked_fill(~mask, -math.inf) if mask.dtype == torch.bool else scores + mask
                return seen(self, scores.softmax(-1)) @ v
        return F.scaled_dot_product_attention(q, k, v, mask, 0.0, causal, scale=scale)


class Layers(nn.Module):
    """Layers of many kinds. One is called twice, one is known under two names."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv1d(6, 8, 3, padding=1)
        self.norm = nn.BatchNorm1d(8)
        self.act = nn.ReLU(inplace=True)
        self.stack = nn.Sequential(nn.Linear(8, 8), nn.LayerNorm(8), nn.Tanh())
        self.twice = nn.Linear(8, 8)
        self.tied = self.twice
        self.lstm = nn.LSTM(8, 4, num_layers=2, dropout=0.1, bidirectional=True, batch_first=True)
        self.gru = nn.GRU(8, 8, batch_first=True)
        self.rnn = nn.RNN(8, 8, nonlinearity="relu")
        self.last = nn.ModuleList([nn.Linear(8, 8), nn.Dropout(0.5)])

    def forward(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        y = self.act(self.norm(self.conv(x.transpose(1, 2)))).transpose(1, 2)
        y = self.tied(self.stack(self.twice(y)))
        y, (h, c) = self.lstm(y)
        y, _ = self.gru(y)
        y, _ = self.rnn(y.transpose(0, 1))
        y = y.transpose(0, 1)
        for layer in self.last:
            y = layer(y)
        return y, h


class Cells(nn.Module):
    """A cell that is called once per step."""

    def __init__(self) -> None:
        super().__init__()
        self.cell = nn.GRUCell(4, 6)
        self.read = nn.Linear(6, 3)

    def forward(self, x: Tensor) -> Tensor:
        h = torch.zeros(x.size(0), 6)
        steps: List[Tensor] = []
        for t in range(x.size(1)):
            h = self.cell(x[:, t], h)
            steps.append(self.read(h))
        return torch.stack(steps, 1)


class Transformers(nn.Module):
    """PyTorch's own, with masks."""

    def __init__(self) -> None:
        super().__init__()
        layer = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True, activation="gelu")
        self.encoder = nn.TransformerEncoder(layer, 2)
        layer = nn.TransformerEncoderLayer(8, 4, 16, batch_first=True, norm_first=True)
        self.first = nn.TransformerEncoder(layer, 1, norm=nn.LayerNorm(8))
        layer = nn.TransformerDecoderLayer(8, 2, 16, batch_first=True, norm_first=True)
        self.decoder = nn.TransformerDecoder(layer, 1, norm=nn.LayerNorm(8))
        self.register_buffer("causal", torch.triu(torch.full((4, 4), -math.inf), 1))

    def forward(self, x: Tensor, padding: Tensor, y: Tensor) -> Tensor:
        # What the encoder leaves at padded places depends on whether it takes its fast path.
        memory = self.encoder(x, src_key_padding_mask=padding).masked_fill(padding.unsqueeze(-1), 0.0)
        memory = self.first(memory, src_key_padding_mask=padding)
        return self.decoder(y, memory, tgt_mask=self.causal, memory_key_padding_mask=padding)


@torch.jit.interface
class Step(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        pass


class Doubling(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return x * 2


class Both(NamedTuple):
    left: Tensor
    right: Tensor


class ToDict(nn.Module):
    def forward(self, x: Tensor) -> Dict[str, Tensor]:
        return {"x": x}


class ToNamed(nn.Module):
    def forward(self, x: Tensor) -> Both:
        return Both(x, x + 1)


class ToList(nn.Module):
    def forward(self, x: Tensor) -> List[Tensor]:
        return [x, x]


class ToOptional(nn.Module):
    def forward(self, x: Tensor) -> Optional[Tensor]:
        if x.size(0) > 100:
            return None
        return x


class ToPacked(nn.Module):
    def forward(self, x: Tensor) -> PackedSequence:
        return pack_padded_sequence(x, torch.full((x.size(0),), x.size(1)), batch_first=True)


class Restored(nn.Module):
    """Saves itself in a way of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.factor = 3.0

    def forward(self, x: Tensor) -> Tensor:
        return x * self.factor

    @torch.jit.export
    def __getstate__(self) -> Tuple[float, bool]:
        return self.factor, self.training

    @torch.jit.export
    def __setstate__(self, state: Tuple[float, bool]) -> None:
        self.factor = state[0]
        self.training = state[1]


class Counter:
    """Not a module, and it computes a softmax."""

    def __init__(self) -> None:
        self.count = 0

    def weigh(self, x: Tensor) -> Tensor:
        self.count += 1
        return weights_of(x, x)


class Odds(nn.Module):
    """What cannot be probed, and names that are hard to spell."""

    step: Step

    def __init__(self) -> None:
        super().__init__()
        self.step = Doubling()
        self.to_dict = ToDict()
        self.to_named = ToNamed()
        self.to_list = ToList()
        self.to_optional = ToOptional()
        self.to_packed = ToPacked()
        self.restored = Restored()
        self.packed_gru = nn.GRU(4, 4, batch_first=True)
        self.ways = nn.ModuleDict(OrderedDict([("a way", nn.Linear(4, 4)), ("b", nn.Identity())]))
        self.counter = torch.jit.script(Counter)()

    def forward(self, x: Tensor) -> Dict[str, Tensor]:
        x = self.step.forward(x)
        x = self.to_dict(x)["x"] + self.to_named(x).left + self.to_list(x)[0]
        y = self.to_optional(x)
        if y is not None:
            x = x + y
        packed, _ = self.packed_gru(self.to_packed(x))
        z, _ = pad_packed_sequence(packed, batch_first=True)
        for way in self.ways.values():
            z = way(z)
        return {"z": self.restored(z), "w": self.counter.weigh(z)}

    @torch.jit.export
    def half(self, x: Tensor) -> Tensor:
        return self.forward(x)["z"] * 0.5

    @torch.jit.export
    def width(self) -> int:
        return 4


class Mode(Enum):
    PLAIN = 1
    DOUBLE = 2


class Unit(Enum):
    METRE = "m"
    INCH = "in"


@torch.jit.interface
class Part(nn.Module):
    def forward(self, x: Tensor, scale: Optional[Tuple[float, int]] = None) -> Tensor:
        pass


class Scaled(nn.Module):
    def forward(self, x: Tensor, scale: Optional[Tuple[float, int]] = None) -> Tensor:
        if scale is not None and scale[1] > 0:
            return x * scale[0]
        return x


class Refined(nn.Module):
    """Values of every type as attributes, and every way in which the compiler learns a type."""

    part: Part
    nothing: Optional[Tuple[int, int]]
    names: Dict[str, List[Tuple[str, int]]]
    empty: List[Tuple[float, Tensor]]

    def __init__(self) -> None:
        super().__init__()
        self.part = Scaled()
        self.mode = Mode.DOUBLE
        self.unit = Unit.INCH
        self.nothing = None
        self.pair = (1, (2.5, [3, 4]))
        self.names = {"a": [("b", 1)], "c": []}
        self.empty = []
        self.shared = [torch.ones(2), torch.zeros(2)]
        self.again = self.shared
        self.phase = 1 + 2j
        self.device = torch.device("cpu")

    def forward(
        self,
        x: Union[Tensor, Tuple[Tensor, Tensor]],
        y: Any = None,
        pairs: Optional[List[Tuple[int, int]]] = None,
        state: Optional[Tuple[Tensor, Tensor]] = None,
    ) -> Tensor:
        a = x if isinstance(x, Tensor) else x[0]
        if isinstance(y, Tuple[int, int]) and y[0] > 0:
            a = a + y[1]
        if not isinstance(y, List[int]):
            a = a + 1
        else:
            a = a + y[0]
        h: Optional[Tuple[int, int]] = self.nothing
        for i in range(3):
            h = (i, i) if h is None else (h[0] + 1, h[1])
        if h is not None:
            a = a + h[0]
        if pairs is not None and len(pairs) > 0:
            a = a + pairs[0][0]
        found = self.names.get("a")
        if found is not None:
            a = a + found[0][1]
        if state is None:
            state = (a, a)
        a = a + state[0] + self.shared[0].sum() + self.again[1].sum() + self.pair[1][0]
        values: List[float] = a.flatten().tolist()
        if self.mode == Mode.DOUBLE and self.unit.value == "in":
            a = a * 2 + values[0]
        return self.part.forward(a, (0.5, 1))


# --------------------------------------------------------------------------------- what hooks see


def first(value):
    return value[0] if type(value) is tuple else value


def with_first(value, tensor: Tensor):
    return (tensor,) + tuple(value[1:]) if type(value) is tuple else tensor


def manual(m: nn.MultiheadAttention, q: Tensor, k: Tensor, v: Tensor, padding=None, mask=None) -> Tensor:
    """nn.MultiheadAttention from its definition, with its weights shown."""
    size = m.head_dim
    q, k, v = (
        split(F.linear(x, w, b), m.num_heads)
        for x, w, b in zip((q, k, v), m.in_proj_weight.chunk(3), m.in_proj_bias.chunk(3))
    )
    scores = (q * math.sqrt(1.0 / size)) @ k.transpose(-2, -1)
    if mask is not None:
        scores = scores + mask
    if padding is not None:
        scores = scores.masked_fill(padding[:, None, None, :], -math.inf)
    # As PyTorch does, which never calls the sub-module.
    return F.linear(merged(seen(m, scores.softmax(-1)) @ v), m.out_proj.weight, m.out_proj.bias)


class Watch:
    """Sees and changes the calls of one probe, or sees those of all."""

    def __init__(self, model: nn.Module, probe: Optional[str] = None, change=None) -> None:
        self.model, self.probe, self.change = model, probe, change
        self.names: Dict[nn.Module, str] = {}
        for name, module in model.named_modules():
            self.names.setdefault(module, name or "@output")
        self.values: Dict[str, List[Tensor]] = OrderedDict()
        self.weights: Dict[nn.Module, List[Tensor]] = OrderedDict()

    def see(self, name: str, value: Tensor) -> Tensor:
        if name == self.probe:
            value = self.change(value)
        self.values.setdefault(name, []).append(value.detach().clone())
        return value

    def hook(self, module: nn.Module, inputs, output):
        if isinstance(first(output), Tensor):
            return with_first(output, self.see(self.names[module], first(output)))

    def on_weights(self, module: nn.Module, weights: Tensor) -> Tensor:
        """Of a module's several attentions the calls are told apart by their order."""
        seen_before = self.weights.setdefault(module, [])
        path = self.names[module]
        name = ("" if path == "@output" else path) + "@attention"
        if self.numbered.get(name, 1) > 1:
            name = f"{name}.{len(seen_before)}"
        weights = self.see(name, weights)
        seen_before.append(weights)
        return weights

    numbered: Dict[str, int] = {}

    def run(self, inputs) -> Tensor:
        handles = [m.register_forward_hook(self.hook) for m in self.model.modules()]
        forward = nn.MultiheadAttention.forward

        def multi(m, query, key, value, key_padding_mask=None, need_weights=True, attn_mask=None, **_):
            if key_padding_mask is not None and key_padding_mask.dtype != torch.bool:
                key_padding_mask = key_padding_mask != 0
            return manual(m, query, key, value, key_padding_mask, attn_mask), None

        nn.MultiheadAttention.forward = multi
        on_weights.append(self.on_weights)
        try:
            output = first(self.model(*inputs))
            return output if isinstance(output, Tensor) else output["z"]
        finally:
            on_weights.clear()
            nn.MultiheadAttention.forward = forward
            for handle in handles:
                handle.remove()


def plain(model: nn.Module, inputs) -> Tuple[Tensor, Dict[str, List[Tensor]]]:
    """Values as ordinary hooks see them, and attention weights as need_weights=True gives them."""
    names = {m: n for n, m in reversed(list(model.named_modules()))}
    values: Dict[str, List[Tensor]] = OrderedDict()
    forward = nn.MultiheadAttention.forward

    def hook(module, args, output):
        if isinstance(first(output), Tensor):
            values.setdefault(names[module] or "@output", []).append(first(output).detach().clone())

    def multi(m, *args, **kwargs):
        output = forward(m, *args, **kwargs)
        kwargs.update(need_weights=True, average_attn_weights=False)
        weights = forward(m, *args, **kwargs)[1]
        values.setdefault(names[m] + "@attention", []).append(weights.detach().clone())
        return output

    handles = [m.register_forward_hook(hook) for m in model.modules()]
    nn.MultiheadAttention.forward = multi
    try:
        output = first(model(*inputs))
    finally:
        nn.MultiheadAttention.forward = forward
        for handle in handles:
            handle.remove()
    return (output if isinstance(output, Tensor) else output["z"]), values


def expected(model: nn.Module, inputs, numbered: Dict[str, int]) -> Dict[str, numpy.ndarray]:
    arrays: Dict[str, Tensor] = OrderedDict((f"in.{i}", x) for i, x in enumerate(inputs))
    out, values = plain(model, inputs)
    Watch.numbered = numbered
    watch = Watch(model)
    watched = watch.run(inputs)
    assert (watched - out).abs().max() < 1e-5, (watched - out).abs().max()
    for name, calls in watch.values.items():
        values.setdefault(name, calls)
    arrays["out"] = out
    weight = arrays["weight"] = torch.randn_like(out)
    names = {name: type(module) for name, module in model.named_modules()}
    changed = set()
    for name, calls in values.items():
        for k, value in enumerate(calls):
            if name == "encoder" and len(inputs) == 3:
                value[inputs[1]] = math.nan  # see Transformers
            arrays[f"read/{name}#{k}"] = value
        leaves: List[Tensor] = []

        def add_leaf(value: Tensor) -> Tensor:
            leaves.append(torch.zeros_like(value).requires_grad_())
            return value + leaves[-1]

        def scaled(value: Tensor) -> Tensor:
            if "@attention" not in name:
                return value * 0.5
            factor = torch.ones(value.shape[-3])
            factor[0] = 0
            return value * factor[:, None, None]

        kind = names.get(name, name)
        if name != "@output" and kind not in changed:
            changed.add(kind)
            arrays[f"scale/{name}"] = Watch(model, name, scaled).run(inputs)
            arrays[f"shift/{name}"] = Watch(model, name, lambda value: value + 0.25).run(inputs)
            arrays[f"replace/{name}"] = Watch(model, name, lambda value: reverse(value)).run(inputs)
        (Watch(model, name, add_leaf).run(inputs) * weight).sum().backward()
        for k, leaf in enumerate(leaves):
            arrays[f"leaf/{name}#{k}"] = torch.zeros_like(leaf) if leaf.grad is None else leaf.grad
    return {name: value.detach().numpy() for name, value in arrays.items()}


def reverse(value: Tensor) -> Tensor:
    return value.detach().flatten().flip(0).view(value.shape)


# ------------------------------------------------------------------------------------------- files


def save(name: str, model: nn.Module, inputs, forms: List[str], numbered: Dict[str, int], folder: Path) -> None:
    model.eval()
    for parameter in model.parameters():
        # Biases and scales of their own, so that nothing is equal by chance.
        nn.init.normal_(parameter, 0.1, 0.3)
    if hasattr(torch.backends, "mha"):
        # Without gradients of parameters, as Loupe runs models, to the last bit; but slow paths.
        torch.backends.mha.set_fastpath_enabled(False)
        model.requires_grad_(False)
    numpy.savez_compressed(folder / f"{name}.npz", **expected(model, inputs, numbered))
    if hasattr(torch.backends, "mha"):
        torch.backends.mha.set_fastpath_enabled(True)
        model.requires_grad_(True)
    for form in forms:
        if form == "scripted":
            archive = torch.jit.script(model)
        elif form == "frozen":
            archive = torch.jit.freeze(torch.jit.script(model))
        else:
            with torch.set_grad_enabled(form == "traced"):
                archive = torch.jit.trace(model, inputs, check_trace=False)
        archive.save(str(folder / f"{name}.{form}.pt"))
        slim(folder / f"{name}.{form}.pt")


def slim(archive: Path) -> None:
    """Leaves out what torch notes beside the source for its error messages."""
    with zipfile.ZipFile(archive) as old:
        entries = [(info, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(archive, "w") as new:
        for info, content in entries:
            if not info.filename.endswith(".debug_pkl"):
                plain = zipfile.ZipInfo(info.filename)
                plain.compress_type = info.compress_type
                new.writestr(plain, content)


def main(folder: Path) -> None:
    warnings.simplefilter("ignore")
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(0)
    everything = ["scripted", "traced", "traced_no_grad", "frozen"]
    padding = torch.tensor([[False, False, False, False, False], [False, False, False, True, True]])
    x = torch.randn(2, 5, 8)
    save("layers", Layers(), (torch.randn(2, 5, 6),), ["scripted", "traced", "frozen"], {}, folder)
    save("cells", Cells(), (torch.randn(2, 5, 4),), ["scripted", "traced"], {}, folder)
    save("attentions", Attentions(), (x, padding), everything, {"inline@attention": 2}, folder)
    save("transformers", Transformers(), (x, padding, torch.randn(2, 4, 8)), everything, {}, folder)
    save("odds", Odds(), (torch.randn(2, 5, 4),), ["scripted"], {}, folder)
    refined = folder / "refined.scripted.pt"
    torch.jit.script(Refined()).save(str(refined))
    slim(refined)
    if hasattr(F, "scaled_dot_product_attention"):
        forms = ["scripted", "traced", "frozen"]
        save("sdpa", ScaledDotProduct(8, 2), (x, padding), forms, {"@attention": 3}, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
