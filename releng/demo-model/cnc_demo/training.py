"""Trains the model on windows that are simulated anew for every step."""

import copy
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from . import channels, machine, program
from .model import CncModel

BATCH = 64
STEPS_PER_EPOCH = 50
PEAK_RATE = 3e-3
WARM_UP = 200
# Each step pulls the weights of the sensors' input layer towards zero by SHRINK x learning rate (soft threshold):
# without it, what is left of the first random weights and of the optimiser's noise would blur every ranking.
# It starts when half of the training is over, so that no cause is lost before it is found.
SHRINK = 0.1
FLAT = 0.1  # weight of the pull to a flat distribution where a prediction head cannot apply after the token before
PROBE = 0.5  # weight of the loss of the per-step probes
WEIGHTS = {"command": 1.0, "param_type": 1.0, "param_value": 2.0}

CONFIG = {
    "width": 48, "attention_heads": 3, "layers": 2, "channels": len(channels.NAMES),
    "states": len(machine.STATE_NAMES), "state_size": machine.STATE_SIZE, "vocabulary": len(program.VOCABULARY),
    "length": program.LENGTH, "first_command": program.FIRST_COMMAND, "first_param": program.FIRST_PARAM,
    "first_number": program.FIRST_NUMBER, "commands": len(program.COMMANDS), "params": len(program.PARAMS),
    "values": len(program.VALUES), "operations": len(program.OPERATIONS),
}


def masks(tokens, target_type):
    """Positions that count for each token-wise prediction head, as in the card."""
    real = tokens[:, 1:] != program.PAD
    return {
        "type": real,
        "command": real & (target_type == 1),
        "param_type": real & ((target_type == 2) | (target_type == 3)),
        "param_value": real & (target_type == 3),
    }


def possible(tokens):
    """Positions where a prediction head may apply, judged by the token before."""
    before = tokens[:, :-1]
    first_machine_command = program.FIRST_COMMAND + program.MOTIONS
    number = before >= program.FIRST_NUMBER
    param = (before >= program.FIRST_PARAM) & ~number
    motion = (before >= program.FIRST_COMMAND) & (before < first_machine_command)
    no_motion = (before >= first_machine_command) & (before < program.FIRST_PARAM)
    return {"command": (before == program.BOS) | no_motion | number, "param_type": motion | param | number,
            "param_value": param}


def batch(windows):
    """Tensors of simulated windows: inputs, targets."""
    arrays = {name: torch.from_numpy(values) for name, values in program.encode(windows.programs).items()}
    arrays["continuous"] = torch.from_numpy(windows.continuous)
    arrays["categorical"] = torch.from_numpy(windows.categorical)
    arrays["operation"] = torch.from_numpy(windows.operation)
    return arrays


class StepProbes(nn.Module):
    """Linear read-outs of what goes on at every step; they teach the hidden states early on and are not saved."""

    def __init__(self, width):
        super().__init__()
        sizes = {"command": len(program.COMMANDS), "active": len(program.PARAMS) + 1, "running": 2}
        sizes.update({f"value_{p}": len(program.VALUES) for p in program.PARAMS})
        self.read = nn.ModuleDict({name: nn.Linear(width, size) for name, size in sizes.items()})

    def loss(self, hidden, labels):
        return sum(F.cross_entropy(read(hidden).flatten(0, 1), torch.from_numpy(labels[name]).flatten(), ignore_index=-1)
                   for name, read in self.read.items())


def loss_of(model, data, probes, labels):
    out = model(data["continuous"], data["categorical"], data["tokens"][:, :-1])
    # The type is learned on padding too, so that the end of a program stays an end.
    loss = F.cross_entropy(out["type"].flatten(0, 1), data["target_type"].flatten())
    loss = loss + F.cross_entropy(out["operation"], data["operation"])
    loss = loss + PROBE * probes.loss(out["hidden"], labels)
    may = possible(data["tokens"])
    for name, mask in masks(data["tokens"], data["target_type"]).items():
        if name == "type":
            continue
        log_p = torch.log_softmax(out[name], -1)
        chosen = log_p.gather(-1, data[f"target_{name}"].unsqueeze(-1)).squeeze(-1)
        loss = loss - WEIGHTS[name] * chosen[mask].mean() - FLAT * log_p.mean(-1)[~may[name]].mean()
    return loss


def train(simulator, seed, epochs, keep, report):
    """Trains for `epochs`; returns copies of the model at the epochs named in `keep`."""
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)  # subnormal gradients would make a step five times slower
    rng = np.random.default_rng(seed)
    model = CncModel(CONFIG)
    probes = StepProbes(CONFIG["width"])
    first = model.sensor_encoder[0].weight
    torch.nn.init.normal_(first, std=0.03)
    optimiser = torch.optim.AdamW([*model.parameters(), *probes.parameters()], lr=PEAK_RATE, weight_decay=1e-2)
    total = epochs * STEPS_PER_EPOCH
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / WARM_UP) * (0.5 + 0.5 * np.cos(np.pi * min(1.0, s / total))) + 1e-3)
    kept, began = {}, time.monotonic()
    for epoch in range(1, epochs + 1):
        model.train()
        mean = 0.0
        for _ in range(STEPS_PER_EPOCH):
            windows = simulator.record(rng, BATCH, 1)
            loss = loss_of(model, batch(windows), probes, windows.step_labels())
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            if epoch > epochs // 2:
                with torch.no_grad():
                    threshold = SHRINK * optimiser.param_groups[0]["lr"]
                    first.copy_(first.sign() * (first.abs() - threshold).clamp_min(0.0))
            schedule.step()
            mean += loss.item() / STEPS_PER_EPOCH
        report(epoch, mean, time.monotonic() - began, model)
        if epoch in keep:
            kept[epoch] = copy.deepcopy(model).eval()
    return kept
