"""Accuracies, baselines and saliency rankings of the demo model."""

import numpy as np
import torch

from . import channels, training

TOKEN_HEADS = ("type", "command", "param_type", "param_value")
HEADS = TOKEN_HEADS + ("operation",)


def outputs(model, data, continuous=None):
    """All outputs over all windows, teacher forced."""
    with torch.no_grad():
        x = data["continuous"] if continuous is None else continuous
        return model(x, data["categorical"], data["tokens"][:, :-1])


def _masked(data):
    """(prediction head, its mask, its targets)."""
    found = training.masks(data["tokens"], data["target_type"])
    return [(head, found[head], data[f"target_{head}"]) for head in TOKEN_HEADS] + [
        ("operation", torch.ones_like(data["operation"], dtype=torch.bool), data["operation"])]


def accuracies(model, data, continuous=None):
    """Masked accuracy per prediction head."""
    out = outputs(model, data, continuous)
    return {head: _share(out[head].argmax(-1)[mask] == target[mask]) for head, mask, target in _masked(data)}


def free_running(model, data):
    """Share of windows whose whole program is generated without an error."""
    with torch.no_grad():
        made = model.generate(model.encode(data["continuous"], data["categorical"]))
    return _share((made == data["tokens"][:, : made.size(1)]).all(1))


def baselines(model, data, reference, seed):
    """What is reached without looking: counts come from `reference`, windows the model never sees tested on."""
    majority, bigram = {}, {}
    known = {head: (mask, target) for head, mask, target in _masked(reference)}
    for head, mask, target in _masked(data):
        mask_known, target_known = known[head]
        most = target_known[mask_known].bincount().argmax()
        majority[head] = _share(target[mask] == most)
        if head == "operation":
            continue
        counts = torch.zeros(len(reference["tokens"].unique()) + 64, int(target_known.max()) + 1)
        before = reference["tokens"][:, :-1][mask_known]
        counts.index_put_((before, target_known[mask_known]), torch.ones(len(before)), accumulate=True)
        bigram[head] = _share(counts.argmax(1)[data["tokens"][:, :-1][mask]] == target[mask])
    order = torch.from_numpy(np.random.default_rng(seed).permutation(len(data["continuous"])))
    return {
        "majority": majority,
        "previous token": bigram,
        "sensors zeroed": accuracies(model, data, torch.zeros_like(data["continuous"])),
        "sensors of another window": accuracies(model, data, data["continuous"][order]),
    }


def gradients(model, data, windows=None):
    """{head: (objective [N], gradient [N,T,C])}; objective = sum over all steps of log p(predicted class)."""
    pick = slice(None) if windows is None else list(windows)
    x = data["continuous"][pick].clone().requires_grad_()
    out = model(x, data["categorical"][pick], data["tokens"][pick, :-1])
    found = {}
    for head in HEADS:
        log_p = torch.log_softmax(out[head], -1)
        chosen = log_p.gather(-1, out[head].argmax(-1, keepdim=True)).squeeze(-1).flatten(1) if head != "operation" \
            else log_p.gather(-1, out[head].argmax(-1, keepdim=True))
        objective = chosen.sum(1)
        gradient = torch.autograd.grad(objective.sum(), x, retain_graph=True)[0]
        found[head] = objective.detach(), gradient
    return found


def ranking(model, data):
    """Per prediction head: mean |gradient| of its causes against that of all other channels."""
    report = {}
    for head, (_, gradient) in gradients(model, data).items():
        score = gradient.abs().mean((0, 1)).numpy()
        own = channels.indices(channels.CAUSES[head])
        others = np.setdiff1d(np.arange(len(score)), own)
        noise = np.setdiff1d(np.arange(len(score)), channels.CAUSAL)
        rank = np.argsort(np.argsort(-score)) + 1
        report[head] = {
            "ranks_of_causes": {channels.NAMES[i]: int(rank[i]) for i in own},
            "weakest_cause": float(score[own].min()),
            "strongest_other": float(score[others].max()),
            "strongest_other_name": channels.NAMES[others[score[others].argmax()]],
            "strongest_noise": float(score[noise].max()),
            "margin": float(score[own].min() / score[others].max()),
            "margin_over_noise": float(score[own].min() / score[noise].max()),
        }
    return report


def _share(right):
    return round(float(right.double().mean()), 4)
