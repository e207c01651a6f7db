#!/usr/bin/env python3
"""Makes everything under product/demo: simulates, trains, saves, computes the reference values. About five minutes."""

import argparse
import copy
import os
import sys
from pathlib import Path

import numpy as np
import torch

from cnc_demo import archive, card, evaluate, machine, program, reference, tiny, training

MACHINE_SEED, TRAINING_SEED, TEST_SEED, REFERENCE_SEED, TINY_SEED, SHUFFLE_SEED = 1, 7, 99, 5, 42, 42
RECORDINGS, WINDOWS = 20, 15
EPOCHS = {"early": 3, "middle": 9, "late": 48}
REFERENCE_WINDOWS = (0, 17, 34, 51, 153, 299)
ATTENTION_WINDOWS = 3
STEP_SECONDS = 0.1


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--out", type=Path, default=Path(__file__).resolve().parents[2] / "product" / "demo")
    out = arguments.parse_args().out
    for folder in ("checkpoints", "data", "reference", "tiny"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    if os.environ.get("PYTHONHASHSEED") != "0":  # torch writes some attributes in the order of a set
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
    torch.set_num_threads(1)  # sums in one order: the same files every time
    make_tiny(out)
    make_demo(out)


def make_demo(out):
    simulator = machine.Machine(MACHINE_SEED)
    rng = np.random.default_rng(TEST_SEED)
    windows = simulator.record(rng, RECORDINGS, WINDOWS, np.arange(RECORDINGS) % len(program.OPERATIONS))
    n = RECORDINGS * WINDOWS
    archive.save_arrays(out / "data" / "test.npz", {
        "continuous": windows.continuous.astype(np.float16), "categorical": windows.categorical,
        "operation": windows.operation, **program.encode(windows.programs),
        "dt": (STEP_SECONDS * (1 + 0.05 * rng.standard_normal((n, machine.T)))).astype(np.float32),
        "recording": np.repeat(np.arange(RECORDINGS), WINDOWS), "start": np.tile(np.arange(WINDOWS) * machine.T, RECORDINGS),
    })
    archive.save_json(out / "demo.card.json", card.demo_card())
    archive.save_json(out / "loupe.json", card.demo_project(WINDOWS))
    archive.save_json(out / "truth.json", card.demo_truth(windows.spans))

    data = training.batch(windows)

    def report(epoch, loss, seconds, model):
        scores = evaluate.accuracies(copy.deepcopy(model).eval(), data)
        print(f"epoch {epoch:3d}  loss {loss:.3f}  {seconds:4.0f} s  {scores}", flush=True)

    kept = training.train(simulator, TRAINING_SEED, max(EPOCHS.values()), set(EPOCHS.values()), report)
    torch.set_flush_denormal(False)
    scores = {}
    for name, epoch in EPOCHS.items():
        model = kept[epoch]
        archive.save_script(model, out / "checkpoints" / f"{name}.ts.pt")
        archive.save_state(model, training.CONFIG, epoch, out / "checkpoints" / f"{name}.pt")
        scores[name] = {"epoch": epoch, "accuracy": evaluate.accuracies(model, data),
                        "whole_program_free_running": evaluate.free_running(model, data),
                        "saliency": evaluate.ranking(model, data)}
    known = training.batch(simulator.record(np.random.default_rng(REFERENCE_SEED), 2000, 1))
    late = kept[EPOCHS["late"]]
    archive.save_arrays(out / "reference" / "demo_late.npz",
                        reference.demo(late, data, REFERENCE_WINDOWS, ATTENTION_WINDOWS))
    archive.save_json(out / "reference" / "demo_late.json", {
        "checkpoint": "checkpoints/late.ts.pt", "dataset": "data/test.npz", "made_with": f"torch {torch.__version__}",
        "windows": list(REFERENCE_WINDOWS), "attention_windows": list(REFERENCE_WINDOWS[:ATTENTION_WINDOWS]),
        "definitions": {
            "input": "continuous as float32 of the stored values, categorical, tokens[:, :-1] (teacher forced)",
            "logits.*, hidden": "the model's outputs", "objective.*": "sum over all steps of log p(predicted class)",
            "saliency.*": reference.SALIENCY, "input_x_gradient.*": reference.INPUT_X_GRADIENT,
            "attention.<module path>": "softmax weights [window, attention head, query, key], not averaged",
            "generated": "tokens generated greedily, BOS first",
            "accuracy": "share of right positions over all test windows, masked as in the card",
            "previous token": "most frequent class after the previous token, in 2000 other simulated windows",
            "majority": "most frequent class in the same 2000 windows",
            "saliency in checkpoints": "mean |gradient| over all windows and steps; margin = weakest cause of the "
                                       "prediction head / strongest of all other channels; over noise: / strongest "
                                       "channel that is no cause of any head",
        },
        "checkpoints": scores,
        "baselines": evaluate.baselines(late, data, known, SHUFFLE_SEED),
    })


def make_tiny(out):
    model, data = tiny.build(), tiny.dataset(TINY_SEED)
    archive.save_script(model, out / "tiny" / "tiny.ts.pt")
    archive.save_state(model, {"channels": tiny.CHANNELS, "attention_heads": tiny.HEADS, "width": tiny.WIDTH}, 0,
                       out / "tiny" / "tiny.pt")
    archive.save_arrays(out / "tiny" / "tiny.npz", data)
    archive.save_json(out / "tiny" / "tiny.card.json", tiny.card())
    archive.save_json(out / "tiny" / "loupe.json", tiny.project())
    archive.save_json(out / "tiny" / "truth.json", tiny.truth())
    values = reference.tiny_all(model, data)
    archive.save_arrays(out / "reference" / "tiny.npz", values)
    groups = tiny.card()["channels"]["sensors"]["groups"]["module"]
    archive.save_json(out / "reference" / "tiny.json", {
        "checkpoint": "tiny/tiny.ts.pt", "dataset": "tiny/tiny.npz", "made_with": f"torch {torch.__version__}",
        "windows": "all",
        "definitions": {
            "logits.*, hidden": "the model's outputs", "objective.*": "sum over all steps of log p(predicted class)",
            "saliency.*": reference.SALIENCY, "input_x_gradient.*": reference.INPUT_X_GRADIENT,
            "attention.attention": "softmax weights [window, attention head, query, key]",
            "ablation.attention_heads.<head>.<metric>": "[attention head, window], its output before the output "
                                                        "projection set to zero",
            "ablation.channel_groups.<head>.<metric>": f"[group, window], groups {', '.join(groups)}, channels set to "
                                                       "zero",
            "accuracy, log_probability_true, log_probability_predicted": "intact minus ablated of the mean over steps; "
                                                                         "predicted = the class predicted intact",
            "output": "mean over steps and classes of |logit ablated - logit intact|",
            "gradient_importance.<head>.predicted|true": "[attention head, window] |dL/dxi|, xi scales the attention "
                                                         "head's output, L = minus the sum over steps of log p",
        },
        "accuracy": {head: round(float((values[f"logits.{head}"].argmax(-1) == data[f"target_{head}"]).mean()), 6)
                     for head in tiny.CLASSES},
        "mean_drop": {kind: {head: {metric: [round(float(v), 6) for v in
                                             values[f"ablation.{kind}.{head}.{metric}"].mean(1)]
                                    for metric in ("accuracy", "log_probability_true", "log_probability_predicted",
                                                   "output")}
                             for head in tiny.CLASSES} for kind in ("attention_heads", "channel_groups")},
        "gradient_importance_normalised": {
            head: {kind: _normalised(values[f"gradient_importance.{head}.{kind}"].mean(1)) for kind in
                   ("predicted", "true")} for head in tiny.CLASSES},
    })


def _normalised(importance):
    """Divided by its l2 norm over the layer's attention heads."""
    return [round(float(v), 6) for v in importance / np.linalg.norm(importance)]


if __name__ == "__main__":
    main()
