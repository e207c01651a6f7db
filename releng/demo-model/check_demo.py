#!/usr/bin/env python3
"""Checks the files under product/demo: sizes, card against arrays, reference against files, planted causes found."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from cnc_demo import channels, evaluate, tiny

MAX_TOTAL, MAX_FILE = 12_000_000, 3_000_000
TOLERANCE = 1e-5
NAMES = ("early", "middle", "late")


class Checks:
    """Counts what holds and prints what does not."""

    def __init__(self):
        self.failed = 0

    def that(self, holds, what):
        print(("ok    " if holds else "WRONG ") + what)
        self.failed += not holds


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--demo", type=Path, default=Path(__file__).resolve().parents[2] / "product" / "demo")
    demo = arguments.parse_args().demo
    torch.set_num_threads(1)
    checks = Checks()
    check_sizes(checks, demo)
    check_card(checks, demo, "demo.card.json", "data/test.npz", "checkpoints/late.ts.pt")
    check_card(checks, demo, "tiny/tiny.card.json", "tiny/tiny.npz", "tiny/tiny.ts.pt")
    check_checkpoints(checks, demo)
    check_demo(checks, demo)
    check_tiny(checks, demo)
    raise SystemExit(1 if checks.failed else 0)


def check_sizes(checks, demo):
    sizes = {path: path.stat().st_size for path in demo.rglob("*") if path.is_file()}
    checks.that(sum(sizes.values()) <= MAX_TOTAL, f"{sum(sizes.values())} bytes in all, at most {MAX_TOTAL}")
    checks.that(max(sizes.values()) <= MAX_FILE, f"largest file {max(sizes.values())} bytes, at most {MAX_FILE}")


def load(path):
    with np.load(path) as archive:
        return {name: archive[name] for name in archive.files}


def inputs(card, data):
    """The model's inputs, as the card says."""
    found = []
    for entry in card["inputs"]:
        array = data[entry["data"]["array"]]
        if "slice" in entry["data"]:
            array = array[..., slice(*entry["data"]["slice"])]
        found.append(torch.from_numpy(array.astype(entry["dtype"])))
    return found


def check_card(checks, demo, card_file, data_file, model_file):
    card, data = json.loads((demo / card_file).read_text()), load(demo / data_file)
    with torch.no_grad():
        out = torch.jit.load(str(demo / model_file))(*inputs(card, data))
    windows = len(data["continuous"])
    checks.that(all(len(a) == windows for a in data.values()), f"{data_file}: {windows} windows in every array")
    sensors = card["channels"]["sensors"]
    count = data["continuous"].shape[2]
    fits = len(sensors["names"]) == count and all(
        sorted(i for members in grouping.values() for i in members) == list(range(count))
        for grouping in sensors["groups"].values())
    checks.that(fits, f"{card_file}: {count} channels, every grouping covers each once")
    for head in card["heads"]:
        logits, target = out[head["name"]], data[head["target"]["array"]]
        good = logits.shape == target.shape + (len(head["classes"]),) and logits.ndim == len(head["axes"])
        checks.that(good and 0 <= target.min() <= target.max() < len(head["classes"]),
                    f"{card_file}: prediction head {head['name']} {tuple(logits.shape)} fits its targets and classes")
        for rule in head.get("mask", []):
            array = data[rule["array"]][..., slice(*rule.get("slice", [None]))]
            checks.that(array.shape == target.shape, f"{card_file}: mask of {head['name']} by {rule['array']} fits")
    hidden = out[card["hidden"]["output"]]
    checks.that(hidden.ndim == len(card["hidden"]["axes"]), f"{card_file}: hidden {tuple(hidden.shape)}")


def check_checkpoints(checks, demo):
    for script, state in [(demo / "checkpoints" / f"{n}.ts.pt", demo / "checkpoints" / f"{n}.pt") for n in NAMES] + [
            (demo / "tiny" / "tiny.ts.pt", demo / "tiny" / "tiny.pt")]:
        weights = torch.jit.load(str(script)).state_dict()
        saved = torch.load(str(state))["model_state_dict"]
        same = weights.keys() == saved.keys() and all(torch.equal(weights[k], saved[k]) for k in saved)
        checks.that(same, f"{state.name} holds the weights of {script.name}")


def near(got, wanted):
    return float(np.abs(got - wanted).max()) <= TOLERANCE * max(1e-12, float(np.abs(wanted).max()))


def tensors(data):
    found = {name: torch.from_numpy(values) for name, values in data.items()}
    found["continuous"] = found["continuous"].float()
    return found


def check_demo(checks, demo):
    data, wanted = load(demo / "data" / "test.npz"), load(demo / "reference" / "demo_late.npz")
    notes = json.loads((demo / "reference" / "demo_late.json").read_text())
    truth = json.loads((demo / "truth.json").read_text())
    named = {head: channels.indices(names) for head, names in channels.CAUSES.items()}
    checks.that(truth["heads"] == named, "truth.json names the simulator's causes")
    variance = data["continuous"].astype(np.float64).var((0, 1))
    checks.that(0.85 < variance.min() and variance.max() < 1.15,
                f"variance of every channel is about 1: {variance.min():.3f} to {variance.max():.3f}")
    strongest = _strongest_correlation(data, channels.CAUSAL)
    checks.that(strongest < 0.2, f"no two causal channels go together: largest |correlation| {strongest:.3f}")
    batch, model = tensors(data), torch.jit.load(str(demo / "checkpoints" / "late.ts.pt"))
    pick = wanted["windows"]
    part = {name: values[pick] for name, values in batch.items()}
    out = evaluate.outputs(model, part)
    for head in evaluate.HEADS:
        checks.that(near(out[head].numpy(), wanted[f"logits.{head}"]), f"late: logits of {head} as in the reference")
    for head, (objective, gradient) in evaluate.gradients(model, part).items():
        checks.that(near(gradient.abs().numpy(), wanted[f"saliency.{head}"])
                    and near(objective.numpy(), wanted[f"objective.{head}"]),
                    f"late: saliency of {head} as in the reference")
    scores = []
    for name in NAMES:
        scores.append(evaluate.accuracies(torch.jit.load(str(demo / "checkpoints" / f"{name}.ts.pt")), batch))
        checks.that(scores[-1] == notes["checkpoints"][name]["accuracy"], f"{name}: accuracies {scores[-1]}")
    for head in evaluate.HEADS:
        checks.that(scores[0][head] < scores[1][head] < scores[2][head], f"accuracy of {head} grows with training")
        best = max(b[head] for b in notes["baselines"].values() if head in b)
        checks.that(scores[2][head] > best + 0.05, f"late: {head} {scores[2][head]} beats its best baseline {best}")
    for head, found in evaluate.ranking(model, batch).items():
        last = max(found["ranks_of_causes"].values())
        checks.that(last == len(named[head]),
                    f"late: the {len(named[head])} causes of {head} rank first, weakest cause / strongest other "
                    f"{found['margin']:.2f} ({found['strongest_other_name']}), / noise {found['margin_over_noise']:.1f}")


def _strongest_correlation(data, which):
    x = data["continuous"][:, :, list(which)].astype(np.float64).reshape(-1, len(which))
    return np.abs(np.corrcoef(x.T) - np.eye(len(which))).max()


def check_tiny(checks, demo):
    data, wanted = load(demo / "tiny" / "tiny.npz"), load(demo / "reference" / "tiny.npz")
    weights = wanted["attention.attention"]
    steps = np.arange(tiny.T)
    checks.that((weights[:, 0, steps, np.maximum(0, steps - 1)] == 1).all(), "tiny: attention head 0 looks one step back")
    checks.that((weights[:, 1, :, 0] == 1).all(), "tiny: attention head 1 looks at the first step")
    checks.that((weights[:, 2] == 1 / tiny.T).all(), "tiny: attention head 2 looks evenly at all")
    x = data["continuous"].astype(np.float64)
    u = tiny.MOTION_GAIN * x[:, np.maximum(0, steps - 1), 0]
    w = np.broadcast_to(tiny.MODE_GAIN * x[:, :1, 3], u.shape)
    bias = np.full_like(u, tiny.BIAS)
    logits = {"motion": [bias, u], "mode": [bias, w], "step": [2 * bias, w + bias, u + bias, u + w]}
    out = torch.jit.load(str(demo / "tiny" / "tiny.ts.pt"))(torch.from_numpy(data["continuous"]))
    for head, columns in logits.items():
        by_hand = np.stack(columns, -1)
        checks.that(near(out[head].detach().numpy(), by_hand) and near(wanted[f"logits.{head}"], by_hand),
                    f"tiny: logits of {head} as by hand")
    motion = tiny.MOTION_GAIN * ((u > tiny.BIAS) - 1 / (1 + np.exp(tiny.BIAS - u)))
    gradient = np.zeros_like(x)
    np.add.at(gradient, (slice(None), np.maximum(0, steps - 1), 0), motion)
    checks.that(near(wanted["saliency.motion"], np.abs(gradient)), "tiny: saliency of motion as by hand")
    mode = tiny.MODE_GAIN * ((w > tiny.BIAS) - 1 / (1 + np.exp(tiny.BIAS - w))).sum(1)
    gradient = np.zeros_like(x)
    gradient[:, 0, 3] = mode
    checks.that(near(wanted["saliency.mode"], np.abs(gradient)), "tiny: saliency of mode as by hand")
    right = data["target_motion"] == (u > tiny.BIAS)
    drop = right.mean(1) - (data["target_motion"] == 0).mean(1)
    checks.that(near(wanted["ablation.attention_heads.motion.accuracy"][0], drop),
                "tiny: drop of motion's accuracy without attention head 0 as by hand")
    for head, (used,) in (("motion", (0,)), ("mode", (1,))):
        changes = wanted[f"ablation.attention_heads.{head}.output"]
        unused = [h for h in range(tiny.HEADS) if h != used]
        checks.that((changes[unused] == 0).all() and changes[used].mean() > 0.1,
                    f"tiny: {head} changes only without attention head {used}")
    checks.that((wanted["saliency.step"][:, :, [1, 2, 4, 5]] == 0).all(),
                "tiny: channels 1, 2, 4, 5 have saliency exactly 0")


if __name__ == "__main__":
    main()
