"""Writes the committed files so that the same content always gives the same bytes."""

import io
import json
import zipfile

import numpy as np
import torch

EPOCH = (1980, 1, 1, 0, 0, 0)


def save_script(model, path):
    """Scripts `model` and saves it without the debug records, which name source files of the machine it was made on."""
    buffer = io.BytesIO()
    torch.jit.save(torch.jit.script(model.eval()), buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        for entry in source.infolist():
            if not entry.filename.endswith(".debug_pkl"):
                name = path.name[: -len(".pt")] + entry.filename[entry.filename.index("/"):]
                target.writestr(zipfile.ZipInfo(name, EPOCH), source.read(entry))


def save_state(model, config, epoch, path):
    """A training checkpoint: a state dict with what is needed to rebuild its model."""
    torch.save({"model_state_dict": model.state_dict(), "config": dict(config), "epoch": epoch}, path)


def save_arrays(path, arrays):
    np.savez_compressed(path, **arrays)


def save_json(path, value):
    path.write_text(render(value) + "\n", encoding="utf-8")


def render(value, indent=""):
    """JSON with lists of plain values on one line."""
    deeper = indent + "  "
    if isinstance(value, dict) and value:
        items = [f"{deeper}{json.dumps(str(k))}: {render(v, deeper)}" for k, v in value.items()]
        return "{\n" + ",\n".join(items) + f"\n{indent}}}"
    if isinstance(value, (list, tuple)) and any(isinstance(v, dict) for v in value):
        return "[\n" + ",\n".join(deeper + render(v, deeper) for v in value) + f"\n{indent}]"
    return json.dumps(value)
