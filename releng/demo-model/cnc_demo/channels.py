"""The 155 sensor channels: names, groups, physical units and the role each one plays.

Fourteen channels are causal: they carry something about the program that no other channel carries. All others are
noise, whatever their names suggest (the axis currents, for example, are decoys).
"""

from dataclasses import dataclass

SENSOR_MODULES = (
    "frame_left", "frame_right", "frame_back", "spindle_front", "spindle_rear", "x_axis",
    "y_axis", "z_axis", "bed_1", "bed_2", "bed_3", "bed_4",
)
MODULE_SIGNALS = ("Ax", "Ay", "Az", "Gx", "Gy", "Gz", "Mx", "My", "Mz", "Pressure", "Temperature", "RMS")
MACHINE_SIGNALS = (
    "position_x", "position_y", "position_z", "feed_rate", "current_x", "current_y", "current_z",
    "feed_override", "coolant_flow", "spindle_load", "temperature",
)

# quantity: (unit, physical centre, physical scale); physical value = x * scale + centre
QUANTITIES = {
    "accelerometer": ("g", 0.0, 0.02), "gyroscope": ("deg/s", 0.0, 1.5), "magnetometer": ("uT", 40.0, 3.0),
    "pressure": ("hPa", 1013.0, 0.8), "temperature": ("degC", 31.0, 2.5), "RMS": ("g", 0.15, 0.04),
    "position": ("mm", 120.0, 60.0), "feed": ("mm/min", 900.0, 350.0), "motor current": ("A", 1.2, 0.4),
    "flow": ("l/min", 6.0, 1.5),
}

# What a causal channel carries. The order of a tuple is the order of the classes or axes it stands for.
COMMAND_CHANNELS = ("frame_left.Ax", "bed_2.Gz", "spindle_front.Gz")  # G0|G1, G2|G3, M3|M5
DRIVE_CHANNELS = ("x_axis.RMS", "y_axis.RMS", "z_axis.RMS", "machine.feed_override")  # which of X Y Z F is set
RUN_CHANNEL = "machine.coolant_flow"  # whether a motion belongs to the program or is a manual jog after its end
VALUE_CHANNELS = ("machine.position_x", "machine.position_y", "machine.position_z", "machine.feed_rate")
OPERATION_CHANNELS = ("frame_back.My", "bed_4.Pressure")  # one bit each

CAUSES = {
    "type": DRIVE_CHANNELS + (RUN_CHANNEL,),
    "command": COMMAND_CHANNELS,
    "param_type": DRIVE_CHANNELS,
    "param_value": VALUE_CHANNELS,
    "operation": OPERATION_CHANNELS,
}


@dataclass(frozen=True)
class Channel:
    """One sensor channel; `module` and `quantity` are its groups."""

    name: str
    module: str
    quantity: str

    @property
    def unit(self):
        return QUANTITIES[self.quantity][0]


def _quantity(signal):
    by_prefix = {
        "A": "accelerometer", "G": "gyroscope", "M": "magnetometer", "Pressure": "pressure",
        "Temperature": "temperature", "temperature": "temperature", "RMS": "RMS", "position": "position",
        "feed": "feed", "current": "motor current", "spindle": "motor current", "coolant": "flow",
    }
    return next(q for p, q in sorted(by_prefix.items(), key=lambda e: -len(e[0])) if signal.startswith(p))


CHANNELS = tuple(
    Channel(f"{module}.{signal}", module, _quantity(signal))
    for module, signals in [(m, MODULE_SIGNALS) for m in SENSOR_MODULES] + [("machine", MACHINE_SIGNALS)]
    for signal in signals
)
NAMES = tuple(c.name for c in CHANNELS)
INDEX = {name: i for i, name in enumerate(NAMES)}


def indices(names):
    """Channel indices of `names`, in their order."""
    return [INDEX[name] for name in names]


CAUSAL = tuple(sorted(set(indices(name for names in CAUSES.values() for name in names))))


def groups():
    """{grouping: {group: [channel indices]}}, as a model card wants it."""
    found = {"module": {}, "quantity": {}}
    for i, channel in enumerate(CHANNELS):
        found["module"].setdefault(channel.module, []).append(i)
        found["quantity"].setdefault(channel.quantity, []).append(i)
    return found
