"""A model small enough to be checked by hand: three attention heads and six channels with exactly known roles.

Attention head 0 looks at the step before (step 0 at itself), head 1 at the first step, head 2 evenly at all steps.
Channel 0 passes through head 0 and alone decides `motion`; channel 3 passes through head 1 and alone decides `mode`;
`step` is both together. Head 2 reads channel 1, but nothing reads head 2. All other weights are zero.

With u = 2 x0[t-1] and w = 1.5 x3[0] the logits at step t are motion (0.125, u), mode (0.125, w) and
step (0.25, w + 0.125, u + 0.125, u + w), so that log p(step) = log p(motion) + log p(mode).
"""

from typing import Dict

import numpy as np
import torch
from torch import Tensor, nn

from .model import Attention

T, CHANNELS, HEADS, WIDTH = 8, 6, 3, 24
PER_HEAD = WIDTH // HEADS
SHARP = 1000.0  # attention logit of the step looked at: in float32 all other weights are exactly zero
MOTION_GAIN, MODE_GAIN, BIAS = 2.0, 1.5, 0.125
RECORDINGS, WINDOWS = 8, 5
CLASSES = {"motion": ["back", "forward"], "mode": ["idle", "cut"],
           "step": ["back idle", "back cut", "forward idle", "forward cut"]}


class TinyModel(nn.Module):
    """forward(continuous [B,8,6]) -> logits `motion`, `mode` [B,8,2], `step` [B,8,4] and `hidden` [B,8,24]."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Linear(CHANNELS, WIDTH)
        self.register_buffer("position", torch.zeros(T, WIDTH))
        self.attention = Attention(WIDTH, HEADS)
        self.motion_head = nn.Linear(WIDTH, 2)
        self.mode_head = nn.Linear(WIDTH, 2)
        self.step_head = nn.Linear(WIDTH, 4)

    def forward(self, continuous: Tensor) -> Dict[str, Tensor]:
        x = self.embed(continuous) + self.position[: continuous.size(1)]
        hidden = self.attention(x, x, False)
        return {"motion": self.motion_head(hidden), "mode": self.mode_head(hidden), "step": self.step_head(hidden),
                "hidden": hidden}


def build():
    """The model with its weights set by hand: dimensions 0-5 hold the channels, 8-15 the step's number."""
    model = TinyModel().eval()
    first_place = 8
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
        for channel in range(CHANNELS):
            model.embed.weight[channel, channel] = 1.0
        for t in range(T):
            model.position[t, first_place + t] = 1.0
            for h in (0, 1):
                model.attention.key.weight[h * PER_HEAD + t, first_place + t] = 1.0
            model.attention.query.weight[max(0, t - 1), first_place + t] = SHARP
            model.attention.query.weight[PER_HEAD, first_place + t] = SHARP
        for h, channel in enumerate((0, 3, 1)):
            model.attention.value.weight[h * PER_HEAD, channel] = 1.0
        for h in (0, 1):
            model.attention.output.weight[h, h * PER_HEAD] = 1.0
        model.motion_head.weight[1, 0] = MOTION_GAIN
        model.mode_head.weight[1, 1] = MODE_GAIN
        model.motion_head.bias[0] = BIAS
        model.mode_head.bias[0] = BIAS
        for row in range(4):
            forward, cut = row // 2, row % 2
            model.step_head.weight[row, 0] = MOTION_GAIN * forward
            model.step_head.weight[row, 1] = MODE_GAIN * cut
            model.step_head.bias[row] = BIAS * (2 - forward - cut)
    return model


def dataset(seed):
    """Random windows; one label in ten is turned round, so that accuracies are not all 1."""
    rng = np.random.default_rng(seed)
    n = RECORDINGS * WINDOWS
    x = (np.round(rng.standard_normal((n, T, CHANNELS)) * 16) / 16 + 1 / 32).astype(np.float32)
    before = x[:, np.maximum(0, np.arange(T) - 1), 0]
    motion = (MOTION_GAIN * before > BIAS) ^ (rng.random((n, T)) < 0.1)
    mode = (MODE_GAIN * x[:, :1, 3] > BIAS) ^ (rng.random((n, T)) < 0.1)
    return {"continuous": x, "target_motion": motion.astype(np.int64), "target_mode": mode.astype(np.int64),
            "target_step": 2 * motion.astype(np.int64) + mode, "recording": np.repeat(np.arange(RECORDINGS), WINDOWS),
            "start": np.tile(np.arange(WINDOWS) * T, RECORDINGS)}


def card():
    return {
        "loupe": 1,
        "name": "Tiny: three attention heads with known roles",
        "inputs": [{"name": "continuous", "dtype": "float32", "axes": ["window", "time", "channel"],
                    "data": {"array": "continuous"}, "channels": "sensors"}],
        "explain": ["continuous"],
        "channels": {"sensors": {
            "names": ["feed.drive", "feed.noise", "spindle.noise", "spindle.load", "room.light", "room.humidity"],
            "groups": {"module": {"feed": [0, 1], "spindle": [2, 3], "room": [4, 5]}}}},
        "heads": [{"name": name, "kind": "categorical", "axes": ["window", "time", "class"], "classes": classes,
                   "target": {"array": f"target_{name}"}} for name, classes in CLASSES.items()],
        "hidden": {"output": "hidden", "axes": ["window", "time", "unit"]},
        "clusters": {"array": "recording"},
        "labels": {"recording": {"array": "recording"}},
        "stateDict": {"sections": ["model_state_dict"], "rename": [], "ignore": []},
    }


def project():
    return {"loupe": 1, "name": "Tiny: known attention heads", "card": "tiny.card.json",
            "checkpoints": [{"name": "tiny", "file": "tiny.ts.pt"}],
            "datasets": [{"name": "tiny", "file": "tiny.npz"}],
            "slices": [{"name": "first recording", "dataset": "tiny", "windows": f"0-{WINDOWS - 1}"}]}


def truth():
    return {
        "attention": {"module": "attention", "heads": [
            {"head": 0, "looks_at": "the step before; step 0 at itself", "reads_channel": 0, "used": True},
            {"head": 1, "looks_at": "step 0", "reads_channel": 3, "used": True},
            {"head": 2, "looks_at": "all steps, 1/8 each", "reads_channel": 1, "used": False}]},
        "heads": {
            "motion": {"channels": [0], "steps": list(range(T - 1)), "attention_heads": [0]},
            "mode": {"channels": [3], "steps": [0], "attention_heads": [1]},
            "step": {"channels": [0, 3], "steps": list(range(T - 1)), "attention_heads": [0, 1]}},
        "logits": {"motion": "(0.125, u)", "mode": "(0.125, w)", "step": "(0.25, w + 0.125, u + 0.125, u + w)",
                   "u": "2 x0[max(t-1, 0)]", "w": "1.5 x3[0]"},
        "gradients": {
            "motion": "d sum_t log p(predicted) / dx0[s] = 2 sum over t with max(t-1, 0) = s of "
                      "([predicted is forward] - p(forward)); x0[7] and all other channels: exactly 0",
            "mode": "d sum_t log p(predicted) / dx3[0] = 1.5 sum_t ([predicted is cut] - p(cut)); all else exactly 0"},
        "ablation": {
            "0": "motion is 'back' with p = 1/(1 + exp(-0.125)) everywhere, mode unchanged",
            "1": "mode is 'idle' with p = 1/(1 + exp(-0.125)) everywhere, motion unchanged",
            "2": "nothing changes"},
    }
