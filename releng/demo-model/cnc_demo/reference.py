"""Reference values, computed from the definitions with PyTorch alone and not with the scripted files."""

import torch
from torch.nn import functional as F

from . import evaluate, tiny
from .model import Attention

SALIENCY = "|d sum over all steps of log p(predicted class) / d continuous|, padding and not-applicable steps included"
INPUT_X_GRADIENT = "continuous times the signed gradient of the same objective"


def attention_weights(model, run):
    """{module path: weights [B,heads,Tq,Tk]} of every attention while `run()` calls the model once per module.

    Recomputed by torch's own multi-head attention (need_weights=True, average_attn_weights=False).
    """
    calls, hooks = {}, []
    for path, module in model.named_modules():
        if isinstance(module, Attention):
            hooks.append(module.register_forward_hook(lambda m, args, out, path=path: calls.update({path: (m, args, out)})))
    run()
    for hook in hooks:
        hook.remove()
    return {path: _torch_weights(*call) for path, call in calls.items()}


def _torch_weights(module, args, output):
    x, memory, causal = args
    width = x.size(-1)
    mask = torch.ones(x.size(1), memory.size(1), dtype=torch.bool).triu(1) if causal else None
    bias = torch.cat([module.query.bias, module.key.bias, module.value.bias])
    again, weights = F.multi_head_attention_forward(
        x.transpose(0, 1), memory.transpose(0, 1), memory.transpose(0, 1), width, module.heads, None, bias, None, None,
        False, 0.0, module.output.weight, module.output.bias, training=False, need_weights=True, attn_mask=mask,
        use_separate_proj_weight=True, q_proj_weight=module.query.weight, k_proj_weight=module.key.weight,
        v_proj_weight=module.value.weight, average_attn_weights=False)
    if not torch.allclose(again.transpose(0, 1), output, atol=1e-5):
        raise AssertionError("the module's attention differs from torch's")
    return weights.detach()


def demo(model, data, windows, attention_windows):
    """Arrays of the reference of one demo checkpoint on `windows`; attention on the first `attention_windows`."""
    pick = list(windows)
    part = {name: values[pick] for name, values in data.items()}
    out = evaluate.outputs(model, part)
    arrays = {"windows": torch.tensor(pick), "hidden": out["hidden"]}
    arrays.update({f"logits.{head}": out[head] for head in evaluate.HEADS})
    for head, (objective, gradient) in evaluate.gradients(model, part).items():
        arrays[f"objective.{head}"] = objective
        arrays[f"saliency.{head}"] = gradient.abs()
        arrays[f"input_x_gradient.{head}"] = gradient * part["continuous"]
    first = {name: values[:attention_windows] for name, values in part.items()}
    weights = attention_weights(model, lambda: evaluate.outputs(model, first))
    arrays.update({f"attention.{path}": w for path, w in weights.items()})
    with torch.no_grad():
        arrays["generated"] = model.generate(out["hidden"])
    return {name: values.detach().numpy() for name, values in arrays.items()}


class _Scaled:
    """While open, attention head h's output (before the output projection) is multiplied by `scale[h]`."""

    def __init__(self, attention, scale):
        self._attention, self._scale = attention, scale

    def __enter__(self):
        def multiply(module, args):
            context = args[0]
            return (context * self._scale.repeat_interleave(context.size(-1) // self._attention.heads),)

        self._hook = self._attention.output.register_forward_pre_hook(multiply)

    def __exit__(self, *failure):
        self._hook.remove()


def tiny_all(model, data):
    """Arrays of the tiny model's reference, on all its windows."""
    x = torch.from_numpy(data["continuous"]).requires_grad_()
    out = model(x)
    arrays = {"hidden": out["hidden"]}
    for head in tiny.CLASSES:
        log_p = torch.log_softmax(out[head], -1)
        objective = log_p.gather(-1, out[head].argmax(-1, keepdim=True)).sum((1, 2))
        gradient = torch.autograd.grad(objective.sum(), x, retain_graph=True)[0]
        arrays[f"logits.{head}"] = out[head]
        arrays[f"objective.{head}"] = objective
        arrays[f"saliency.{head}"] = gradient.abs()
        arrays[f"input_x_gradient.{head}"] = gradient * x
    weights = attention_weights(model, lambda: model(x))
    arrays.update({f"attention.{path}": w for path, w in weights.items()})
    arrays.update(_ablations(model, x.detach(), data))
    arrays.update(_gradient_importance(model, x.detach(), data))
    return {name: values.detach().numpy() for name, values in arrays.items()}


def _ablations(model, x, data):
    def measure(run):
        with torch.no_grad():
            out = run()
        found = {}
        for head in tiny.CLASSES:
            target = torch.from_numpy(data[f"target_{head}"])
            log_p = torch.log_softmax(out[head], -1)
            found[head] = {
                "accuracy": (log_p.argmax(-1) == target).double().mean(1),
                "log_probability_true": log_p.gather(-1, target.unsqueeze(-1)).squeeze(-1).double().mean(1),
                "log_probability_predicted": log_p.gather(-1, predicted[head]).squeeze(-1).double().mean(1),
                "output": out[head],
            }
        return found

    with torch.no_grad():
        predicted = {head: model(x)[head].argmax(-1, keepdim=True) for head in tiny.CLASSES}
    intact = measure(lambda: model(x))
    over = {"attention_heads": [], "channel_groups": []}
    for h in range(tiny.HEADS):
        with _Scaled(model.attention, 1.0 - F.one_hot(torch.tensor(h), tiny.HEADS)):
            over["attention_heads"].append(measure(lambda: model(x)))
    for members in tiny.card()["channels"]["sensors"]["groups"]["module"].values():
        kept = x.clone()
        kept[:, :, members] = 0.0
        over["channel_groups"].append(measure(lambda: model(kept)))
    arrays = {}
    for kind, items in over.items():
        for head in tiny.CLASSES:
            for metric in ("accuracy", "log_probability_true", "log_probability_predicted"):
                drops = [intact[head][metric] - item[head][metric] for item in items]
                arrays[f"ablation.{kind}.{head}.{metric}"] = torch.stack(drops)
            change = [(item[head]["output"] - intact[head]["output"]).abs().mean((1, 2)) for item in items]
            arrays[f"ablation.{kind}.{head}.output"] = torch.stack(change)
    return arrays


def _gradient_importance(model, x, data):
    """|d L / d xi_h| per window [3,N], L = minus the sum over steps of log p(class)."""
    arrays = {}
    for head in tiny.CLASSES:
        for kind in ("predicted", "true"):
            columns = []
            for n in range(len(x)):
                scale = torch.ones(tiny.HEADS, requires_grad=True)
                with _Scaled(model.attention, scale):
                    logits = model(x[n : n + 1])[head]
                target = logits.argmax(-1) if kind == "predicted" else torch.from_numpy(data[f"target_{head}"][n : n + 1])
                loss = -torch.log_softmax(logits, -1).gather(-1, target.unsqueeze(-1)).sum()
                columns.append(torch.autograd.grad(loss, scale)[0].abs())
            arrays[f"gradient_importance.{head}.{kind}"] = torch.stack(columns, 1)
    return arrays
