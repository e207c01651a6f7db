"""Tests of the exporter: python test_loupe_export.py (torch 1.13 or newer, no other package)."""

import contextlib
import copy
import io
import json
import random
import re
import sys
import tempfile
import unittest
import zipfile
from collections import namedtuple
from pathlib import Path
from typing import Dict, List, Optional
from unittest import mock

HERE = Path(__file__).resolve().parent
GUIDE = HERE.parent.parent / "docs" / "from-training-repository.md"
sys.dont_write_bytecode = True
sys.path[:0] = [str(HERE.parent), str(HERE / "repository")]

import torch
import torch.nn.functional as F
from torch import Tensor, nn

import export_to_loupe
import loupe_export
import train
from loupe_export import ExportError, export

X = torch.randn(4, 8, 3)


class Plain(nn.Module):
    """[B,T,3] -> dict of [B,T,2]; nothing to be wrapped."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(3, 6, batch_first=True)
        self.head = nn.Linear(6, 2)
        self.register_buffer("offset", torch.ones(2))

    def forward(self, x: Tensor) -> Dict[str, Tensor]:
        hidden = self.lstm(x)[0]
        return {"move": self.head(hidden) + self.offset, "hidden": hidden}


class Nested(nn.Module):
    """Takes a list of modalities and a length, gives a nested tuple."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(3, 4))
        self.embed = nn.Embedding(5, 4)
        self.gru = nn.GRU(4, 4, batch_first=True)

    def forward(self, mods: List[Tensor], lengths: Tensor, scale: float = 1.0):
        x = mods[0] @ self.weight + self.embed(mods[1])
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths.cpu(), batch_first=True, enforce_sorted=False)
        packed, state = self.gru(packed)
        out = nn.utils.rnn.pad_packed_sequence(packed, batch_first=True, total_length=x.size(1))[0]
        return out * scale, (state, out.mean(1))


class Keywords(nn.Module):
    """No TorchScript: variable keywords, a ModuleDict indexed by name."""

    def __init__(self):
        super().__init__()
        self.heads = nn.ModuleDict({"a": nn.Linear(3, 2), "b": nn.Linear(3, 4)})

    def forward(self, x, **options):
        return {name: self.heads[name](x) for name in ("a", "b")}


class FrozenBatch(Keywords):
    def forward(self, x, **options):
        return self.heads["a"](x.reshape(int(x.shape[0]) * int(x.shape[1]), 3)).reshape(int(x.shape[0]), -1, 2)


class FrozenLength(Keywords):
    def forward(self, x, **options):
        weights = torch.ones(int(x.shape[1])) / int(x.shape[1])
        return self.heads["a"]((x * weights[None, :, None]).sum(1))


class FrozenValue(Keywords):
    def forward(self, x, **options):
        return self.heads["a"](x) if float(x[0, 0, 0]) > 0 else self.heads["b"](x)[..., :2]


class Noisy(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.Sequential(nn.Linear(3, 3), Dropping(), nn.Linear(3, 2))

    def forward(self, x: Tensor) -> Tensor:
        return self.inner(x)


class Dropping(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        return F.dropout(x, 0.5)


class AlwaysTraining(nn.Dropout):
    def train(self, mode: bool = True):
        return super().train(True)


class Different(nn.Module):
    """What TorchScript computes differs from what Python does."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3, 2)

    def forward(self, x: Tensor) -> Tensor:
        if torch.jit.is_scripting():
            return self.linear(x) + 1e-3
        return self.linear(x)


class Shadowed(nn.Module):
    """Its parts have names that stand in another module, too."""

    def __init__(self, width: int):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.proj = nn.Linear(width, 2)

    def forward(self, x: Tensor) -> Tensor:
        return self.proj(self.norm(x))


def side_by_side(first, second, x: Tensor):
    return {"a": first(x), "b": second(x)}


def optional_scale(model, x: Tensor, scale: Optional[Tensor] = None):
    out = model(x)["move"]
    if scale is not None:
        out = out * scale[:, None, None]
    return out


class ExporterTestCase(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(3)
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.out = Path(self.temporary.name) / "loupe"
        self.printed = ""

    def export(self, *arguments, **more):
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                return export(*arguments[:2], self.out, *arguments[2:], **more)
        finally:
            self.printed = printed.getvalue()

    def refused(self, sentence, *arguments, **more):
        with self.assertRaises(ExportError) as caught:
            self.export(*arguments, **more)
        self.assertRegex(str(caught.exception), sentence)

    def card(self):
        return json.loads((self.out / "model.card.json").read_text())

    def guessed(self):
        return [guess["key"] for guess in self.card()["x-guesses"]]

    def run_archive(self, *tensors):
        return torch.jit.load(str(self.out / "model.ts.pt"))(*tensors)


class Repository(ExporterTestCase):
    """The training repository of the seed's shape."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.outputs = Path(cls.folder.name)
        with contextlib.redirect_stdout(io.StringIO()):
            train.main(cls.outputs)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def setUp(self):
        super().setUp()
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            self.done = export_to_loupe.main(self.outputs, self.out)
        self.printed = printed.getvalue()

    def test_is_the_guide_s(self):
        script = (HERE / "repository" / "export_to_loupe.py").read_text()
        self.assertIn(f"```python\n{script}```", GUIDE.read_text())

    def test_is_scripted_and_equal(self):
        self.assertEqual(self.done.how, "scripted")
        self.assertEqual(self.done.difference, 0.0)
        self.assertEqual(self.done.warnings, [])
        for what in ("other values", "5 windows", "shorter lengths", "length 9 of continuous", "length 5 of tokens"):
            self.assertIn(what, self.printed)

    def test_archive_computes_what_the_classes_do_with_and_without_tokens(self):
        backbone, lm = export_to_loupe.load(self.outputs / "checkpoint_best.pt")
        data = train.batch(torch.load(self.outputs / "test.pt")[5:12])
        given = (data["continuous"], data["categorical"], data["lengths"])
        features = backbone.eval()([given[0], given[1]], given[2])
        for tokens in ((data["tokens"][:, :-1],), ()):
            expected = lm.eval()(features["memory"], *tokens)
            found = self.run_archive(*given, *tokens)
            self.assertLess(float((expected["type"] - found["type"]).abs().max()), 1e-5)
            self.assertLess(float((features["memory"] - found["hidden"]).abs().max()), 1e-5)

    def test_a_short_window_alone_keeps_its_steps(self):
        self.assertIn("'backbone.encoder' (TransformerEncoder) keeps the steps of padding", self.printed)
        data = train.batch(torch.load(self.outputs / "test.pt"))
        short = int((data["lengths"] < train.STEPS).nonzero()[0])
        given = [data[name][short:short + 1] for name in ("continuous", "categorical", "lengths")]
        with_gradient = self.run_archive(*given)["hidden"]
        with torch.no_grad():
            without = self.run_archive(*given)["hidden"]
        self.assertEqual(list(without.shape), [1, train.STEPS, 16])
        self.assertLess(float((with_gradient - without).abs().max()), 1e-5)

    def test_rules_lay_both_checkpoints_over_the_archive(self):
        rules = self.card()["stateDict"]
        self.assertEqual(rules["sections"], ["backbone_state_dict", "lm_state_dict"])
        archive = torch.jit.load(str(self.out / "model.ts.pt")).state_dict()
        for name in ("checkpoint_best", "checkpoint_epoch1"):
            checkpoint = torch.load(self.outputs / f"{name}.pt")
            renamed = {loupe_export.renamed_by(rules, n): t for s in rules["sections"] for n, t in checkpoint[s].items()}
            self.assertEqual({n: t.shape for n, t in archive.items()}, {n: t.shape for n, t in renamed.items()})
            same = all(torch.equal(archive[n], renamed[n]) for n in archive)
            self.assertEqual(same, name == "checkpoint_best")

    def test_project_and_card(self):
        project = json.loads((self.out / "loupe.json").read_text())
        self.assertEqual([c["name"] for c in project["checkpoints"]], ["model", "checkpoint_epoch1"])
        self.assertIn("checkpoint_best.pt holds the weights that the archive has", self.printed)
        for checkpoint in project["checkpoints"]:
            self.assertTrue((self.out / checkpoint["file"]).is_file(), checkpoint)
        card = self.card()
        self.assertEqual([i["name"] for i in card["inputs"]], ["continuous", "categorical", "lengths", "tokens"])
        self.assertEqual(card["inputs"][3], {"name": "tokens", "dtype": "int64", "axes": ["window", "token"], "data":
                                             {"array": "tokens", "slice": [0, -1]}, "vocabulary": "tokens",
                                             "optional": True})
        self.assertEqual([(h["name"], h["target"]["array"]) for h in card["heads"]],
                         [("type", "target_type"), ("command", "target_command"), ("operation", "operation")])
        self.assertEqual(card["heads"][1]["mask"], [{"array": "tokens", "slice": [1, None], "notIn": [0]},
                                                    {"array": "target_command", "notIn": [-100]}])
        self.assertEqual(card["generation"], {"input": "tokens"})
        self.assertEqual(card["clusters"], {"array": "recording"})
        self.assertEqual(card["labels"]["recording"]["classes"][0], "recording_20")
        self.assertEqual(card["hidden"], {"output": "hidden", "axes": ["window", "time", "unit"]})
        with zipfile.ZipFile(self.out / "model.ts.pt") as archive:
            entry = next(n for n in archive.namelist() if n.endswith("extra/loupe.card.json"))
            self.assertEqual(json.loads(archive.read(entry)), card)

    def test_numbers_are_read_as_numpy_does(self):
        try:
            import numpy
        except ImportError:
            self.skipTest("there is no NumPy to compare with")
        samples = torch.load(self.outputs / "test.pt")
        with numpy.load(str(self.out / "test.npz")) as arrays:
            for name in ("continuous", "tokens", "target_command"):
                expected = torch.stack([s[name] for s in samples])
                self.assertTrue(torch.equal(torch.from_numpy(arrays[name]), expected), name)

    def test_traced_names_what_can_no_longer_be_left_out(self):
        backbone, lm = export_to_loupe.load(self.outputs / "checkpoint_best.pt")
        test = torch.load(self.outputs / "test.pt")
        first = train.batch(test[:3])
        inputs = {n: first[n] for n in ("continuous", "categorical", "lengths")}
        inputs["tokens"] = first["tokens"][:, :-1]
        done = self.export({"backbone": backbone, "lm": lm}, inputs, forward=export_to_loupe.forward, dataset=test, how="trace")
        self.assertEqual(done.how, "traced")
        self.assertTrue(any("tokens, which can therefore no longer be left out" in w for w in done.warnings), done.warnings)
        self.assertNotIn("generation", self.card())

    def test_both_parts_can_stand_in_one_nested_section(self):
        checkpoint = torch.load(self.outputs / "checkpoint_best.pt")
        saved = {"model": {"backbone": checkpoint["backbone_state_dict"], "lm": checkpoint["lm_state_dict"]},
                 "optimizer": {"state": {0: {"exp_avg": torch.zeros(2)}}, "extra": torch.zeros(3)}}
        file = self.outputs / "nested.pt"
        torch.save(saved, file)
        backbone, lm = export_to_loupe.load(self.outputs / "checkpoint_best.pt")
        first = train.batch(torch.load(self.outputs / "test.pt")[:3])
        inputs = {n: first[n] for n in ("continuous", "categorical", "lengths", "tokens")}
        self.export({"backbone": backbone, "lm": lm}, inputs, forward=export_to_loupe.forward, checkpoints=file)
        self.assertEqual(self.card()["stateDict"], {"sections": ["model"], "rename": [], "ignore": []})


class Wrapping(ExporterTestCase):
    def test_a_plain_model_is_exported_as_it_is(self):
        model = Plain()
        done = self.export(model, X)
        self.assertEqual(done.how, "scripted")
        self.assertEqual(list(torch.jit.load(str(done.archive)).state_dict()), list(model.state_dict()))
        self.assertEqual([h["name"] for h in self.card()["heads"]], ["move"])

    def test_lists_and_tuples_are_wrapped_and_names_stay(self):
        model = Nested()
        inputs = {"mods": [X, torch.randint(0, 5, (4, 8))], "lengths": torch.tensor([8, 5, 2, 7]), "scale": 2.0}
        # An older trace freezes the number of windows of packed sequences in, and is refused.
        for how in ("script", "trace") if loupe_export.torch_version() >= (2, 0) else ("script",):
            with self.subTest(how):
                done = self.export(model, inputs, how=how, names={"inputs": {"mods": ["sensors", "state"]}})
                self.assertEqual(list(torch.jit.load(str(done.archive)).state_dict()), list(model.state_dict()))
                self.assertEqual([i["name"] for i in self.card()["inputs"]], ["sensors", "state", "lengths"])
                found = self.run_archive(X, inputs["mods"][1], inputs["lengths"])
                self.assertEqual(list(found), ["output0", "output1_1"])
                self.assertTrue(torch.allclose(found["output0"], model(**inputs)[0], atol=1e-6))
                self.assertIn("output1_0: no row per window", self.printed)

    def test_dicts_and_named_tuples(self):
        Result = namedtuple("Result", ["logits", "loss"])

        class Batch(nn.Module):
            def __init__(self):
                super().__init__()
                self.linear = nn.Linear(3, 2)

            def forward(self, batch):
                return Result(self.linear(batch["x"]), self.linear.weight.sum())

        done = self.export(Batch(), {"batch": {"x": X}})
        self.assertEqual([i["name"] for i in self.card()["inputs"]], ["x"])
        self.assertEqual(list(self.run_archive(X)), ["logits"], done)

    def test_an_optional_input_stays_optional(self):
        self.export(Plain(), {"x": X, "scale": torch.ones(4)}, forward=optional_scale)
        self.assertEqual(self.card()["inputs"][1]["optional"], True)
        both, one = self.run_archive(X, torch.full((4,), 2.0)), self.run_archive(X)
        self.assertTrue(torch.allclose(both["output"], 2 * one["output"]))

    def test_a_forward_that_closes_over_values(self):
        factor = 3.0

        def forward(model, x: Tensor):
            return model(x)["move"] * factor

        model = Plain()
        self.assertEqual(self.export(model, X, forward=forward).how, "scripted")
        self.assertTrue(torch.allclose(self.run_archive(X)["output"], model(X)["move"] * 3))

    def test_a_lambda_is_traced(self):
        done = self.export(Plain(), X, forward=lambda model, x: model(x)["move"])
        self.assertEqual(done.how, "traced")
        self.assertIn("no function of several lines", self.printed)

    def test_shared_parameters_stay_shared(self):
        first, second = nn.Linear(3, 3), nn.Linear(3, 3)
        second.weight = first.weight
        subject = loupe_export.subject_of({"first": first, "second": second}, side_by_side, loupe_export.Report(quiet=True))
        self.assertIs(subject.modules["first"].weight, subject.modules["second"].weight)
        self.assertIsNot(subject.modules["first"].weight, first.weight)


class TheModel(ExporterTestCase):
    def test_is_not_changed(self):
        model = nn.Sequential(nn.Linear(3, 3), nn.BatchNorm1d(8), nn.Dropout(0.5)).train()
        model[0].eval()
        model[0].weight.requires_grad_(False)
        before = copy.deepcopy(model.state_dict())
        torch.manual_seed(5)
        random.seed(5)
        expected = (torch.rand(1), random.random())
        torch.manual_seed(5)
        random.seed(5)
        self.export(model, X)
        self.assertEqual((torch.rand(1), random.random()), expected)
        self.assertEqual([m.training for m in model], [False, True, True])
        self.assertEqual([p.requires_grad for p in model.parameters()], [False, True, True, True])
        self.assertTrue(all(torch.equal(before[n], t) for n, t in model.state_dict().items()))
        self.assertTrue(all(p.grad is None for p in model.parameters()))

    def test_may_have_computed_weights(self):
        model = nn.Sequential(nn.utils.weight_norm(nn.Linear(3, 2)))
        expected = model(X)
        done = self.export(model, X)
        self.assertLess(float((done.difference)), 1e-5)
        found = self.run_archive(X)
        self.assertTrue(torch.allclose(found if isinstance(found, Tensor) else found["output"], expected, atol=1e-6))

    def test_is_taken_out_of_data_parallel(self):
        model = Plain()
        done = self.export(nn.DataParallel(model), X)
        self.assertEqual(list(torch.jit.load(str(done.archive)).state_dict()), list(model.state_dict()))
        self.assertEqual(self.card()["stateDict"]["rename"], [["^module\\.", ""]])
        self.assertIn("/stateDict", self.guessed())

    @unittest.skipUnless(hasattr(torch, "compile"), "this torch cannot compile")
    def test_is_taken_out_of_compile(self):
        model = Plain()
        file = Path(self.temporary.name) / "compiled.pt"
        whole = torch.compile(model)
        torch.save({"model": whole.state_dict()}, file)
        self.export(whole, X, checkpoints=file)
        self.assertEqual(self.card()["stateDict"], {"sections": ["model"], "rename": [["\\b_orig_mod\\.", ""]], "ignore": []})
        part = Plain()
        part.head = torch.compile(part.head)
        torch.save({"model": part.state_dict()}, file)
        done = self.export(part, X, checkpoints=file)
        self.assertEqual(list(torch.jit.load(str(done.archive)).state_dict()), list(model.state_dict()))
        self.assertIn("_orig_mod", " ".join(part.state_dict()))
        self.assertEqual(done.warnings, [])


class StateDicts(ExporterTestCase):
    def rules(self, model, checkpoint, **more):
        file = Path(self.temporary.name) / "checkpoint.pt"
        torch.save(checkpoint, file)
        done = self.export(model, more.pop("inputs", X), checkpoints=[file], **more)
        return self.card().get("stateDict"), done

    def test_at_the_root(self):
        model = Plain()
        self.assertEqual(self.rules(model, model.state_dict())[0], {"rename": [], "ignore": []})

    def test_of_lightning(self):
        model = Plain()
        saved = {"epoch": 3, "state_dict": {**{"model." + n: t for n, t in model.state_dict().items()},
                                            "criterion.weight": torch.ones(2)}, "hyper_parameters": {"lr": 1e-3}}
        self.assertEqual(self.rules(model, saved)[0], {"sections": ["state_dict"], "rename": [["^model\\.", ""]],
                                                       "ignore": ["^criterion\\."]})

    def test_that_are_averages_are_not_preferred_unless_they_hold_the_weights(self):
        model, other = Plain(), Plain()
        saved = {"ema": other.state_dict(), "net": model.state_dict()}
        self.assertEqual(self.rules(model, saved)[0]["sections"], ["net"])
        self.assertEqual(self.rules(other, saved)[0]["sections"], ["ema"])

    def test_of_two_modules_with_the_same_names(self):
        first, second = Shadowed(3), Shadowed(3)
        saved = {"first_state_dict": first.state_dict(), "second_state_dict": second.state_dict(),
                 "optimizer": {"buffer": torch.zeros(1)}}
        rules, _ = self.rules({"first": first, "second": second}, saved, forward=side_by_side)
        self.assertEqual(rules, {"rename": [["^first_state_dict\\.", "first."], ["^second_state_dict\\.", "second."]],
                                 "ignore": ["^optimizer\\."]})

    def test_that_do_not_fit_are_said_and_left_out(self):
        _, done = self.rules(Plain(), {"model": {"lstm.weight_ih_l0": torch.zeros(2, 2)}, "epoch": 1})
        self.assertRegex(done.warnings[0], "checkpoint.pt does not fit the archive: no section holds the 7 tensors of the "
                         "model .*lacks 7 by name or shape.*left out")
        self.assertEqual(len(json.loads((self.out / "loupe.json").read_text())["checkpoints"]), 1)
        self.assertNotIn("stateDict", self.card())

    def test_missing_files_are_said_before_anything_runs(self):
        self.refused("There is no checkpoint nowhere", Plain(), X, checkpoints="nowhere/*.pt")


class Tracing(ExporterTestCase):
    def test_says_why_scripting_failed_and_where(self):
        done = self.export(Keywords(), X)
        self.assertEqual(done.how, "traced")
        self.assertRegex(self.printed, r"not scripted: Compiled functions can't take variable number of arguments.*at "
                         r".*test_loupe_export.py:\d+: def forward\(self, x, \*\*options\):.*plain parameters instead of \*args")
        self.assertEqual(done.warnings, [])

    def test_names_a_module_dict(self):
        class ByName(nn.Module):
            def __init__(self):
                super().__init__()
                self.heads = nn.ModuleDict({"a": nn.Linear(3, 2)})
                self.names = ["a"]

            def forward(self, x: Tensor) -> Dict[str, Tensor]:
                return {name: self.heads[name](x) for name in self.names}

        self.export(ByName(), X)
        self.assertRegex(self.printed, r"ModuleDict indexing.*loop with 'for name, module in self.heads.items\(\)'")

    def test_refuses_a_frozen_number_of_windows_and_says_what_froze_it(self):
        self.refused(r"(?s)fails \(.*\) with 5 windows: tracing froze the number of windows in; look at .*"
                     r"test_loupe_export.py:\d+: return self.heads\[\"a\"\]", FrozenBatch(), X)
        self.assertFalse((self.out / "model.ts.pt").exists())
        self.assertEqual(list(self.out.iterdir()), [])
        done = self.export(FrozenBatch(), X, force=True)
        self.assertTrue(done.archive.is_file())
        self.assertEqual(sum("with 5 windows" in w for w in done.warnings), 1)

    def test_warns_of_a_frozen_length(self):
        done = self.export(FrozenLength(), X)
        self.assertRegex(" ".join(done.warnings), r"with length 6 of x: tracing froze the length 8 of x in; look at .*weights = ")

    def test_refuses_frozen_values(self):
        x = X.clone()
        x[0, 0, 0], x[-1, 0, 0] = 1.0, -1.0
        self.refused("differs by .* with other values: tracing froze values of the example inputs in", FrozenValue(), x)

    def test_can_be_neither(self):
        class Neither(nn.Module):
            def forward(self, x, **options):
                return x.numpy() if torch.jit.is_tracing() else x

        self.refused("can neither be scripted .* nor traced", Neither(), X)

    def test_keeps_the_gradient_of_frozen_encoders(self):
        encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 8, batch_first=True), 1)
        for parameter in encoder.parameters():
            parameter.requires_grad_(False)
        self.export(encoder, torch.randn(3, 5, 4), how="trace", forward=None)
        archive = torch.jit.load(str(self.out / "model.ts.pt"))
        self.assertNotIn("_transformer_encoder_layer_fwd", str(archive.inlined_graph))


class Checks(ExporterTestCase):
    def test_names_what_is_random(self):
        done = self.export(Noisy(), X)
        self.assertRegex(done.warnings[0], r"random in evaluation mode: 'inner.1' \(Dropping\).*test_loupe_export.py:\d+: "
                         r"return F.dropout\(x, 0.5\)")

    def test_names_what_stays_in_training_mode(self):
        done = self.export(nn.Sequential(nn.Linear(3, 2), AlwaysTraining(0.5)), X)
        self.assertIn("'1' (AlwaysTraining) stays in training mode after eval()", done.warnings[0])
        self.assertEqual(done.difference, 0.0)

    def test_names_the_module_whose_own_forward_is_random(self):
        class Outer(nn.Module):
            def __init__(self):
                super().__init__()
                self.linear = nn.Linear(3, 2)

            def forward(self, x):
                return self.linear(x + torch.randn_like(x))

        done = self.export(Outer(), X)
        self.assertRegex(done.warnings[0], r"the model itself \(Outer\) gives different values.*randn_like")

    def test_refuses_other_numbers_unless_forced(self):
        self.refused("The archive is not written: its numbers differ from the model's by 0.001.*force=True", Different(), X)
        done = self.export(Different(), X, force=True)
        self.assertAlmostEqual(done.difference, 1e-3, places=5)
        self.assertTrue(done.archive.is_file())

    def test_says_where_no_gradient_arrives(self):
        class Cut(nn.Module):
            def forward(self, x: Tensor, y: Tensor) -> Tensor:
                return x.detach() + y

        done = self.export(Cut(), {"x": X, "y": X})
        self.assertRegex(" ".join(done.warnings), "no gradient reaches x:")

    def test_refuses_what_the_runtime_cannot_read(self):
        with mock.patch.object(loupe_export, "NEWER_OPERATORS", {"aten::linear"}):
            self.refused("operators that libtorch 2.7.1 does not have: aten::linear", nn.Linear(3, 2), X)
        with mock.patch.object(loupe_export, "RUNTIME_NAMESPACES", ("prim",)):
            self.refused("operators of other libraries, which Loupe does not load: aten::linear", nn.Linear(3, 2), X)
        with mock.patch.object(loupe_export, "RUNTIME_FILE_FORMAT", 0):
            self.refused(r"its file format is \d+, Loupe reads up to 0", nn.Linear(3, 2), X)


class Datasets(ExporterTestCase):
    def data(self, dataset, **more):
        self.export(Plain(), X, dataset=dataset, **more)
        arrays = {}
        with zipfile.ZipFile(self.out / "test.npz") as file:
            for entry in file.namelist():
                content = file.read(entry)
                length = int.from_bytes(content[8:10], "little")
                header = content[10:10 + length].decode()
                self.assertEqual((10 + length) % 64, 0)
                shape = tuple(int(n) for n in re.search(r"'shape': \(([^)]*)\)", header).group(1).split(",") if n.strip())
                types = {d: t for t, (_, d) in loupe_export.DTYPES.items()}
                kind = types[re.search(r"'descr': '([^']+)'", header).group(1)]
                body = bytearray(content[10 + length:])
                arrays[entry[:-4]] = torch.frombuffer(body, dtype=kind).reshape(shape) if body else torch.zeros(shape)
        return arrays

    def test_of_arrays(self):
        arrays = self.data({"x": torch.arange(48.0).reshape(2, 8, 3), "y": [0, 1], "config": torch.ones(5), "f": "text",
                            "scale": torch.tensor(2.0), "mixed": [1, 2.5]})
        self.assertEqual(sorted(arrays), ["mixed", "x", "y"])
        self.assertEqual(arrays["mixed"].tolist(), [1.0, 2.5])
        self.assertTrue(torch.equal(arrays["x"], torch.arange(48.0).reshape(2, 8, 3)))
        self.assertIn("left out   config, f, scale: not one value for each of the 2 windows", self.printed)

    def test_of_samples_that_differ_in_length(self):
        samples = [{"x": torch.ones(n, 3), "targets": {"move": torch.zeros(n, dtype=torch.int32)}, "name": f"m{n % 2}",
                    "odd": None, "half": torch.ones(2, dtype=torch.bfloat16)} for n in (5, 8, 3)]
        arrays = self.data(samples)
        self.assertEqual({n: tuple(a.shape) for n, a in arrays.items()},
                         {"x": (3, 8, 3), "targets_move": (3, 8), "name": (3,), "lengths": (3,), "valid": (3, 8),
                          "half": (3, 2)})
        self.assertEqual(arrays["lengths"].tolist(), [5, 8, 3])
        self.assertEqual(float(arrays["x"].sum()), 16 * 3)
        self.assertEqual(arrays["valid"].sum(1).tolist(), [5, 8, 3])
        self.assertIn("left out   odd", self.printed)
        card = self.card()
        self.assertEqual(card["heads"][0]["target"], {"array": "targets_move"})
        self.assertEqual(card["heads"][0]["mask"], [{"array": "valid", "in": [1]}])
        self.assertEqual(card["labels"]["name"]["classes"], ["m0", "m1"])

    def test_of_a_torch_dataset_and_loader_is_bounded(self):
        pairs = torch.utils.data.TensorDataset(torch.arange(240.0).reshape(10, 8, 3), torch.arange(10) % 2)
        for dataset in (pairs, torch.utils.data.DataLoader(pairs, batch_size=3)):
            with self.subTest(type(dataset).__name__):
                arrays = self.data(dataset, windows=7)
                self.assertEqual({n: tuple(a.shape) for n, a in arrays.items()}, {"x": (7, 8, 3), "y": (7,)})
                self.assertEqual(arrays["x"][6, 0, 0], 144.0)
                self.assertEqual(arrays["y"].tolist(), [0, 1, 0, 1, 0, 1, 0])

    def test_of_an_iterable_dataset(self):
        class Stream(torch.utils.data.IterableDataset):
            def __iter__(self):
                return ({"x": torch.full((8, 3), float(i))} for i in range(10**9))

        self.assertEqual(tuple(self.data(Stream(), windows=5)["x"].shape), (5, 8, 3))

    def test_of_a_file(self):
        file = Path(self.temporary.name) / "test.pt"
        torch.save([{"x": X[0]}, {"x": X[1]}], file)
        self.assertEqual(tuple(self.data(str(file))["x"].shape), (2, 8, 3))

    def test_of_numpy(self):
        try:
            import numpy
        except ImportError:
            self.skipTest("there is no NumPy")
        file = Path(self.temporary.name) / "test.npz"
        given = {"x": numpy.ones((3, 8, 3)), "kind": numpy.array(["a", "b", "a"]), "id": numpy.array([1, 2, 3], "uint32")}
        numpy.savez(str(file), **given)
        for dataset in (given, file):
            arrays = self.data(dataset)
            self.assertEqual(arrays["x"].dtype, torch.float64)
            self.assertEqual(arrays["kind"].tolist(), [0, 1, 0])
            self.assertEqual(arrays["id"].tolist(), [1, 2, 3])

    def test_refusals(self):
        for dataset, sentence in ((3, "The dataset is a int; expected"), ([], "without tensors"),
                                  ("nowhere.pt", "There is no dataset nowhere.pt"),
                                  ([{"x": X[0]}, {"y": X[0]}], r"Sample 1 has the fields \['y'\]")):
            with self.subTest(str(dataset)[:20]):
                self.refused(sentence, Plain(), X, dataset=dataset)


class Cards(ExporterTestCase):
    DATA = {"x": torch.randn(6, 8, 3), "move": torch.arange(48).reshape(6, 8) % 2, "recording": torch.arange(6) // 2}

    def test_marks_guesses(self):
        self.export(Plain(), X, dataset=self.DATA)
        self.assertEqual(self.guessed(), ["/inputs/0/axes", "/channels/x/names", "/heads/0/axes", "/heads/0/classes",
                                          "/heads/0/target", "/hidden", "/clusters"])
        for guess in self.card()["x-guesses"]:
            self.assertEqual(sorted(guess), ["guess", "key", "why"])
            self.assertIn(guess["key"], self.printed)

    def test_takes_names(self):
        self.export(Plain(), X, dataset=self.DATA, names={
            "channels": {"x": ["Ax", "Ay", "current"]}, "groups": {"x": {"module": {"imu": ["Ax", "Ay"], "machine": [2]}}},
            "units": {"x": ["g", "g", "A"]}, "classes": {"move": ["G0", "G1"]}, "targets": {"move": "move"},
            "hidden": "hidden", "clusters": "recording", "labels": {"recording": ["a", "b", "c"]}})
        card = self.card()
        self.assertEqual(card["channels"]["x"], {"names": ["Ax", "Ay", "current"], "units": ["g", "g", "A"], "groups":
                                                 {"module": {"imu": [0, 1], "machine": [2]}}})
        self.assertEqual(card["heads"][0]["classes"], ["G0", "G1"])
        self.assertEqual(card["labels"], {"recording": {"array": "recording", "classes": ["a", "b", "c"]}})
        self.assertEqual(self.guessed(), ["/inputs/0/axes", "/heads/0/axes"])

    def test_says_what_is_wrong_with_names(self):
        for names, sentence in (({"chanels": {}}, "unknown key 'chanels'; known are inputs"),
                                ({"channels": {"x": ["a"]}}, "has 1 names, input 'x' has 3 channels"),
                                ({"classes": {"move": ["a"]}}, "has 1 names, output 'move' has 2 classes"),
                                ({"targets": {"move": "x"}}, "'x' has the shape .*, the output"),
                                ({"targets": {"move": "nothing"}}, "is 'nothing'; the dataset has x, move, recording"),
                                ({"hidden": "nothing"}, "'hidden'. is 'nothing'; the model gives move, hidden"),
                                ({"heads": ["nothing"]}, "'heads'. has 'nothing'; the model gives move, hidden"),
                                ({"clusters": "x"}, "'clusters'. is 'x'; arrays with one integer per window are recording"),
                                ({"groups": {"x": {"m": {"g": ["Ax"]}}}}, "has the channel 'Ax'")):
            with self.subTest(sentence):
                self.refused(sentence, Plain(), X, dataset=self.DATA, names=names)

    def test_keeps_what_was_corrected_by_hand(self):
        self.export(Plain(), X)
        (self.out / "model.card.json").write_text("{}")
        self.export(Plain(), X)
        self.assertEqual((self.out / "model.card.json.1.bak").read_text(), "{}")

    def test_regression_and_times(self):
        class Liquid(nn.Module):
            def __init__(self):
                super().__init__()
                self.linear = nn.Linear(3, 1)

            def forward(self, x: Tensor, timespans: Tensor) -> Tensor:
                return self.linear(x) * timespans.unsqueeze(-1)

        self.export(Liquid(), {"x": X, "timespans": torch.ones(4, 8)},
                    dataset={"x": torch.randn(5, 8, 3), "timespans": torch.ones(5, 8), "y": torch.randn(5, 8, 1)})
        card = self.card()
        self.assertEqual(card["inputs"][1]["role"], "timespans")
        self.assertEqual(card["explain"], ["x"])
        self.assertEqual(card["heads"], [{"name": "output", "kind": "regression", "axes": ["window", "time", "value"],
                                          "target": {"array": "y"}}])

    def test_guesses_padding(self):
        class Tokens(nn.Module):
            def __init__(self):
                super().__init__()
                self.embed = nn.Embedding(5, 4)

            def forward(self, x: Tensor, tokens: Tensor) -> Tensor:
                return self.embed(tokens) + x.mean()

        tokens = torch.tensor([[1, 3, 2, 0], [1, 4, 3, 2]])
        self.export(Tokens(), {"x": X[:2], "tokens": tokens[:, :-1]},
                    dataset={"x": X[:2], "tokens": tokens, "target": tokens[:, 1:] % 4})
        self.assertEqual(self.card()["heads"][0]["mask"], [{"array": "tokens", "slice": [1, None], "notIn": [0]}])
        self.assertIn("/heads/0/mask", self.guessed())

    def test_finds_padding_by_where_it_stands(self):
        self.assertTrue(loupe_export.only_trailing(torch.tensor([[1, 2, 0], [1, 0, 0], [1, 1, 1]]), 0))
        self.assertFalse(loupe_export.only_trailing(torch.tensor([[1, 0, 2], [1, 0, 0]]), 0))
        self.assertFalse(loupe_export.only_trailing(torch.tensor([[1, 2], [2, 1]]), 0))


class Refusals(ExporterTestCase):
    def test_say_what_was_found_and_expected(self):
        cases = (
            (lambda: (3, X), {}, "The model is a int; give an nn.Module"),
            (lambda: ({"a": Plain()}, X), {}, r"There are 1 modules \(a\); say how they work together with forward="),
            (lambda: ({"a": Plain()}, X), {"forward": lambda b, x: x}, "The first parameters of forward are b; call them like"),
            (lambda: ({"a b": Plain()}, X), {"forward": lambda x: x}, "call them like the modules"),
            (lambda: (Plain(), {"z": X}), {}, "forward takes x: unknown z; missing x"),
            (lambda: (Plain(), (X, X)), {}, "2 example inputs were given, forward takes 1"),
            (lambda: (Plain(), X[:1]), {}, "must count windows .*at least two"),
            (lambda: (Plain(), {"x": object()}), {}, "The example of 'x' is a object"),
            (lambda: (Plain(), X.to(torch.complex64)), {}, "Input 'x' is torch.complex64"),
            (lambda: (Plain(), torch.randn(4, 8, 7)), {}, "The model itself fails on the example inputs"),
            (lambda: (Plain(), X), {"how": "magic"}, "how is 'magic'"),
            (lambda: (Plain(), X), {"name": "a/b"}, "become files"),
        )
        for make, more, sentence in cases:
            with self.subTest(sentence):
                self.refused(sentence, *make(), **more)
                self.assertFalse(self.out.exists())

    def test_of_a_module_from_outside(self):
        model = Plain()
        outside = nn.Linear(2, 2)

        def forward(model, x: Tensor):
            return outside(model(x)["move"])

        self.refused("forward uses the module 'outside' from outside", model, X, forward=forward)

    def test_of_a_model_that_cannot_be_copied(self):
        model = Plain()
        model.file = open(__file__)
        self.addCleanup(model.file.close)
        self.refused("The model cannot be copied .*before a trainer or logger is attached", model, X)


class CommandLine(ExporterTestCase):
    def main(self, *arguments):
        errors = io.StringIO()
        with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.redirect_stderr(errors):
            code = loupe_export.main(arguments)
        return code, printed.getvalue() + errors.getvalue()

    def test_exports_what_a_function_returns(self):
        sys.modules.setdefault("test_loupe_export", sys.modules[__name__])
        inputs, data = Path(self.temporary.name) / "in.pt", Path(self.temporary.name) / "data.pt"
        torch.save({"x": X}, inputs)
        torch.save([{"x": X[0]}], data)
        code, printed = self.main("test_loupe_export:Plain", "--inputs", str(inputs), "--data", str(data), "--out", str(self.out))
        self.assertEqual(code, 0, printed)
        self.assertEqual(sorted(p.name for p in self.out.iterdir()),
                         ["loupe.json", "model.card.json", "model.ts.pt", "test.npz"])

    def test_says_what_is_wrong(self):
        for model, sentence in (("train", "names no function"), ("nowhere:f", "No module named 'nowhere'"),
                                ("train:nothing", "no attribute 'nothing'")):
            code, printed = self.main(model, "--inputs", __file__, "--out", str(self.out))
            self.assertEqual(code, 3)
            self.assertIn(sentence, printed)


if __name__ == "__main__":
    unittest.main()
