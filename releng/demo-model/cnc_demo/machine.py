"""The machine: executes programs and writes the sensor channels.

Every window has T = 32 steps and three motions, one after the other, each 9 to 11 steps long. The early half of a
motion is its first 5 steps, the late half what follows. What the causal channels carry, and when:

- command channels: +1 or -1 in the early half for the one pair of commands they tell apart, else 0;
- drive channels: 1 in the early half for the parameter named first, in the late half for the one named second;
- coolant flow: +1 while a motion belongs to the program, -1 in a jog after its end, over the whole motion;
- position and feed: the bucket an axis stands at, in the late half;
- operation channels: +1 or -1 in every step.

On top lies noise that knows nothing of the program. The other 141 channels hold only noise: AR(1), drift, vibration.
All channels are scaled to variance 1.
"""

from dataclasses import dataclass

import numpy as np

from . import channels, program

T = 32
EARLY = 5
STATE_NAMES = ("stat", "unit", "motion", "coor")
STATE_SIZE = 4  # machine state values lie in 0..3
RESOLUTION = 64  # stored values are multiples of 1/64 of a standard deviation, as from a converter

# Standard deviation of the white noise on a causal channel, in units of its signal.
NOISE = {**{c: 0.8 for c in channels.COMMAND_CHANNELS}, **{c: 0.6 for c in channels.DRIVE_CHANNELS},
         channels.RUN_CHANNEL: 1.2, **{c: 0.25 for c in channels.VALUE_CHANNELS},
         **{c: 2.6 for c in channels.OPERATION_CHANNELS}}
CORRELATED_SHARE = 0.1  # of a causal channel's noise variance that is AR(1)


@dataclass(frozen=True)
class Windows:
    """`n` windows; continuous [n,T,155] f32, categorical [n,T,4], spans [n,3,2] = steps [from, to) of each motion."""

    continuous: np.ndarray
    categorical: np.ndarray
    operation: np.ndarray
    spans: np.ndarray
    programs: program.Programs

    def step_labels(self):
        """What goes on at every step [n,T], -1 = nothing: command, active parameter (4 = none), running, values."""
        n, step = len(self.spans), np.arange(T)
        labels = {name: np.full((n, T), -1) for name in ("command", "active", "running")}
        labels.update({f"value_{p}": np.full((n, T), -1) for p in program.PARAMS})
        for block in range(program.BLOCKS):
            start, end = self.spans[:, block, :1], self.spans[:, block, 1:]
            early = (step >= start) & (step < start + EARLY)
            late = (step >= start + EARLY) & (step < end)
            second = self.programs.second[:, block]
            for name, where, value in (
                ("command", early | late, self.programs.command[:, block]),
                ("active", early, self.programs.first[:, block]),
                ("active", late, np.where(second < 0, len(program.PARAMS), second)),
                ("running", early | late, block < self.programs.blocks),
            ) + tuple((f"value_{p}", late, self.programs.value[:, block, axis]) for axis, p in enumerate(program.PARAMS)):
                labels[name] = np.where(where, value[:, None], labels[name])
        return labels


class Machine:
    """Simulates recordings; what differs between channels (noise kind, speed) is fixed by `seed`."""

    def __init__(self, seed):
        rng = np.random.default_rng(seed)
        count = len(channels.NAMES)
        self._noise_only = np.ones(count, bool)
        self._noise_only[list(channels.CAUSAL)] = False
        self._speed = rng.uniform(0.5, 0.95, count).astype(np.float32)  # AR(1) coefficient
        kind = rng.integers(0, 3, count)
        mixes = np.array([[0.85, 0.05, 0.05, 0.05], [0.4, 0.15, 0.05, 0.4], [0.2, 0.05, 0.5, 0.25]], np.float32)
        # Shares of variance of AR(1), drift, vibration and white noise.
        self._mix = np.sqrt(mixes[kind])
        for name, deviation in NOISE.items():
            shares = np.array([CORRELATED_SHARE, 0, 0, 1 - CORRELATED_SHARE], np.float32)
            self._mix[channels.INDEX[name]] = deviation * np.sqrt(shares)
        self._speed[list(channels.CAUSAL)] = 0.5
        self._frequency = rng.uniform(0.08, 0.45, count).astype(np.float32)  # cycles per step
        self._scale = np.ones(count, np.float32)
        self._centre = np.zeros(count, np.float32)
        sample = self.record(np.random.default_rng(seed + 1), recordings=4000, windows=1).continuous
        causal = list(channels.CAUSAL)
        self._centre[causal] = sample[:, :, causal].mean((0, 1))
        self._scale[causal] = sample[:, :, causal].std((0, 1))

    def record(self, rng, recordings, windows, operations=None):
        """`recordings` recordings of `windows` consecutive windows each, in that order.

        `operations` [recordings] says what each recording does; without it they are drawn.
        """
        n = recordings * windows
        programs = program.draw(rng, n)
        if operations is None:
            operations = rng.integers(0, len(program.OPERATIONS), recordings)
        operation = np.repeat(operations, windows)
        spans = self._spans(rng, n)
        x = self._noise(rng, recordings, windows * T).reshape(n, T, -1)
        self._add_signal(x, programs, operation, spans)
        x = (x - self._centre) / self._scale
        x = np.round(x * RESOLUTION) / RESOLUTION
        return Windows(x.astype(np.float32), self._state(rng, spans), operation, spans, programs)

    @staticmethod
    def _spans(rng, n):
        lengths = rng.integers(9, 12, (n, program.BLOCKS))
        lengths[lengths.sum(1) > T, -1] = 9  # 11 + 11 + 11 would not fit; 11 + 11 + 9 does
        ends = lengths.cumsum(1)
        return np.stack([ends - lengths, ends], axis=-1)

    @staticmethod
    def _state(rng, spans):
        """Machine state: the controller counts motions (1..3, 0 = none) and says which half of one it is in (1, 2);
        the rest is constant in a window. None of it says anything of the program."""
        n = len(spans)
        state = np.zeros((n, T, len(STATE_NAMES)), np.int64)
        state[:, :, 1] = rng.integers(0, 2, (n, 1))
        step = np.arange(T)
        for block in range(program.BLOCKS):
            inside = (step >= spans[:, block, :1]) & (step < spans[:, block, 1:])
            state[:, :, 0] += inside * (1 + (step >= spans[:, block, :1] + EARLY))
            state[:, :, 2] += inside * (block + 1)
        state[:, :, 3] = rng.integers(0, STATE_SIZE, (n, 1))
        return state

    def _noise(self, rng, recordings, steps):
        count = len(channels.NAMES)
        white = rng.standard_normal((recordings, steps, count), dtype=np.float32)
        x = white * self._mix[:, 3]
        innovation = rng.standard_normal((recordings, steps, count), dtype=np.float32)
        value = rng.standard_normal((recordings, count), dtype=np.float32)
        step_size = np.sqrt(1 - self._speed**2)
        for t in range(steps):
            value = self._speed * value + step_size * innovation[:, t]
            x[:, t] += self._mix[:, 0] * value
        time = np.arange(steps, dtype=np.float32)[:, None]
        two_pi = np.float32(2 * np.pi)
        root_two = np.float32(np.sqrt(2))
        noisy = np.flatnonzero(self._noise_only)
        phase = rng.random((2, recordings, 1, len(noisy)), dtype=np.float32)
        vibration = np.sin(two_pi * (self._frequency[noisy] * time + phase[0]))
        drift = np.sin(two_pi * (time / 480 + phase[1]))
        x[:, :, noisy] += root_two * (self._mix[noisy, 2] * vibration + self._mix[noisy, 1] * drift)
        return x

    @staticmethod
    def _add_signal(x, programs, operation, spans):
        step = np.arange(T)
        commands = channels.indices(channels.COMMAND_CHANNELS)
        drives = channels.indices(channels.DRIVE_CHANNELS)
        values = channels.indices(channels.VALUE_CHANNELS)
        for block in range(program.BLOCKS):
            start, end = spans[:, block, :1], spans[:, block, 1:]
            early = ((step >= start) & (step < start + EARLY)).astype(np.float32)
            late = ((step >= start + EARLY) & (step < end)).astype(np.float32)
            command = programs.command[:, block]
            for pair, channel in enumerate(commands):
                sign = np.where(command // 2 == pair, 1 - 2 * (command % 2), 0)
                x[:, :, channel] += sign[:, None] * early
            for axis, channel in enumerate(drives):
                x[:, :, channel] += (programs.first[:, block] == axis)[:, None] * early
                x[:, :, channel] += (programs.second[:, block] == axis)[:, None] * late
            for axis, channel in enumerate(values):
                level = (programs.value[:, block, axis] - 3.5) / 2.3
                x[:, :, channel] += level[:, None] * late
            running = np.where(block < programs.blocks, 1, -1)
            x[:, :, channels.INDEX[channels.RUN_CHANNEL]] += running[:, None] * (early + late)
        for bit, channel in enumerate(channels.indices(channels.OPERATION_CHANNELS)):
            x[:, :, channel] += (1 - 2 * (operation // (1 + bit) % 2))[:, None]
