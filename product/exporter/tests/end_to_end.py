"""Trains the test repository, exports it, and writes beside it what PyTorch itself computes.

    python end_to_end.py FOLDER

FOLDER/loupe is the exported project; FOLDER/eager.npz holds, of every window of its data and for both checkpoints, the
prediction heads' outputs (CHECKPOINT.output.HEAD) and for the head 'type' the objective [N] (the sum over steps of the
predicted class' log-probability) and its absolute gradient with respect to `continuous` [N,T,C].
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE.parent), str(HERE / "repository")]

import torch

import export_to_loupe
import loupe_export
import train


def eager(outputs, checkpoint):
    backbone, lm = export_to_loupe.load(outputs / f"{checkpoint}.pt")
    backbone.eval()
    lm.eval()
    data = train.batch(torch.load(outputs / "test.pt"))
    continuous = data["continuous"].requires_grad_(True)
    features = backbone([continuous, data["categorical"]], data["lengths"])
    out = lm(features["memory"], data["tokens"][:, :-1])
    log_probability = out["type"].log_softmax(-1).max(-1).values.sum(1)
    log_probability.sum().backward()
    arrays = {"output.type": out["type"], "output.command": out["command"], "output.operation": features["operation"],
              "objective": log_probability, "attribution": continuous.grad.abs()}
    return {f"{checkpoint}.{name}": values.detach() for name, values in arrays.items()}


def main(folder):
    train.main(folder / "outputs")
    export_to_loupe.main(folder / "outputs", folder / "loupe")
    arrays = {}
    for checkpoint in ("checkpoint_best", "checkpoint_epoch1"):
        arrays.update(eager(folder / "outputs", checkpoint))
    loupe_export.write_npz(folder / "eager.npz", arrays)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
