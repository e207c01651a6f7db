"""Exports a PyTorch model, its data and a draft model card into a folder that Loupe opens.

Copy this one file into your training repository; it needs torch (1.13 or newer) and nothing else.

    from loupe_export import export

    def forward(backbone, lm, continuous: Tensor, categorical: Tensor, tokens: Tensor):
        memory = backbone([continuous, categorical])["memory"]
        out = lm(memory, tokens)
        out["hidden"] = memory
        return out

    export({"backbone": backbone, "lm": lm}, example_inputs, "loupe", forward=forward,
           dataset="outputs/test.pt", checkpoints=["outputs/checkpoint_*.pt"])

Your model is copied first and never changed. `help(export)` says what each argument means,
`python loupe_export.py --help` what the command line can do.
"""

import argparse
import ast
import contextlib
import copy
import ctypes
import dataclasses
import functools
import glob
import importlib
import inspect
import itertools
import json
import keyword
import linecache
import math
import os
import random
import re
import sys
import tempfile
import textwrap
import types
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Sequence, Tuple, Union

import torch
from torch import Tensor, nn

LARGEST_DIFFERENCE = 1e-5
MOST_WINDOWS = 2000
INNER = "forward_in_repository"

# Loupe runs archives with libtorch 2.7.1.
RUNTIME = (2, 7)
RUNTIME_FILE_FORMAT = 10
RUNTIME_NAMESPACES = ("aten", "prim", "quantized")
NEWER_OPERATORS = {
    "aten::_fused_rms_norm", "aten::_grouped_mm", "aten::_is_tracing", "aten::_philox_key_fold_in",
    "aten::_philox_key_split", "aten::_philox_normal", "aten::_philox_randint", "aten::_philox_uniform",
    "aten::_scaled_addmm", "aten::_scaled_grouped_mm_v2", "aten::_scaled_mm_v2", "aten::_upsample_lanczos2d_aa",
    "aten::broadcast_shapes", "aten::hash_tensor", "aten::linalg__powsum", "aten::linalg_matrix_sqrth",
    "aten::linalg_polar", "aten::sym_is_contiguous", "aten::addmm.dtype", "aten::baddbmm.dtype", "aten::bmm.dtype",
    "aten::mm.dtype", "aten::rand_like.generator", "aten::randn_like.generator", "aten::randint_like.Tensor",
    "aten::randint_like.generator",
}

NAMES = ("inputs", "outputs", "data", "channels", "groups", "units", "heads", "targets", "classes", "values",
         "labels", "hidden", "clusters", "vocabulary", "pad")
DTYPES = {
    torch.float16: ("float16", "<f2"), torch.float32: ("float32", "<f4"), torch.float64: ("float64", "<f8"),
    torch.int8: ("int8", "|i1"), torch.int16: ("int16", "<i2"), torch.int32: ("int32", "<i4"),
    torch.int64: ("int64", "<i8"), torch.uint8: ("uint8", "|u1"), torch.bool: ("bool", "|b1"),
}


class ExportError(Exception):
    """Says what was found, what was expected and what to do."""


class Exported(NamedTuple):
    """What was written, and what is to be known of it."""

    folder: Path
    archive: Path
    card: Path
    data: Optional[Path]
    how: str  # 'scripted' or 'traced'
    difference: float  # largest absolute difference to the model
    warnings: List[str]


class Report:
    """Prints what happens and keeps the warnings."""

    def __init__(self, quiet: bool):
        self.quiet = quiet
        self.warnings: List[str] = []

    def say(self, line: str) -> None:
        if not self.quiet:
            print(line, flush=True)

    def warn(self, line: str) -> None:
        self.warnings.append(line)
        self.say("  ! " + line)


# --------------------------------------------------------------------------------------------------
# The model: a copy of its own, in evaluation mode, on the CPU


class Subject(NamedTuple):
    """A copy of the user's model.

    modules: by name; one, named '', where a single module is exported as it is.
    forward: the user's function over modules and inputs, or None for the single module's own.
    renamed: what torch.compile and DataParallel put before names, and is gone here.
    """

    modules: Dict[str, nn.Module]
    forward: Optional[Callable[..., Any]]
    renamed: List[str]

    def single(self) -> nn.Module:
        return self.modules[""]

    def title(self) -> str:
        return " + ".join(type(module).__name__ for module in self.modules.values())

    def signature(self) -> inspect.Signature:
        """Of the inputs: the parameters of forward without self or the modules."""
        if self.forward is None:
            return inspect.signature(self.single().forward)
        signature = inspect.signature(self.forward)
        left = [p for name, p in signature.parameters.items() if name not in self.modules]
        return signature.replace(parameters=left)


def subject_of(model: Union[nn.Module, Mapping], forward: Optional[Callable[..., Any]], report: Report) -> Subject:
    """Copies the model or the modules; the copies share what the originals share."""
    if isinstance(model, nn.Module):
        modules = {"model" if forward else "": model}
    elif isinstance(model, Mapping) and model and all(isinstance(m, nn.Module) for m in model.values()):
        modules = dict(model)
    else:
        raise ExportError(f"The model is {kind(model)}; give an nn.Module, or a dict of modules by name.")
    if forward is None and "" not in modules:
        raise ExportError(f"There are {len(modules)} modules ({', '.join(modules)}); say how they work together with "
                          f"forward=, a function whose first parameters are called {', '.join(modules)}.")
    if inspect.isclass(forward):
        raise ExportError(f"forward is the class {forward.__name__}; make one of your modules and give it as the model.")
    if forward is not None:
        check_forward(forward, modules)
    renamed: List[str] = []
    modules = {name: unwrapped(module, renamed) for name, module in modules.items()}
    try:
        copies = copy.deepcopy(modules, memo_of_computed(modules.values()))
    except Exception as e:
        raise ExportError(f"The model cannot be copied ({first_line(e)}), and it is never changed itself; export it right "
                          "after it was built and loaded, before a trainer or logger is attached.") from e
    for module in copies.values():
        strip_compiled(module, renamed)
        module.to("cpu")
        module.eval()
        for path, part in module.named_modules():
            if part.training:
                report.warn(f"{label(path, part)} stays in training mode after eval(); it is exported in evaluation mode, as "
                            "Loupe runs it. If it shall drop or add noise there, that cannot be explained")
                part.training = False
        for parameter in module.parameters():
            if parameter.is_floating_point():
                # Else a trace takes shortcuts that have no gradient.
                parameter.requires_grad_(True)
    return Subject(copies, forward, renamed)


def keep_padding(subject: Subject, report: Report) -> None:
    """Lets encoders give as many steps as they take.

    Where no gradient is wanted, nn.TransformerEncoder drops the steps that are padding in all windows of a batch, so that
    one short window alone comes out shorter, and what follows fails. With a gradient it never does.
    """
    for name, module in subject.modules.items():
        for path, part in module.named_modules(prefix=name):
            if isinstance(part, nn.TransformerEncoder) and getattr(part, "enable_nested_tensor", False):
                part.enable_nested_tensor = False
                if hasattr(part, "use_nested_tensor"):
                    part.use_nested_tensor = False
                report.say(f"  {label(path, part)} keeps the steps of padding: its nested tensors are off in the archive")


def check_forward(forward: Callable[..., Any], modules: Mapping) -> None:
    parameters = list(inspect.signature(forward).parameters)
    if parameters[:len(modules)] != list(modules):
        raise ExportError(f"The first parameters of forward are {', '.join(parameters[:len(modules)]) or 'none'}; "
                          f"call them like the modules, in their order: {', '.join(modules)}.")
    wrong = [name for name in modules if not name.isidentifier() or hasattr(nn.Module, name)]
    if wrong:
        raise ExportError(f"A module cannot be called '{wrong[0]}'; choose a plain name such as 'backbone'.")
    with contextlib.suppress(TypeError):
        found = inspect.getclosurevars(forward)
        for name, value in {**found.globals, **found.nonlocals}.items():
            if isinstance(value, nn.Module):
                raise ExportError(f"forward uses the module '{name}' from outside; add it to the modules and to "
                                  "the first parameters of forward, so that its weights are exported.")


def unwrapped(module: nn.Module, renamed: List[str]) -> nn.Module:
    """Takes DataParallel, DistributedDataParallel and torch.compile off."""
    while True:
        if isinstance(module, (nn.DataParallel, nn.parallel.DistributedDataParallel)):
            module, prefix = module.module, "module."
        elif type(module).__name__ == "OptimizedModule" and hasattr(module, "_orig_mod"):
            module, prefix = module._orig_mod, "_orig_mod."
        else:
            return module
        if prefix not in renamed:
            renamed.append(prefix)


def strip_compiled(module: nn.Module, renamed: List[str]) -> None:
    for name, child in list(module.named_children()):
        original = unwrapped(child, renamed) if hasattr(child, "_orig_mod") else child
        if original is not child:
            setattr(module, name, original)
        strip_compiled(original, renamed)


def memo_of_computed(modules: Iterable) -> Dict[int, Any]:
    """Tensors that a forward left behind on modules (weight_norm, cached masks): they cannot be deep-copied."""
    memo = {}
    for module in itertools.chain.from_iterable(m.modules() for m in modules):
        for value in vars(module).values():
            if isinstance(value, Tensor) and not value.is_leaf:
                memo[id(value)] = value.detach().clone()
    return memo


@contextlib.contextmanager
def untouched() -> Iterator[None]:
    """Leaves random numbers as they were; computes with gradients, as training does."""
    state = random.getstate()
    numpy = sys.modules.get("numpy")
    numpy_state = numpy.random.get_state() if numpy else None
    try:
        with torch.random.fork_rng(devices=[]), torch.enable_grad():
            yield
    finally:
        random.setstate(state)
        if numpy:
            numpy.random.set_state(numpy_state)


# --------------------------------------------------------------------------------------------------
# Inputs and outputs: the archive takes tensors and gives a dict of tensors


class Input(NamedTuple):
    """An argument of the archive's forward; its example has the windows first."""

    name: str
    example: Tensor
    optional: bool


class Output(NamedTuple):
    """A tensor of what the user's forward gives, found by an expression over `out`."""

    name: str
    expression: str


class Call(NamedTuple):
    """How the user's forward is called with the inputs. plain: with the inputs themselves, in order."""

    inputs: List[Input]
    arguments: List[str]
    plain: bool

    def examples(self) -> List[Tensor]:
        return [i.example for i in self.inputs]


def call_of(signature: inspect.Signature, example_inputs: Any, names: Mapping) -> Call:
    """Finds tensors in the example inputs, whether alone, in lists (of modalities) or in dicts (a batch)."""
    given = by_parameter(signature, example_inputs)
    required, optional, arguments = [], [], []
    for name, value in given.items():
        parameter = signature.parameters.get(name)
        leaves: List[Input] = []
        may_miss = isinstance(value, Tensor) and parameter is not None and parameter.default is None
        expression = argument(name, value, may_miss, names.get("inputs", {}).get(name), leaves)
        positional = parameter is not None and parameter.kind in (
            inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.VAR_POSITIONAL)
        arguments.append(expression if positional else f"{name}={expression}")
        (optional if may_miss else required).extend(leaves)
    inputs = required + optional
    twice = [i.name for i in inputs if [j.name for j in inputs].count(i.name) > 1]
    if twice:
        raise ExportError(f"Two inputs would be called '{twice[0]}'; name them with names={{'inputs': ...}}.")
    if not inputs:
        raise ExportError("example_inputs hold no tensor; give a batch of at least two windows.")
    inputs = [i._replace(example=i.example.detach().cpu()) for i in inputs]
    check_windows(inputs)
    in_order = [p for p in signature.parameters if p in given] == list(signature.parameters)[:len(given)]
    return Call(inputs, arguments, in_order and [i.name for i in inputs] == list(given))


def by_parameter(signature: inspect.Signature, example_inputs: Any) -> Dict[str, Any]:
    parameters = list(signature.parameters.values())
    if isinstance(example_inputs, Tensor):
        example_inputs = (example_inputs,)
    if isinstance(example_inputs, (list, tuple)):
        if len(example_inputs) > len(parameters):
            raise ExportError(f"{len(example_inputs)} example inputs were given, forward takes {len(parameters)} "
                              f"({', '.join(signature.parameters)}); a list that is one argument stands in a dict: "
                              f"{{'{parameters[0].name if parameters else 'x'}': [...]}}.")
        return {p.name: value for p, value in zip(parameters, example_inputs)}
    if not isinstance(example_inputs, Mapping):
        raise ExportError(f"example_inputs are {kind(example_inputs)}; give a dict: parameter of forward to tensor.")
    takes_more = any(p.kind is p.VAR_KEYWORD for p in parameters)
    unknown = [name for name in example_inputs if name not in signature.parameters and not takes_more]
    missing = [p.name for p in parameters if p.default is p.empty and p.name not in example_inputs
               and p.kind not in (p.VAR_KEYWORD, p.VAR_POSITIONAL)]
    if unknown or missing:
        raise ExportError(f"example_inputs name {', '.join(example_inputs)}; forward takes "
                          f"{', '.join(signature.parameters)}: " + "; ".join(
                              ([f"unknown {', '.join(unknown)}"] if unknown else [])
                              + ([f"missing {', '.join(missing)}"] if missing else [])) + ".")
    order = {name: position for position, name in enumerate(signature.parameters)}
    return dict(sorted(example_inputs.items(), key=lambda item: order.get(item[0], len(order))))


def argument(name: str, value: Any, optional: bool, called: Optional[Sequence[str]], leaves: List[Input]) -> str:
    """An expression that rebuilds `value` from its tensors, which become `leaves`."""
    if isinstance(value, Tensor):
        name = re.sub(r"\W", "_", name)
        name = name + "_" if keyword.iskeyword(name) or name in ("self", "out") else name
        leaves.append(Input(name, value, optional))
        return name
    if isinstance(value, (list, tuple)) and not hasattr(value, "_fields"):
        called = list(called or [f"{name}_{i}" for i in range(len(value))])
        if len(called) != len(value):
            raise ExportError(f"names['inputs']['{name}'] has {len(called)} names for {len(value)} tensors.")
        items = [argument(n, v, False, None, leaves) for n, v in zip(called, value)]
        return "[" + ", ".join(items) + "]" if isinstance(value, list) else "(" + "".join(i + ", " for i in items) + ")"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k!r}: {argument(str(k), v, False, None, leaves)}" for k, v in value.items()) + "}"
    if value is None or isinstance(value, (bool, int, float, str)):
        return repr(value)
    raise ExportError(f"The example of '{name}' is {kind(value)}; expected tensors, lists or dicts of tensors, or plain "
                      "numbers. Convert it inside a forward= of your own.")


def check_windows(inputs: List[Input]) -> None:
    for i in inputs:
        if i.example.dtype not in DTYPES:
            raise ExportError(f"Input '{i.name}' is {i.example.dtype}; expected one of "
                              f"{', '.join(d for d, _ in DTYPES.values())}. Convert it inside a forward= of your own.")
        if i.example.dim() == 0 or i.example.shape[0] < 2:
            raise ExportError(f"Input '{i.name}' has the shape {list(i.example.shape)}; the first axis must count "
                              "windows (the batch), at least two, so that it can be told from other axes.")
    counts = {i.example.shape[0] for i in inputs}
    if len(counts) > 1:
        raise ExportError("The example inputs differ in their first axis, which must count windows: "
                          + ", ".join(f"{i.name} {list(i.example.shape)}" for i in inputs) + ".")


def tensors_in(value: Any, name: str, expression: str, called: Optional[Sequence[str]]) -> Iterator[Tuple[Output, Tensor]]:
    """All tensors of an output, however nested."""
    def inner(key: str) -> str:
        return f"{name}_{key}" if name else key

    if isinstance(value, Tensor):
        yield Output(name or (called[0] if called else "output"), expression), value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from tensors_in(item, inner(str(key)), f"{expression}[{key!r}]", None)
    elif hasattr(value, "_fields") or dataclasses.is_dataclass(value):
        fields = getattr(value, "_fields", None) or [f.name for f in dataclasses.fields(value)]
        for field in fields:
            yield from tensors_in(getattr(value, field), inner(field), f"{expression}.{field}", None)
    elif isinstance(value, (list, tuple)):
        for i, item in enumerate(value):
            key = called[i] if called and i < len(called) else inner(str(i)) if name else f"output{i}"
            yield from tensors_in(item, key, f"{expression}[{i}]", None)


class Outputs(NamedTuple):
    """What the archive gives. plain: the user's forward gives just this dict, or a lone tensor, itself."""

    outputs: List[Output]
    plain: bool


def outputs_of(subject: Subject, call: Call, names: Mapping, report: Report) -> Outputs:
    """Runs the model; keeps the outputs that have one row per window."""
    inner = inner_function(subject, scriptable=False)
    run = plain_runner(subject, call, inner)
    try:
        value = run(call.examples())
    except Exception as e:
        raise ExportError(f"The model itself fails on the example inputs ({first_line(e)}): {describe_inputs(call)}. "
                          "Try the same call without the exporter.") from e
    found = list(tensors_in(value, "", "out", names.get("outputs")))
    windows = call.inputs[0].example.shape[0]
    kept = [o for o, t in found if t.dim() > 0 and t.shape[0] == windows]
    larger = [torch.cat([e, e[:1]]) for e in call.examples()]
    with contextlib.suppress(Exception):
        grown = {o.name for o, t in tensors_in(run(larger), "", "out", names.get("outputs"))
                 if t.dim() > 0 and t.shape[0] == windows + 1}
        kept = [o for o in kept if o.name in grown]
    dropped = [o.name for o, _ in found if o not in kept]
    if not kept:
        raise ExportError(f"No output has one row per window; found {', '.join(dropped) or kind(value)}. Return tensors "
                          "whose first axis counts windows from a forward= of your own.")
    if dropped:
        report.say(f"  left out   {', '.join(dropped)}: no row per window")
    lone = isinstance(value, Tensor)
    flat = type(value) is dict and not dropped and all(isinstance(v, Tensor) for v in value.values())
    return Outputs(kept, lone or flat)


def plain_runner(subject: Subject, call: Call, inner: Callable[..., Any]) -> Callable[[List[Tensor]], Any]:
    """Calls the user's forward as it is."""
    source = f"lambda self, {', '.join(i.name for i in call.inputs)}: self.{INNER}({', '.join(call.arguments)})"
    holder = instance(subject, {INNER: inner})
    function = eval(source, {})
    return lambda tensors: function(holder, *tensors)


# --------------------------------------------------------------------------------------------------
# Wrapping: a module with the same children and names, and a forward from tensors to a dict of tensors


def instance(subject: Subject, members: Dict[str, Any]) -> nn.Module:
    """A module of a subclass with the given members; a single model's parameters keep their names."""
    if subject.forward is None:
        model = subject.single()
        base = type(model)
        members = {"__annotations__": dict(getattr(base, "__annotations__", {})), **members}
        derived = type(base.__name__, (base,), {"__module__": base.__module__, **members})
        made = derived.__new__(derived)
        made.__dict__.update(vars(model))
        made.__dict__.pop("forward", None)
        return made
    made = type("Composed", (nn.Module,), {"__module__": "loupe_export", **members})()
    for name, module in subject.modules.items():
        setattr(made, name, module)
    return made.eval()


def inner_function(subject: Subject, scriptable: bool) -> Callable[..., Any]:
    """The user's forward as a method named INNER."""
    if subject.forward is None:
        method = subject.single().forward
        function = getattr(method, "__func__", None)
        if function is None or not isinstance(function, types.FunctionType):
            return lambda self, *args, **kwargs: method(*args, **kwargs)
        renamed = types.FunctionType(function.__code__, function.__globals__, INNER, function.__defaults__,
                                     function.__closure__)
        renamed.__kwdefaults__, renamed.__annotations__ = function.__kwdefaults__, function.__annotations__
        renamed.__module__ = function.__module__
        return renamed
    if scriptable:
        return method_of(subject.forward, list(subject.modules))
    forward, names = subject.forward, list(subject.modules)
    return lambda self, *args, **kwargs: forward(*(getattr(self, n) for n in names), *args, **kwargs)


def method_of(function: Callable[..., Any], modules: List[str]) -> Callable[..., Any]:
    """The function's own source as a method in which the modules are attributes of self."""
    source = textwrap.dedent(inspect.getsource(function))
    node = ast.parse(source).body[0]
    if not isinstance(node, ast.FunctionDef) or node.body[0].lineno == node.lineno:
        raise ExportError("forward is no function of several lines, of which TorchScript could read the source")
    if node.args.kwonlyargs or node.args.vararg or node.args.kwarg:
        raise ExportError("forward has keyword-only or variable arguments, which TorchScript does not know")
    arguments = node.args.args
    defaults: List[Optional[ast.expr]] = [None] * (len(arguments) - len(node.args.defaults)) + list(node.args.defaults)
    header = ["self"] + [parameter_source(source, a, d) for a, d in zip(arguments, defaults) if a.arg not in modules]
    returns = f" -> {ast.get_source_segment(source, node.returns)}" if node.returns else ""
    lines = source.splitlines()[node.body[0].lineno - 1:node.end_lineno]
    indent = lines[0][:len(lines[0]) - len(lines[0].lstrip())]
    found = inspect.getclosurevars(function)
    # TorchScript reads no numbers from outside a function.
    numbers = {name: value for name, value in {**found.globals, **found.nonlocals}.items()
               if type(value) in (bool, int, str) or type(value) is float and math.isfinite(value)}
    local = [f"{indent}{name} = self.{name}" for name in modules]
    local += [f"{indent}{name} = {value!r}" for name, value in numbers.items()]
    text = "\n".join([f"def {INNER}({', '.join(header)}){returns}:"] + local + lines)
    known = dict(function.__globals__)
    known.update(found.nonlocals)
    return compiled(text, INNER, known)


def parameter_source(source: str, argument: ast.arg, default: Optional[ast.expr]) -> str:
    text = argument.arg
    if argument.annotation is not None:
        text += ": " + str(ast.get_source_segment(source, argument.annotation))
    return text if default is None else f"{text} = {ast.get_source_segment(source, default)}"


COUNTER = itertools.count()


def compiled(text: str, name: str, known: Dict[str, Any]) -> Callable[..., Any]:
    """A function from source that TorchScript, too, can find."""
    file = f"<{name} {next(COUNTER)}>"
    linecache.cache[file] = (len(text), None, text.splitlines(True), file)
    exec(compile(text, file, "exec", dont_inherit=True), known)
    return known[name]


def wrapped(subject: Subject, call: Call, outputs: Outputs, scriptable: bool) -> nn.Module:
    """What is exported: the user's module itself where it takes and gives tensors already."""
    if subject.forward is None and call.plain and outputs.plain:
        return subject.single()
    parameters = [f"{i.name}: Optional[Tensor] = None" if i.optional else f"{i.name}: Tensor" for i in call.inputs]
    entries = ", ".join(f"{o.name!r}: {o.expression}" for o in outputs.outputs)
    text = (f"def forward(self, {', '.join(parameters)}) -> Dict[str, Tensor]:\n"
            f"    out = self.{INNER}({', '.join(call.arguments)})\n"
            f"    return {{{entries}}}\n")
    forward = compiled(text, "forward", {"Tensor": Tensor, "Optional": Optional, "Dict": Dict})
    return instance(subject, {"forward": forward, INNER: inner_function(subject, scriptable)})


# --------------------------------------------------------------------------------------------------
# TorchScript


def scripted(module: nn.Module) -> torch.jit.ScriptModule:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return torch.jit.script(module)


def traced(module: nn.Module, examples: List[Tensor]) -> Tuple[torch.jit.ScriptModule, List[str]]:
    """The trace, and the places in the repository where a number was frozen in."""
    places: Dict[str, None] = {}
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        trace = torch.jit.trace(module, tuple(examples), strict=False, check_trace=False)
    ours = (os.path.dirname(torch.__file__), os.path.abspath(__file__))
    for warning in caught:
        if issubclass(warning.category, torch.jit.TracerWarning) and not warning.filename.startswith(ours):
            code = linecache.getline(warning.filename, warning.lineno).strip()
            places[f"{short(warning.filename)}:{warning.lineno}: {code}"] = None
    return trace, list(places)


HINTS = (
    (r"variable number of arguments|keyword-only", "give forward plain parameters instead of *args and **kwargs"),
    (r"ModuleDict indexing", "loop with 'for name, module in self.heads.items()' instead of self.heads[name]"),
    (r"weak reference to 'numpy|numpy", "use math or torch instead of numpy inside forward"),
    (r"Expected integer literal for index", "loop over the ModuleList instead of indexing it"),
    (r"Optional|NoneType", "annotate the argument, for example 'tokens: Optional[Tensor] = None', and test it with 'is None'"),
    (r"closed over global variable", "copy the number to an attribute in __init__, or mark it Final"),
    (r"Python type cannot be used|isinstance|python value of type", "keep plain Python objects out of forward; take what it "
     "needs in __init__ as numbers"),
    (r"Expected a value of type 'Tensor|inferred to be of type 'Tensor'|annotat", "annotate the parameters that are no tensors, "
     "for example 'xs: List[Tensor]'"),
    (r"[Cc]ould not get source|OSError|source code", "define the class in a .py file instead of a notebook"),
)


def why_not_scripted(error: BaseException) -> str:
    """The reason and the line of the repository, instead of TorchScript's page."""
    text = str(error)
    reason = next((line.strip() for line in text.splitlines() if line.strip()), type(error).__name__)
    reason = re.split(r"(?<=\.):$|:$", reason)[0]
    places = re.findall(r'File "([^"]+)", line (\d+)\n(.*?)(?=\n\s*~+ <--- HERE|\n\n|\Z)', text, re.S)
    own = [p for p in places if not p[0].startswith(os.path.dirname(torch.__file__))] or places
    where = ""
    if own:
        file, line, code = own[0]
        marked = code.rstrip().splitlines()
        where = f" at {short(file)}:{int(line) + max(0, len(marked) - 1)}: {marked[-1].strip() if marked else ''}"
    hint = next((hint for pattern, hint in HINTS if re.search(pattern, text)), "")
    return f"{reason.rstrip('.')}{where}" + (f" (to script it: {hint})" if hint else "")


def short(file: str) -> str:
    try:
        relative = os.path.relpath(file)
    except ValueError:
        return file
    return file if file.startswith("<") or relative.startswith("..") else relative


def runtime_problems(archive: Path, module: torch.jit.ScriptModule) -> List[str]:
    """What libtorch 2.7.1 could not read of an archive that this torch wrote."""
    problems = []
    with zipfile.ZipFile(archive) as file:
        entry = next((n for n in file.namelist() if n.count("/") == 1 and n.endswith("/version")), None)
        version = int(file.read(entry)) if entry else 0
    if version > RUNTIME_FILE_FORMAT:
        problems.append(f"its file format is {version}, Loupe reads up to {RUNTIME_FILE_FORMAT}")
    operators = set(torch.jit.export_opnames(module))
    foreign = sorted(o for o in operators if o.split("::")[0] not in RUNTIME_NAMESPACES)
    if foreign:
        problems.append(f"it calls operators of other libraries, which Loupe does not load: {', '.join(foreign)}")
    newer = sorted(o for o in operators if o in NEWER_OPERATORS or o.split(".")[0] in NEWER_OPERATORS)
    if newer:
        problems.append(f"it calls operators that libtorch 2.7.1 does not have: {', '.join(newer)}")
    return problems


# --------------------------------------------------------------------------------------------------
# Checks: randomness, equality with the model, what a trace froze in


class Run(NamedTuple):
    """A module as a function of a list of tensors, giving named tensors."""

    module: Callable[..., Any]
    names: List[str]

    def __call__(self, tensors: List[Tensor]) -> Dict[str, Tensor]:
        seed(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            out = self.module(*tensors)
        if isinstance(out, Tensor):
            return {self.names[0]: out.detach()}
        return {name: out[name].detach() for name in self.names}


def seed(number: int) -> None:
    """Of the CPU only: nothing runs on another device, whose random numbers stay as they are."""
    torch.default_generator.manual_seed(number)
    random.seed(number)


def difference(a: Mapping, b: Mapping) -> float:
    """Largest absolute difference, NaN equal to NaN, infinite where shapes differ."""
    largest = 0.0
    for name, x in a.items():
        y = b[name]
        if x.shape != y.shape:
            return float("inf")
        gap = (x.double() - y.double()).abs()
        gap[(x == y) | (torch.isnan(x.double()) & torch.isnan(y.double()))] = 0
        if gap.numel():
            found = float(gap.max())
            largest = max(largest, float("inf") if found != found else found)
    return largest


def allowed(outputs: Mapping) -> float:
    """Absolute up to 1, relative to the largest value above."""
    values = [float(t.double()[torch.isfinite(t.double())].abs().max()) for t in outputs.values()
              if t.numel() and bool(torch.isfinite(t.double()).any())]
    return LARGEST_DIFFERENCE * max([1.0] + values)


def check_randomness(module: nn.Module, examples: List[Tensor], report: Report) -> None:
    """Runs twice with different random numbers and names the modules whose output differs on equal input."""
    first, second = record(module, examples, 1), record(module, examples, 2)
    names = dict(module.named_modules())
    noisy = []
    for (name, given, gave), (_, given2, gave2) in zip(first, second):
        if same(given, given2) and not same(gave, gave2) and name not in noisy:
            noisy.append(name)
    deepest = [n for n in noisy if not any(m != n and m.startswith(n + "." if n else "") for m in noisy)]
    for name in deepest:
        report.warn(f"the output is random in evaluation mode: {label(name, names[name])} gives different values for "
                    f"the same input{random_lines(names[name])}. Importances drown in such noise; switch it off "
                    "(F.dropout needs training=self.training)")


def record(module: nn.Module, examples: List[Tensor], number: int) -> List[Tuple[str, List[Tensor], List[Tensor]]]:
    """Every sub-module's inputs and outputs with this seed, in the order in which they finish."""
    calls: List[Tuple[str, List[Tensor], List[Tensor]]] = []
    handles = []

    def hook(name: str) -> Callable[..., None]:
        def listen(_: nn.Module, given: Any, gave: Any) -> None:
            calls.append((name, tensors_of(given), tensors_of(gave)))
        return listen

    for name, part in module.named_modules():
        handles.append(part.register_forward_hook(hook(name)))
    seed(number)
    try:
        module(*examples)
    finally:
        for handle in handles:
            handle.remove()
    return calls


def tensors_of(value: Any) -> List[Tensor]:
    return [t.detach().clone() for _, t in tensors_in(value, "", "out", None)]


def same(a: List[Tensor], b: List[Tensor]) -> bool:
    return difference(dict(enumerate(a)), dict(enumerate(b))) == 0 if len(a) == len(b) else False


def random_lines(module: nn.Module) -> str:
    """The lines of a module's class that look random, for the message."""
    try:
        lines, start = inspect.getsourcelines(type(module).forward)
        file = inspect.getsourcefile(type(module)) or ""
    except (OSError, TypeError):
        return ""
    found = [f"{short(file)}:{start + i}: {line.strip()}" for i, line in enumerate(lines)
             if re.search(r"dropout|rand|normal|bernoulli|noise", line)]
    return f" ({'; '.join(found[:2])})" if found else ""


def label(name: str, module: nn.Module) -> str:
    return f"'{name}' ({type(module).__name__})" if name else f"the model itself ({type(module).__name__})"


class Variant(NamedTuple):
    """Other inputs that the archive should treat as the model does.

    frozen: what is frozen in if it does not. useless: whether Loupe could then do nothing with it.
    """

    what: str
    frozen: str
    useless: bool
    tensors: List[Tensor]


def variants(inputs: List[Input], axes: Mapping) -> Iterator[Variant]:
    """Other values, another batch size, and for every length another one."""
    examples = [i.example for i in inputs]
    yield Variant("other values", "values of the example inputs", True, [e.flip(0) for e in examples])
    larger = [torch.cat([e, e[:1]]) for e in examples]
    yield Variant(f"{len(examples[0]) + 1} windows", "the number of windows", True, larger)
    lengths = [i.name for i in inputs if is_lengths(i)]
    if lengths:
        shorter = [(e // 2).clamp(min=1) if i.name in lengths else e for i, e in zip(inputs, examples)]
        yield Variant(f"shorter {', '.join(lengths)}", f"the values of {', '.join(lengths)}", True, shorter)
    groups: Dict[int, List[str]] = {}
    for i in inputs:
        if len(axes[i.name]) > 1 and axes[i.name][1] in ("time", "token") and i.example.shape[1] > 1:
            groups.setdefault(i.example.shape[1], []).append(i.name)
    for size, members in groups.items():
        new = max(1, size - max(1, size // 4))
        changed = [e[:, :new] if i.name in members else e.clamp(max=new) if i.name in lengths else e
                   for i, e in zip(inputs, examples)]
        yield Variant(f"length {new} of {', '.join(members)}", f"the length {size} of {', '.join(members)}", False,
                      changed)


def is_lengths(i: Input) -> bool:
    return i.example.dim() == 1 and not i.example.is_floating_point() and "len" in i.name.lower()


def check_variants(archive: Run, model: Run, inputs: List[Input], axes: Mapping, way: str, places: List[str],
                   report: Report) -> List[str]:
    """Prints what agrees, warns of a length that is frozen in.

    Returns what makes the archive useless: it depends on the number of windows, or on values of the example.
    """
    agreed, fatal = [], []
    for variant in variants(inputs, axes):
        try:
            expected = model(variant.tensors)
        except Exception as e:
            report.say(f"  not tried  {variant.what}: the model itself refuses it ({first_line(e)})")
            continue
        try:
            gap = difference(expected, archive(variant.tensors))
            problem = f"differs by {gap:.2g}" if gap > allowed(expected) else ""
        except Exception as e:
            problem = f"fails ({last_line(e)})"
        if not problem:
            agreed.append(variant.what)
            continue
        line = f"the archive {problem} with {variant.what}"
        if way == "traced":
            line += f": tracing froze {variant.frozen} in" + ("; look at " + "; ".join(places[:4]) if places else "")
        if variant.useless:
            fatal.append(line)
        else:
            report.warn(line)
    if agreed:
        report.say(f"  also equal with {', '.join(agreed)}")
    return fatal


def check_gradient(archive: Callable[..., Any], call: Call, report: Report) -> None:
    """Saliency needs a gradient from the outputs to the floating point inputs."""
    tensors = [e.clone().requires_grad_(True) if e.is_floating_point() else e for e in call.examples()]
    floats = [(i.name, t) for i, t in zip(call.inputs, tensors) if t.is_floating_point()]
    if not floats:
        report.warn("no input is floating point, so there is nothing that saliency could explain")
        return
    found = archive(*tensors)
    out = [t for _, t in tensors_in(found, "", "out", None) if t.is_floating_point() and t.requires_grad]
    if not out:
        report.warn("no gradient reaches the outputs (a no_grad or detach inside forward?), so saliency cannot be computed")
        return
    try:
        gradients = torch.autograd.grad(sum(t.double().sum() for t in out), [t for _, t in floats], allow_unused=True)
    except RuntimeError as e:
        report.warn(f"the gradient cannot be computed ({last_line(e)}), so saliency cannot either")
        return
    unused = [name for (name, _), gradient in zip(floats, gradients) if gradient is None]
    if unused:
        report.warn(f"no gradient reaches {', '.join(unused)}: the outputs do not depend on it, or it is detached")


# --------------------------------------------------------------------------------------------------
# State dicts: rules that lay training checkpoints over the archive


def rules_for(checkpoint: Mapping, parts: Mapping, values: Mapping) -> Dict[str, Any]:
    """The card's stateDict: how the checkpoint's names become the archive's.

    parts: per prefix of the archive ('' or 'backbone.') the names and shapes below it.
    values: the archive's tensors by full name; a section that holds them is preferred.
    """
    sections = sections_of(checkpoint)
    places: Dict[str, Tuple[str, str]] = {}
    for part, wanted in parts.items():
        found = [(section, prefix) for section, tensors in sections.items() for prefix in prefixes(tensors, wanted)]
        if not found:
            raise ExportError(f"no section holds the {len(wanted)} tensors of "
                              f"{'the model' if not part else repr(part[:-1])} ({nearest(sections, wanted)})")
        places[part] = max(found, key=lambda f: (equal_values(sections[f[0]], f[1], part, wanted, values),
                                                 bool(part) and part[:-1] in f[0], f[0] != "", "ema" not in f[0]))
    rules = rules_of(places, parts)
    tensors = tensors_of_rules(sections, rules)
    if any("_orig_mod." in name for name in tensors):
        rules["rename"].insert(0, [r"\b_orig_mod\.", ""])
    starts = {part: prefix if "sections" in rules else in_whole(section, prefix)
              for part, (section, prefix) in places.items()}
    rules["ignore"] = ignore_rules(tensors, {starts[part] + name for part in parts for name in parts[part]})
    return rules


def rules_of(places: Mapping, parts: Mapping) -> Dict[str, Any]:
    """Sections and renaming, from the section and the prefix in it at which every part stands.

    Names of several sections stand side by side; where some are equal, whole names are renamed, which begin with their
    section and a dot.
    """
    sections = list(dict.fromkeys(section for section, _ in places.values()))
    names = [(section, prefix + name) for part, (section, prefix) in places.items() for name in parts[part]]
    if "" in sections or len({name for _, name in names}) < len(names):
        return {"rename": [r for part, (section, prefix) in places.items()
                           for r in rename_rules(part, in_whole(section, prefix), parts, places)], "ignore": []}
    return {"sections": sections, "rename": [r for part, (_, prefix) in places.items()
                                             for r in rename_rules(part, prefix, parts, places)], "ignore": []}


def in_whole(section: str, prefix: str) -> str:
    return f"{section}.{prefix}" if section else prefix


def sections_of(checkpoint: Mapping) -> Dict[str, Dict[str, Tensor]]:
    """Tensors by the keys of a checkpoint below which they stand; '' is the whole of it. Modules count as state dicts."""
    def below(value: Any, name: str) -> Dict[str, Tensor]:
        if isinstance(value, Tensor):
            return {name: value}
        if isinstance(value, nn.Module):
            value = value.state_dict()
        found: Dict[str, Tensor] = {}
        if isinstance(value, Mapping):
            for key, item in value.items():
                if isinstance(key, str):
                    found.update(below(item, f"{name}.{key}" if name else key))
        return found

    found = {key: below(value, "") for key, value in checkpoint.items()
             if isinstance(key, str) and not isinstance(value, Tensor)}
    return {key: value for key, value in {**found, "": below(checkpoint, "")}.items() if value}


def plain(name: str) -> str:
    return name.replace("_orig_mod.", "")


def prefixes(tensors: Mapping, wanted: Mapping) -> List[str]:
    """What stands before all wanted names in a section ('module.', 'model.', ''), shapes compared."""
    shapes = {plain(name): tuple(t.shape) for name, t in tensors.items()}
    one = next(iter(wanted), "")
    starts = [name[:len(name) - len(one)] for name in shapes if name == one or name.endswith("." + one)]
    return [s for s in starts if all(shapes.get(s + name) == shape for name, shape in wanted.items())]


def equal_values(tensors: Mapping, prefix: str, part: str, wanted: Mapping, values: Mapping) -> bool:
    by_name = {plain(name): t for name, t in tensors.items()}
    return all(torch.equal(by_name[prefix + n].detach().cpu(), values[part + n].detach()) for n in wanted)


def nearest(sections: Mapping, wanted: Mapping) -> str:
    """How far the best section is from what is wanted."""
    counts = []
    for section, tensors in sections.items():
        ends = {".".join(plain(n).split(".")[i:]): tuple(t.shape) for n, t in tensors.items()
                for i in range(plain(n).count(".") + 1)}
        missing = [n for n, shape in wanted.items() if ends.get(n) != shape]
        counts.append((len(missing), section, missing[:3]))
    if not counts:
        return "it holds no tensors"
    count, section, some = min(counts)
    return f"{repr(section) if section else 'the checkpoint'} lacks {count} by name or shape, among them {', '.join(some)}"


def rename_rules(part: str, prefix: str, parts: Mapping, places: Mapping) -> List[List[str]]:
    """Regular expression to replacement, as Java reads them: $1 is the first group."""
    if part == prefix:
        return []
    if prefix:
        return [["^" + re.escape(prefix), part]]
    others = {places[p][1] + name for p, names in parts.items() if p != part for name in names}
    starts = list(dict.fromkeys(distinct_start(name, others) for name in parts[part]))
    return [["^(" + "|".join(re.escape(s) for s in starts) + r")(?=\.|$)", part + "$1"]]


def distinct_start(name: str, others: set) -> str:
    """The fewest leading components of a name that no name of another module begins with."""
    components = name.split(".")
    for count in range(1, len(components) + 1):
        start = ".".join(components[:count])
        if not any(o == start or o.startswith(start + ".") for o in others):
            return start
    return name


def ignore_rules(tensors: Mapping, kept: set) -> List[str]:
    """Names that the archive does not have, whole sub-modules where possible."""
    ignore: Dict[str, None] = {}
    for name in tensors:
        if plain(name) not in kept:
            start = name.split(".")[0]
            whole = "." in name and not any(k.startswith(start + ".") for k in kept)
            ignore["^" + re.escape(start) + r"\." if whole else "^" + re.escape(name) + "$"] = None
    return list(ignore)


def tensors_of_rules(sections: Mapping, rules: Mapping) -> Dict[str, Tensor]:
    """What rules are applied to, as Loupe does it."""
    tensors: Dict[str, Tensor] = {}
    for section in rules.get("sections", [""]):
        if section not in sections:
            raise ExportError(f"it has no section '{section}'")
        tensors.update(sections[section])
    return tensors


def renamed_by(rules: Mapping, name: str) -> Optional[str]:
    if any(re.search(pattern, name) for pattern in rules["ignore"]):
        return None
    for pattern, replacement in rules["rename"]:
        name = re.sub(pattern, re.sub(r"\$(\d)", r"\\\1", replacement), name)
    return name


def verify_rules(rules: Mapping, tensors: Mapping, parts: Mapping) -> None:
    """Applies the rules as Loupe does.

    Raises ExportError unless every tensor of the archive is found with its shape and none is left over.
    """
    wanted = {part + name: shape for part, names in parts.items() for name, shape in names.items()}
    found = {renamed_by(rules, name): tuple(tensor.shape) for name, tensor in tensors.items()}
    found.pop(None, None)
    missing = [name for name, shape in wanted.items() if found.get(name) != shape]
    left = [name for name in found if name not in wanted]
    if missing or left:
        raise ExportError(f"{len(missing)} tensors are missing or of another shape ({', '.join(missing[:3])}), "
                          f"{len(left)} are left over ({', '.join(left[:3])})")


def checkpoint_files(checkpoints: Any) -> List[Path]:
    patterns = [checkpoints] if isinstance(checkpoints, (str, Path)) else list(checkpoints)
    files = []
    for pattern in patterns:
        found = sorted(glob.glob(str(pattern)))
        if not found:
            raise ExportError(f"There is no checkpoint {pattern}.")
        files += [Path(f) for f in found]
    return list(dict.fromkeys(files))


def load_file(file: Path) -> Any:
    """Your own file, with all its classes. map_location keeps it off the GPU."""
    newer = "weights_only" in inspect.signature(torch.load).parameters
    return torch.load(str(file), map_location="cpu", **({"weights_only": False} if newer else {}))


def parts_of(subject: Subject) -> Dict[str, Dict[str, Tuple[int, ...]]]:
    """Names and shapes of what a training checkpoint holds of each module, by their prefix in the archive."""
    return {name + "." if name else "": {n: tuple(t.shape) for n, t in module.state_dict().items()}
            for name, module in subject.modules.items()}


def state_dict_section(subject: Subject, checkpoints: List[Path], report: Report,
                       ) -> Tuple[Optional[Dict[str, Any]], List[Path], bool]:
    """The card's stateDict, the checkpoints that fit it and hold other weights, and whether it is a guess."""
    parts = parts_of(subject)
    values = {part + n: t for part, m in zip(parts, subject.modules.values()) for n, t in m.state_dict().items()}
    rules: Optional[Dict[str, Any]] = None
    fit = []
    for file in checkpoints:
        try:
            checkpoint = load_file(file)
            if not isinstance(checkpoint, Mapping):
                raise ExportError(f"it is {kind(checkpoint)}, no dict of tensors")
            if rules is None:
                rules = rules_for(checkpoint, parts, values)
            tensors = tensors_of_rules(sections_of(checkpoint), rules)
            verify_rules(rules, tensors, parts)
            if all(torch.equal(values[renamed_by(rules, n) or n], t) for n, t in tensors.items() if renamed_by(rules, n)):
                report.say(f"  {file} holds the weights that the archive has; it is not listed beside it")
            else:
                fit.append(file)
        except ExportError as e:
            report.warn(f"{file} does not fit the archive: {e}; it is left out")
        except Exception as e:
            report.warn(f"{file} cannot be read ({first_line(e)}); it is left out")
    if rules is not None:
        return rules, fit, False
    if subject.forward is not None:
        return rules_of({part: (part[:-1] + "_state_dict", "") for part in parts}, parts), [], True
    if subject.renamed:
        return {"rename": [["^" + re.escape(p) if p == "module." else r"\b" + re.escape(p), ""]
                           for p in subject.renamed], "ignore": []}, [], True
    return None, [], False


# --------------------------------------------------------------------------------------------------
# Data


class Data(NamedTuple):
    """Arrays whose first axis counts windows, and the texts that became numbers."""

    arrays: Dict[str, Tensor]
    classes: Dict[str, List[str]]


def data_of(dataset: Any, windows: int, call: Call, report: Report) -> Data:
    """Reads arrays, samples, a torch Dataset or DataLoader, at most so many windows."""
    if isinstance(dataset, (str, Path)):
        dataset = data_file(Path(dataset))
    if isinstance(dataset, Mapping):
        fields = flat(dataset)
        whole = per_window(fields)
        count = max((len(v) for v in whole.values()), default=0)
        left = [name for name in fields if name not in whole]
        if left:
            report.say(f"  left out   {', '.join(left)}: not one value for each of the {count} windows")
        columns = {n: list(as_rows(v, windows)) for n, v in whole.items()}
    else:
        columns, count = columns_of(dataset, windows, call)
    if not columns:
        raise ExportError(f"The dataset is {kind(dataset)} without tensors; expected a dict of arrays, a list of dicts of "
                          "tensors, or a torch Dataset or DataLoader of these.")
    if count > windows:
        report.say(f"  of {count} windows the first {windows} are taken; windows= takes more")
    data = Data({}, {})
    for name, rows in columns.items():
        array(re.sub(r"[^\w.-]", "_", name), rows, data, report)
    if not data.arrays:
        raise ExportError("No field of the dataset could be made an array; see above.")
    return data


def data_file(file: Path) -> Any:
    if not file.is_file():
        raise ExportError(f"There is no dataset {file}.")
    if file.suffix == ".npz":
        import numpy

        with numpy.load(str(file)) as arrays:
            return {name: arrays[name] for name in arrays.files}
    return load_file(file)


def per_window(fields: Mapping) -> Dict[str, Any]:
    """The fields that have as many rows as the largest of them."""
    columns = {n: v for n, v in fields.items() if hasattr(v, "__len__") and not isinstance(v, str)
               and getattr(v, "ndim", 1) > 0}
    if not columns:
        return {}
    largest = max(columns.values(), key=lambda v: v.numel() if isinstance(v, Tensor) else getattr(v, "size", len(v)))
    return {n: v for n, v in columns.items() if len(v) == len(largest)}


def as_rows(value: Any, windows: int) -> Iterator[Any]:
    if type(value).__module__.split(".")[0] == "numpy":
        value = value[:windows]
        value = value.tolist() if value.dtype.kind in "US" else tensor_of(value)
    return itertools.islice(iter(value), windows)


def columns_of(dataset: Any, windows: int, call: Call) -> Tuple[Dict[str, List[Any]], int]:
    """Fields of samples, or of batches taken apart."""
    batched = isinstance(dataset, torch.utils.data.DataLoader) and dataset.batch_size is not None
    if not (isinstance(dataset, Iterable) or hasattr(dataset, "__getitem__")):
        raise ExportError(f"The dataset is {kind(dataset)}; expected a dict of arrays, a list of dicts of tensors, or a "
                          "torch Dataset or DataLoader of these.")
    sized = hasattr(dataset, "__len__") and not isinstance(dataset, torch.utils.data.DataLoader)
    if sized and hasattr(dataset, "__getitem__"):
        samples: Iterator[Any] = (dataset[i] for i in range(min(windows, len(dataset))))
    else:
        samples = iter(dataset)
    columns: Dict[str, List[Any]] = {}
    taken = 0
    for sample in samples:
        fields = flat(named(sample, call, 1 if batched else 0))
        rows = {n: list(as_rows(v, windows)) for n, v in per_window(fields).items()} if batched else {
            n: [v] for n, v in fields.items()}
        if columns and set(rows) != set(columns):
            raise ExportError(f"Sample {taken} has the fields {sorted(rows)}, the first {sorted(columns)}; they must "
                              "all have the same.")
        for name, values in rows.items():
            columns.setdefault(name, []).extend(values)
        taken = max(len(v) for v in columns.values()) if columns else 0
        if taken >= windows:
            break
    return {n: v[:windows] for n, v in columns.items()}, len(dataset) if sized else min(taken, windows)


def named(sample: Any, call: Call, leading: int) -> Any:
    """Fields of a tuple are called after the inputs that they look like, else x, y or item0, item1."""
    if isinstance(sample, Mapping):
        return sample
    items = list(sample) if isinstance(sample, (list, tuple)) else [sample]
    free = list(call.inputs)
    fields: Dict[str, Any] = {}
    for position, item in enumerate(items):
        shape = tuple(getattr(item, "shape", ()))[leading:]
        match = next((i for i in free if shape == tuple(i.example.shape[1:]) and isinstance(item, Tensor)
                      and item.is_floating_point() == i.example.is_floating_point()), None)
        if match:
            free.remove(match)
        fields[match.name if match else "y" if position == len(items) - 1 else f"item{position}"] = item
    return fields


def flat(sample: Mapping, prefix: str = "") -> Dict[str, Any]:
    """Nested dicts become names with an underscore."""
    fields: Dict[str, Any] = {}
    for key, value in sample.items():
        if isinstance(value, Mapping):
            fields.update(flat(value, f"{prefix}{key}_"))
        else:
            fields[f"{prefix}{key}"] = value
    return fields


def tensor_of(value: Any) -> Tensor:
    """A tensor on the CPU of a type that .npz has."""
    if not isinstance(value, Tensor):
        kind_of = getattr(getattr(value, "dtype", None), "kind", "")
        value = torch.as_tensor(value.astype("int64") if kind_of == "u" and value.dtype.itemsize > 1 else value)
    value = value.detach().cpu()
    if value.dtype in DTYPES:
        return value
    if value.is_floating_point():
        return value.float()
    raise TypeError(f"{value.dtype} has no place in a dataset")


def array(name: str, rows: List[Any], data: Data, report: Report) -> None:
    """Stacks one value per window; texts become numbers, different sizes are padded with 0 at the end."""
    if all(isinstance(row, str) for row in rows):
        texts = sorted(set(rows))
        if len(texts) > 20 and len(texts) > len(rows) / 2:
            report.say(f"  left out   {name}: nearly every window has another text, which is no label")
            return
        data.classes[name] = texts
        data.arrays[name] = torch.tensor([texts.index(row) for row in rows])
        return
    try:
        tensors = [tensor_of(row) for row in rows]
    except (TypeError, ValueError, RuntimeError) as e:
        report.say(f"  left out   {name}: {first_line(e)}")
        return
    if len({t.dim() for t in tensors}) > 1:
        report.say(f"  left out   {name}: its windows differ in their number of axes")
        return
    common = functools.reduce(torch.promote_types, {t.dtype for t in tensors})
    tensors = [t.to(common) for t in tensors]
    shapes = {tuple(t.shape) for t in tensors}
    if len(shapes) == 1:
        data.arrays[name] = torch.stack(tensors)
        return
    largest = [max(sizes) for sizes in zip(*shapes)]
    padded = torch.zeros([len(tensors)] + largest, dtype=common)
    for i, tensor in enumerate(tensors):
        padded[(i,) + tuple(slice(0, s) for s in tensor.shape)] = tensor
    data.arrays[name] = padded
    report.say(f"  padded     {name} with 0 to {list(padded.shape)}: its windows differ in size")
    lengths = torch.tensor([t.shape[0] for t in tensors])
    known = any(torch.equal(lengths, a) for n, a in data.arrays.items() if n.endswith("lengths"))
    if not known and len(set(lengths.tolist())) > 1:
        before = f"{name}_" if "lengths" in data.arrays else ""
        data.arrays[before + "lengths"] = lengths
        data.arrays[before + "valid"] = torch.arange(largest[0])[None, :] < lengths[:, None]


def write_npz(file: Path, arrays: Mapping) -> None:
    """Writes tensors as NumPy reads them, without NumPy."""
    with zipfile.ZipFile(str(file), "w", zipfile.ZIP_DEFLATED) as target:
        for name, tensor in arrays.items():
            tensor = tensor.contiguous()
            shape = "(" + "".join(f"{s}, " for s in tensor.shape).rstrip() + ")"
            header = f"{{'descr': '{DTYPES[tensor.dtype][1]}', 'fortran_order': False, 'shape': {shape}, }}"
            header += " " * (-(len(header) + 11) % 64) + "\n"
            size = tensor.numel() * tensor.element_size()
            content = ctypes.string_at(tensor.data_ptr(), size) if size else b""
            start = b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode("latin-1")
            target.writestr(zipfile.ZipInfo(name + ".npy", (1980, 1, 1, 0, 0, 0)), start + content, zipfile.ZIP_DEFLATED)


# --------------------------------------------------------------------------------------------------
# The draft card


TIMESPANS = re.compile(r"^(timespans?|time_?deltas?|deltas?|d_?t)$", re.I)
HIDDEN = re.compile(r"^(hidden(_states?)?|memory|embeddings?|encoded|encoder_outputs?|representations?|features)$", re.I)
CLUSTERS = re.compile(r"^(recording|machine|file|session|subject|run|cluster|group)s?(_?ids?|_index)?$", re.I)
PADS = ("PAD", "<PAD>", "[PAD]", "<pad>", "pad", "[pad]")


class Draft:
    """A model card in the making, which marks its guesses under 'x-guesses'."""

    def __init__(self, title: str, names: Mapping, call: Call, outputs: Mapping, data: Data):
        self.names, self.call, self.outputs, self.data = names, call, outputs, data
        self.guesses: List[Dict[str, Any]] = []
        self.card: Dict[str, Any] = {"loupe": 1, "name": title}
        self.axes: Dict[str, List[str]] = {}
        self.pad: Optional[int] = names.get("pad")
        self.pad_why = ""

    def guess(self, key: str, value: Any, why: str) -> Any:
        self.guesses.append({"key": key, "guess": value, "why": why})
        return value

    def write(self) -> Dict[str, Any]:
        """Inputs before outputs, for these are read by the inputs' axes."""
        self.inputs()
        self.vocabularies()
        self.heads()
        self.hidden()
        self.whole_windows()
        self.tokens()
        return self.card

    # Inputs

    def inputs(self) -> None:
        self.axes = {i.name: axes for i, axes in zip(self.call.inputs, input_axes(self.call.inputs))}
        entries, channels = [], {}
        for position, i in enumerate(self.call.inputs):
            at = f"/inputs/{position}"
            axes = self.axes[i.name]
            if i.example.dim() > 1:
                self.guess(f"{at}/axes", axes, f"from its shape {list(i.example.shape)} and type")
            entry: Dict[str, Any] = {"name": i.name, "dtype": DTYPES[i.example.dtype][0], "axes": axes,
                                     "data": self.input_data(at, i)}
            if "channel" in axes:
                channels[i.name] = self.channels(i)
                entry["channels"] = i.name
            if "token" in axes and "vocabulary" in self.names:
                entry["vocabulary"] = "tokens"
            if i.optional:
                entry["optional"] = True
            if TIMESPANS.match(i.name) and axes[:2] == ["window", "time"]:
                entry["role"] = self.guess(f"{at}/role", "timespans", "from its name")
            entries.append(entry)
        self.card["inputs"] = entries
        self.card["explain"] = [e["name"] for e in entries if e["dtype"].startswith("float") and "role" not in e]
        if channels:
            self.card["channels"] = channels

    def input_data(self, at: str, i: Input) -> Dict[str, Any]:
        arrays = self.data.arrays
        given = self.names.get("data", {}).get(i.name)
        if given is None and i.name not in arrays and arrays:
            like = [n for n, a in arrays.items() if a.shape[1:] == i.example.shape[1:] and a.dtype == i.example.dtype]
            if len(like) == 1:
                given = self.guess(f"{at}/data/array", like[0], "the only array of its shape and type")
        found: Dict[str, Any] = {"array": given or i.name}
        stored = arrays.get(found["array"])
        if stored is None:
            if not i.optional:
                self.guess(f"{at}/data/array", found["array"], "the dataset has no array of this name" if arrays
                           else "no dataset was given; the input's own name")
        elif "token" in self.axes[i.name] and stored.dim() == 2 and stored.shape[1] == i.example.shape[1] + 1:
            found["slice"] = self.guess(f"{at}/data/slice", [0, -1],
                                        f"the array has one token more ({stored.shape[1]}) than the example input; "
                                        "its last is taken to be a target only")
        return found

    def channels(self, i: Input) -> Dict[str, Any]:
        count = i.example.shape[self.axes[i.name].index("channel")]
        given = self.names.get("channels", {}).get(i.name)
        if given is None:
            given = [f"{i.name} {c}" for c in range(count)]
            self.guess(f"/channels/{i.name}/names", f"{given[0]} to {given[-1]}", "numbered; name them with "
                       f"names={{'channels': {{'{i.name}': [...]}}}}")
        if len(given) != count:
            raise ExportError(f"names['channels']['{i.name}'] has {len(given)} names, input '{i.name}' has {count} channels.")
        entry: Dict[str, Any] = {"names": list(given)}
        groups = self.names.get("groups", {}).get(i.name)
        if groups:
            entry["groups"] = {grouping: {group: [self.channel(c, given, i.name) for c in members]
                                          for group, members in parts.items()} for grouping, parts in groups.items()}
        if i.name in self.names.get("units", {}):
            entry["units"] = list(self.names["units"][i.name])
        return entry

    @staticmethod
    def channel(which: Union[int, str], names: Sequence[str], name: str) -> int:
        if isinstance(which, str) and which not in names:
            raise ExportError(f"names['groups']['{name}'] has the channel '{which}', which names['channels'] lacks.")
        return list(names).index(which) if isinstance(which, str) else int(which)

    def token_input(self) -> Optional[Input]:
        return next((i for i in self.call.inputs if "token" in self.axes[i.name]), None)

    def token_reference(self) -> Optional[Dict[str, Any]]:
        """The tokens that outputs are compared with: those after the first, where the input is shifted."""
        tokens = self.token_input()
        entry = next((e for e in self.card["inputs"] if tokens and e["name"] == tokens.name), None)
        if entry is None or entry["data"]["array"] not in self.data.arrays:
            return None
        shifted = "slice" in entry["data"]
        return {"array": entry["data"]["array"], **({"slice": [1, None]} if shifted else {})}

    def vocabularies(self) -> None:
        vocabulary = self.names.get("vocabulary")
        if vocabulary:
            self.card["vocabularies"] = {"tokens": {str(k): int(v) for k, v in vocabulary.items()}}
            if self.pad is None:
                self.pad = next((int(vocabulary[p]) for p in PADS if p in vocabulary), None)
        reference = self.token_reference()
        if self.pad is None and reference:
            ids = self.data.arrays[reference["array"]]
            if only_trailing(ids, 0):
                self.pad = 0
                self.pad_why = (f"0 stands only at the end of '{reference['array']}', so it is taken for padding, which does "
                                "not count; say otherwise with names={'pad': ...}")

    # Outputs

    def heads(self) -> None:
        heads: List[Dict[str, Any]] = []
        chosen = self.names.get("heads")
        unknown = [name for name in chosen or () if name not in self.outputs]
        if unknown:
            raise ExportError(f"names['heads'] has '{unknown[0]}'; the model gives {', '.join(self.outputs)}.")
        hidden = self.hidden_name()
        for name, out in self.outputs.items():
            if name == hidden or out.dim() < 2 or not out.is_floating_point() or chosen and name not in chosen:
                continue
            if out.dim() > 3:
                continue
            heads.append(self.head(f"/heads/{len(heads)}", name, out))
        self.card["heads"] = heads

    def output_axes(self, out: Tensor, last: str) -> List[str]:
        if out.dim() == 2:
            return ["window", last]
        tokens = self.token_input()
        times = {i.example.shape[1] for i in self.call.inputs if self.axes[i.name][1:2] == ["time"]}
        of_tokens = tokens is not None and out.shape[1] == tokens.example.shape[1] and out.shape[1] not in times
        named_token = last == "class" and tokens is not None and out.shape[1] == tokens.example.shape[1]
        return ["window", "token" if of_tokens or named_token else "time", last]

    def head(self, at: str, name: str, out: Tensor) -> Dict[str, Any]:
        target, why = self.target(name, out)
        stored = self.data.arrays.get(target["array"]) if target else None
        categorical = not stored.is_floating_point() if stored is not None else out.shape[-1] > 1
        head: Dict[str, Any] = {"name": name, "kind": "categorical" if categorical else "regression"}
        head["axes"] = self.output_axes(out, "class" if categorical else "value")
        if out.dim() > 2:
            self.guess(f"{at}/axes", head["axes"], f"from its shape {list(out.shape)}")
        if target is None:
            self.guess(f"{at}/kind", head["kind"], f"no target was found ({why}); from its shape {list(out.shape)}")
        if categorical:
            head["classes"] = self.classes(at, name, out.shape[-1], target)
        elif name in self.names.get("values", {}):
            head["values"] = list(self.names["values"][name])
        if target:
            head["target"] = target
            if name not in self.names.get("targets", {}):
                self.guess(f"{at}/target", target, "from its name and shape")
            mask = self.mask(head, target)
            if mask:
                head["mask"] = mask
                if self.pad_why and "token" in head["axes"]:
                    self.guess(f"{at}/mask", mask[0], self.pad_why)
        return head

    def classes(self, at: str, name: str, count: int, target: Optional[Mapping]) -> List[str]:
        given = self.names.get("classes", {}).get(name) or (self.data.classes.get(target["array"]) if target else None)
        if given is None:
            given = [str(c) for c in range(count)]
            self.guess(f"{at}/classes", f"0 to {count - 1}", f"numbered; name them with names={{'classes': {{'{name}': [...]}}}}")
        if len(given) != count:
            raise ExportError(f"names['classes']['{name}'] has {len(given)} names, output '{name}' has {count} classes.")
        return [str(c) for c in given]

    def target(self, name: str, out: Tensor) -> Tuple[Optional[Dict[str, Any]], str]:
        """The array of true values: its name says so and its shape fits."""
        given = self.names.get("targets", {}).get(name)
        if given is not None:
            if given not in self.data.arrays:
                raise ExportError(f"names['targets']['{name}'] is '{given}'; the dataset has "
                                  f"{', '.join(self.data.arrays) or 'no arrays'}.")
            candidates = [given]
        else:
            candidates = [p.format(name) for p in ("target_{}", "targets_{}", "{}_target", "{}_targets", "{}_label",
                                                   "{}_labels", "label_{}", "labels_{}", "{}")]
            if len(self.outputs) - (self.hidden_name() is not None) == 1:
                candidates += ["target", "targets", "label", "labels", "y"]
        taken = {e["data"]["array"] for e in self.card["inputs"]}
        why = f"there is none of {', '.join(candidates[:3])}, ..." if self.data.arrays else "there is no dataset"
        for candidate in candidates:
            stored = self.data.arrays.get(candidate)
            if stored is None or given is None and candidate in taken:
                continue
            fitting, misfit = target_slice(stored, out)
            if not misfit:
                return {"array": candidate, **fitting}, ""
            why = f"'{candidate}' {misfit}"
            if given is not None:
                raise ExportError(f"names['targets']['{name}']: {why}.")
        return None, why

    def mask(self, head: Mapping, target: Mapping) -> List[Dict[str, Any]]:
        """Padding does not count, nor targets below 0 (torch's ignore_index)."""
        conditions: List[Dict[str, Any]] = []
        tokens = self.token_reference()
        if "token" in head["axes"] and self.pad is not None and tokens:
            conditions.append({**tokens, "notIn": [self.pad]})
        valid = self.data.arrays.get("valid")
        stored = self.data.arrays[target["array"]]
        if "time" in head["axes"] and valid is not None and valid.shape == stored.shape[:2]:
            conditions.append({"array": "valid", "in": [1]})
        if not stored.is_floating_point() and bool((stored < 0).any()):
            conditions.append({**target, "notIn": sorted(set(stored[stored < 0].tolist()))})
        return conditions

    def hidden_name(self) -> Optional[str]:
        given = self.names.get("hidden")
        if given is not None:
            if given not in self.outputs:
                raise ExportError(f"names['hidden'] is '{given}'; the model gives {', '.join(self.outputs)}.")
            return given
        return next((n for n, t in self.outputs.items() if HIDDEN.match(n) and t.dim() in (2, 3)), None)

    def hidden(self) -> None:
        name = self.hidden_name()
        if name is not None:
            out = self.outputs[name]
            source = {"output": name, "axes": self.output_axes(out, "unit")}
            self.card["hidden"] = source if "hidden" in self.names else self.guess("/hidden", source, "from its name")

    # What belongs to whole windows

    def whole_windows(self) -> None:
        inputs = {e["data"]["array"] for e in self.card["inputs"]}
        whole = {n: a for n, a in self.data.arrays.items() if a.dim() == 1 and not a.is_floating_point()}
        if "lengths" in whole:
            self.card["lengths"] = self.guess("/lengths", {"array": "lengths"}, "from its name")
        cluster = self.names.get("clusters") or next((n for n in whole if CLUSTERS.match(n)), None)
        if cluster is not None:
            if cluster not in whole:
                raise ExportError(f"names['clusters'] is '{cluster}'; arrays with one integer per window are "
                                  f"{', '.join(whole) or 'none'}.")
            self.card["clusters"] = {"array": cluster}
            if "clusters" not in self.names:
                self.guess("/clusters", {"array": cluster}, "from its name: windows of one belong together")
        labels: Dict[str, Any] = {}
        for name, stored in whole.items():
            classes = self.names.get("labels", {}).get(name) or self.data.classes.get(name) or next(
                (h["classes"] for h in self.card["heads"] if h.get("target") == {"array": name}), None)
            few = len(set(stored.tolist())) <= 50
            if name in self.names.get("labels", {}) or few and name not in inputs and "length" not in name:
                labels[name] = {"array": name, **({"classes": list(classes)} if classes else {})}
        if labels:
            self.card["labels"] = labels

    def tokens(self) -> None:
        tokens = self.token_input()
        if tokens is not None and tokens.optional:
            self.card["generation"] = {"input": tokens.name}
        reference = self.token_reference()
        if reference and "vocabularies" in self.card:
            self.card["tokens"] = {"target": reference, "vocabulary": "tokens",
                                   **({} if self.pad is None else {"pad": self.pad})}


def input_axes(inputs: List[Input]) -> List[List[str]]:
    """What the axes of inputs count, from their shapes, types and names."""
    times = {i.example.shape[1] for i in inputs if i.example.dim() == 3}
    result = []
    for i in inputs:
        shape = i.example.shape
        if len(shape) == 2:
            at_time = shape[1] in times or bool(TIMESPANS.match(i.name)) or i.example.dtype == torch.bool
            spoken = bool(re.search(r"token|tgt|ids?$", i.name))
            if i.example.is_floating_point() or i.example.dtype == torch.bool:
                second = "time" if at_time else "channel"
            else:
                second = "token" if spoken or not at_time else "time"
            result.append(["window", second])
        else:
            result.append(["window", "time", "channel", "value", "unit"][:len(shape)])
        if len(shape) > 5:
            raise ExportError(f"Input '{i.name}' has {len(shape)} axes; Loupe knows up to five. Reshape it inside a "
                              "forward= of your own.")
    return result


def target_slice(stored: Tensor, out: Tensor) -> Tuple[Dict[str, Any], str]:
    """How an array becomes the true values of an output: {} or a slice; else what does not fit."""
    places = tuple(out.shape[1:-1])
    shape = tuple(stored.shape[1:])
    if stored.is_floating_point():
        fits = shape in (places, places + (out.shape[-1],))
        return {}, "" if fits else f"has the shape {[len(stored)] + list(shape)}, the output {list(out.shape)}"
    last = int(stored.max()) if stored.numel() else 0
    if last >= out.shape[-1]:
        return {}, f"holds {last}, the output has only {out.shape[-1]} classes"
    if len(shape) == len(places) and shape[:-1] == places[:-1]:
        if shape[-1:] == places[-1:]:
            return {}, ""
        if places and shape[-1] == places[-1] + 1:
            return {"slice": [1, None]}, ""
    return {}, f"has the shape {[len(stored)] + list(shape)}, the output {list(out.shape)}"


def only_trailing(ids: Tensor, pad: int) -> bool:
    """Whether a token stands at the ends of some rows and nowhere else. ids [N,L]."""
    is_pad = ids == pad
    after = torch.flip(torch.cumprod(torch.flip(is_pad.long(), [1]), 1), [1]).bool()
    return bool(is_pad.any()) and bool((is_pad == after).all()) and not bool(is_pad.all())


# --------------------------------------------------------------------------------------------------
# Export


def export(model: Union[nn.Module, Mapping], example_inputs: Any, out: Union[str, Path], *,
           forward: Optional[Callable[..., Any]] = None, dataset: Any = None, checkpoints: Any = (),
           names: Optional[Mapping] = None, name: str = "model", data_name: str = "test",
           windows: int = MOST_WINDOWS, how: str = "auto", force: bool = False, quiet: bool = False) -> Exported:
    """Writes the folder `out` that Loupe opens: archive, draft card, data and loupe.json.

    model: an nn.Module, or several by name, {"backbone": backbone, "lm": lm}. Copied, never changed.
    example_inputs: a batch of at least two windows; a dict from parameter of forward to tensor (or list or dict of
        tensors, or plain number), or a tuple in forward's order. The first axis of every tensor counts windows.
    forward: for several modules (or to change what goes in and comes out): a function whose first parameters are called
        like the modules. It returns a dict of tensors [windows, ...], or a tuple or tensor.
    dataset: a dict of arrays [windows, ...], a list of dicts of tensors, a torch Dataset or DataLoader, or a file of these
        (.pt, .npz). At most `windows` windows are taken.
    checkpoints: files or patterns ("outputs/checkpoint_*.pt") of this training: the card learns how their names become the
        archive's, and the project lists those that fit.
    names: what tensors mean, all optional. inputs {argument: [name per list element]}, outputs [name per tuple element],
        data {input: array}, channels {input: [names]}, groups {input: {grouping: {group: [channels]}}},
        units {input: [units]}, heads [outputs that are prediction heads], targets {head: array}, classes {head: [names]},
        values {head: [names]}, labels {array: [names]}, hidden output, clusters array, vocabulary {token: id}, pad id.
    how: 'auto' scripts and traces only where that fails; or 'script', or 'trace'.
    force: writes an archive whose numbers differ from the model's by more than 1e-5, too.

    Raises ExportError with what was found, what was expected and what to do.
    """
    report = Report(quiet)
    names = checked_names(names)
    if how not in ("auto", "script", "trace"):
        raise ExportError(f"how is '{how}'; expected auto, script or trace.")
    if not re.fullmatch(r"[\w.-]+", name) or not re.fullmatch(r"[\w.-]+", data_name):
        raise ExportError("name and data_name become files; use letters, digits, _, - and . only.")
    files = checkpoint_files(checkpoints)
    folder = Path(out)
    with untouched():
        subject = subject_of(model, forward, report)
        call = call_of(subject.signature(), example_inputs, names)
        report.say(f"Exporting {subject.title()} with torch {torch.__version__} to {folder}")
        report.say(f"  inputs     {describe_inputs(call)}")
        keep_padding(subject, report)
        outputs = outputs_of(subject, call, names, report)
        eager = Run(wrapped(subject, call, outputs, scriptable=False), [o.name for o in outputs.outputs])
        check_randomness(eager.module, call.examples(), report)
        expected = eager(call.examples())
        report.say(f"  outputs    {describe(expected)}")
        module, way, places = torch_script(subject, call, outputs, how, report)
        data = data_of(dataset, windows, call, report) if dataset is not None else Data({}, {})
        draft = Draft(subject.title(), names, call, expected, data)
        card = draft.write()
        rules, fitting, guessed = state_dict_section(subject, files, report)
        if rules is not None:
            card["stateDict"] = draft.guess("/stateDict", rules, "no checkpoint was given") if guessed else rules
        card["x-guesses"] = draft.guesses
        folder.mkdir(parents=True, exist_ok=True)
        gap = save_checked(module, folder / f"{name}.ts.pt", card, eager, call, draft.axes, way, places, force, report)
    return write_folder(folder, name, data_name, card, data, fitting, way, gap, report)


def checked_names(names: Optional[Mapping]) -> Mapping:
    unknown = [key for key in names or {} if key not in NAMES]
    if unknown:
        raise ExportError(f"names has the unknown key '{unknown[0]}'; known are {', '.join(NAMES)}.")
    return names or {}


def torch_script(subject: Subject, call: Call, outputs: Outputs, how: str, report: Report,
                 ) -> Tuple[torch.jit.ScriptModule, str, List[str]]:
    """Scripts, else traces. Gives the module, 'scripted' or 'traced', and the places where a trace froze numbers in."""
    reason = ""
    if how != "trace":
        try:
            module = scripted(wrapped(subject, call, outputs, scriptable=True))
            report.say("  scripted")
            return module, "scripted", []
        except Exception as e:
            reason = why_not_scripted(e)
            if how == "script":
                raise ExportError(f"The model cannot be scripted: {reason}.") from e
            report.say(f"  not scripted: {reason}")
    try:
        module, places = traced(wrapped(subject, call, outputs, scriptable=False), call.examples())
    except Exception as e:
        before = f"The model can neither be scripted ({reason}) nor traced" if reason else "The model cannot be traced"
        raise ExportError(f"{before} ({first_line(e)}). Give a forward= that calls only its tensor part.") from e
    report.say("  traced: what forward decides in Python is taken as it came out for the example inputs")
    for place in places:
        report.say(f"    decided in Python: {place}")
    optional = [i.name for i in call.inputs if i.optional]
    if optional:
        report.warn(f"traced with {', '.join(optional)}, which can therefore no longer be left out")
        call.inputs[:] = [i._replace(optional=False) for i in call.inputs]
    return module, "traced", places


def save_checked(module: torch.jit.ScriptModule, file: Path, card: Mapping, eager: Run, call: Call, axes: Mapping,
                 way: str, places: List[str], force: bool, report: Report) -> float:
    """Saves the archive where, read back, it computes what the model does. Gives the largest difference."""
    handle, temporary = tempfile.mkstemp(dir=str(file.parent), suffix=".ts.pt")
    os.close(handle)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.jit.save(module, temporary, _extra_files={"loupe.card.json": json.dumps(card)})
            loaded = torch.jit.load(temporary, map_location="cpu").eval()
        expected = eager(call.examples())
        archive = Run(loaded, eager.names)
        gap = difference(expected, archive(call.examples()))
        limit = allowed(expected)
        report.say(f"  archive against model: largest difference {gap:.3g} (allowed {limit:.3g})")
        if gap > limit:
            problems = [f"its numbers differ from the model's by {gap:.3g}, allowed are {limit:.3g}"]
        else:
            with torch.no_grad():  # Loupe takes the fast paths, too, that there are without gradients.
                problems = check_variants(archive, eager, call.inputs, axes, way, places, report)
        problems += runtime_problems(Path(temporary), loaded)
        if problems and not force:
            raise ExportError("The archive is not written: " + "; ".join(problems) + ". Correct this, or write it all the "
                              "same with force=True.")
        for problem in problems:
            report.warn(problem)
        check_gradient(loaded, call, report)
        if torch_version() > RUNTIME:
            report.say(f"  written by torch {torch.__version__}; Loupe reads it with libtorch 2.7.1, which has all its operators")
        os.chmod(temporary, 0o644)
        os.replace(temporary, str(file))
        return gap
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)


def torch_version() -> Tuple[int, int]:
    major, minor = re.match(r"(\d+)\.(\d+)", torch.__version__).groups()
    return int(major), int(minor)


def write_folder(folder: Path, name: str, data_name: str, card: Mapping, data: Data, checkpoints: List[Path], way: str,
                 gap: float, report: Report) -> Exported:
    data_path = folder / f"{data_name}.npz" if data.arrays else None
    if data_path:
        write_npz(data_path, data.arrays)
        report.say(f"  data       {data_path.name}: {describe(data.arrays)}")
    card_path = folder / f"{name}.card.json"
    write_json(card_path, card, report)
    project: Dict[str, Any] = {"loupe": 1, "name": card["name"], "card": card_path.name,
                               "checkpoints": [{"name": name, "file": f"{name}.ts.pt"}],
                               "datasets": [{"name": data_name, "file": data_path.name}] if data_path else []}
    taken = {name}
    for file in checkpoints:
        stem = next(n for n in itertools.chain([file.stem, f"{file.parent.name}-{file.stem}"],
                                               (f"{file.stem}-{i}" for i in itertools.count(2))) if n not in taken)
        taken.add(stem)
        project["checkpoints"].append({"name": stem, "file": relative(file, folder), "architecture": f"{name}.ts.pt"})
    if checkpoints:
        report.say(f"  checkpoints that fit the archive, too: {', '.join(str(f) for f in checkpoints)}")
    write_json(folder / "loupe.json", project, report)
    report.say(f"  card       {card_path.name}, a draft with {len(card['x-guesses'])} guesses to look at:")
    for guess in card["x-guesses"]:
        report.say(f"    {guess['key']}: {brief(guess['guess'])} ({guess['why']})")
    report.say(f"Written. Next, where Loupe is: product/loupe {folder.resolve()}")
    return Exported(folder, folder / f"{name}.ts.pt", card_path, data_path, way, gap, report.warnings)


def relative(file: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(str(file.resolve()), str(folder.resolve()))).as_posix()
    except ValueError:
        return file.resolve().as_posix()


def write_json(file: Path, value: Any, report: Report) -> None:
    """Keeps what was there before, which someone may have corrected by hand."""
    text = rendered(value) + "\n"
    if file.exists() and file.read_text(encoding="utf-8") != text:
        backup = next(b for b in (Path(f"{file}.{i}.bak") for i in itertools.count(1)) if not b.exists())
        os.replace(str(file), str(backup))
        report.say(f"  the {file.name} that was there is now {backup.name}")
    file.write_text(text, encoding="utf-8")


def rendered(value: Any, indent: str = "") -> str:
    """JSON with lists of plain values on one line."""
    deeper = indent + "  "
    if isinstance(value, Mapping) and value:
        items = [f"{deeper}{json.dumps(k, ensure_ascii=False)}: {rendered(v, deeper)}" for k, v in value.items()]
        return "{\n" + ",\n".join(items) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(v, Mapping) for v in value):
        return "[\n" + ",\n".join(deeper + rendered(v, deeper) for v in value) + f"\n{indent}]"
    return json.dumps(value, ensure_ascii=False)


def describe_inputs(call: Call) -> str:
    return ", ".join(f"{i.name} {DTYPES[i.example.dtype][0]} {list(i.example.shape)}" + (" (optional)" if i.optional else "")
                     for i in call.inputs)


def describe(tensors: Mapping) -> str:
    return ", ".join(f"{n} {str(t.dtype).replace('torch.', '')} {list(t.shape)}" for n, t in tensors.items())


def brief(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= 80 else text[:77] + "..."


def kind(value: Any) -> str:
    return "nothing" if value is None else f"a {type(value).__name__}"


def first_line(error: BaseException) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)


def last_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__


# --------------------------------------------------------------------------------------------------
# Command line, for the plain case


def main(arguments: Optional[Sequence[str]] = None) -> int:
    parser = argparse.ArgumentParser(
        prog="loupe_export.py", description="Exports a model for Loupe. For several modules, or to say what tensors mean, "
        "call export() from Python instead.")
    parser.add_argument("model", metavar="MODULE:FUNCTION", help="a function without arguments that returns the loaded model")
    parser.add_argument("--inputs", required=True, metavar="FILE",
                        help="example inputs, a .pt or .npz with a dict: parameter of forward to tensor, at least two windows")
    parser.add_argument("--out", required=True, metavar="DIR", help="the folder to write")
    parser.add_argument("--data", metavar="FILE", help="the dataset: a .pt or .npz with a dict of arrays, or a list of dicts")
    parser.add_argument("--checkpoint", action="append", default=[], metavar="FILE", help="checkpoints of this training")
    parser.add_argument("--how", choices=("auto", "script", "trace"), default="auto")
    parser.add_argument("--force", action="store_true", help="write although the archive differs from the model")
    options = parser.parse_args(arguments)
    module, _, function = options.model.partition(":")
    sys.path.insert(0, os.getcwd())
    try:
        if not function:
            raise ExportError(f"'{options.model}' names no function; write MODULE:FUNCTION.")
        build = getattr(importlib.import_module(module), function)
        inputs = {n: tensor_of(v) for n, v in data_file(Path(options.inputs)).items()}
        export(build(), inputs, options.out, dataset=options.data, checkpoints=options.checkpoint, how=options.how,
               force=options.force)
        return 0
    except (ExportError, ImportError, AttributeError) as e:
        print(f"loupe_export: {e}", file=sys.stderr)
        return 3


if __name__ == "__main__":
    sys.exit(main())
