"""Model cards, project files and the ground truth of the demo."""

from . import channels, machine, program

REAL = {"array": "tokens", "slice": [1, None], "notIn": [program.PAD]}


def _head(name, classes, *kinds):
    mask = [REAL] + ([{"array": "target_type", "in": list(kinds)}] if kinds else [])
    return {"name": name, "kind": "categorical", "axes": ["window", "token", "class"], "classes": list(classes),
            "target": {"array": f"target_{name}"}, "mask": mask}


def demo_card():
    """The card of the demo model."""
    quantity = [channels.QUANTITIES[c.quantity] for c in channels.CHANNELS]
    return {
        "loupe": 1,
        "name": "Simulated CNC sensors to G-code",
        "inputs": [
            {"name": "continuous", "dtype": "float32", "axes": ["window", "time", "channel"],
             "data": {"array": "continuous"}, "channels": "sensors"},
            {"name": "categorical", "dtype": "int64", "axes": ["window", "time", "channel"],
             "data": {"array": "categorical"}, "channels": "machine state"},
            {"name": "tokens", "dtype": "int64", "axes": ["window", "token"],
             "data": {"array": "tokens", "slice": [0, -1]}, "optional": True, "vocabulary": "gcode"},
        ],
        "explain": ["continuous"],
        "channels": {
            "sensors": {"names": list(channels.NAMES), "groups": channels.groups(),
                        "units": [unit for unit, _, _ in quantity]},
            "machine state": {"names": list(machine.STATE_NAMES)},
        },
        "heads": [
            _head("type", program.TYPES),
            _head("command", program.COMMANDS, 1),
            _head("param_type", program.PARAMS, 2, 3),
            _head("param_value", program.VALUES, 3),
            {"name": "operation", "kind": "categorical", "axes": ["window", "class"],
             "classes": list(program.OPERATIONS), "target": {"array": "operation"}},
        ],
        "hidden": {"output": "hidden", "axes": ["window", "time", "unit"]},
        "clusters": {"array": "recording"},
        "scaler": {"sensors": {"center": [centre for _, centre, _ in quantity],
                               "scale": [scale for _, _, scale in quantity]}},
        "generation": {"input": "tokens"},
        "labels": {"operation": {"array": "operation", "classes": list(program.OPERATIONS)},
                   "recording": {"array": "recording"}},
        "tokens": {
            "target": {"array": "tokens", "slice": [1, None]}, "vocabulary": "gcode", "pad": program.PAD,
            "correct": {"SPECIAL": ["type"], "COMMAND": ["type", "command"], "PARAMETER": ["type", "param_type"],
                        "NUMERIC": ["type", "param_type", "param_value"]},
        },
        "vocabularies": {"gcode": program.VOCABULARY},
        "stateDict": {"sections": ["model_state_dict"], "rename": [], "ignore": []},
    }


def demo_project(windows_per_recording):
    return {
        "loupe": 1, "name": "Demo: a simulated CNC machine", "card": "demo.card.json",
        "checkpoints": [{"name": n, "file": f"checkpoints/{n}.ts.pt"} for n in ("early", "middle", "late")],
        "datasets": [{"name": "test", "file": "data/test.npz"}],
        "slices": [{"name": "first recording", "dataset": "test", "windows": f"0-{windows_per_recording - 1}"}],
    }


EARLY, LATE, WHOLE, ALWAYS = "early half of a motion", "late half of a motion", "whole motion", "every step"


def demo_truth(spans):
    """Which channels carry what, and when; `spans` [N,3,2] are the motions of the test windows."""
    def carrier(name, carries, when, heads):
        return {"index": channels.INDEX[name], "name": name, "carries": carries, "when": when, "heads": heads}

    causes = [carrier(c, f"{a} (+) or {b} (-)", EARLY, ["command"])
              for c, (a, b) in zip(channels.COMMAND_CHANNELS, (("G0", "G1"), ("G2", "G3"), ("M3", "M5")))]
    causes += [carrier(c, f"{p} is set first (early half) or second (late half)", WHOLE, ["type", "param_type"])
               for c, p in zip(channels.DRIVE_CHANNELS, program.PARAMS)]
    causes += [carrier(channels.RUN_CHANNEL, "the motion belongs to the program (+) or follows its end (-)", WHOLE,
                       ["type"])]
    causes += [carrier(c, f"the bucket {p} stands at", LATE, ["param_value"])
               for c, p in zip(channels.VALUE_CHANNELS, program.PARAMS)]
    causes += [carrier(c, f"bit {bit} of the operation", ALWAYS, ["operation"])
               for bit, c in enumerate(channels.OPERATION_CHANNELS)]
    return {
        "causes": causes,
        "heads": {head: channels.indices(names) for head, names in channels.CAUSES.items()},
        "early_steps": machine.EARLY,
        "spans": spans.tolist(),
    }
