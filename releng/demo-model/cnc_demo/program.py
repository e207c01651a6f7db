"""Short G-code programs, their tokens and the targets of the prediction heads.

A program is one to three blocks and an end token. A block is a command; motions carry one or two parameters, each a
letter and a number bucket: `G1 Y NUM_Y_03 X NUM_X_06`. The order of two parameters is part of the program.
"""

from dataclasses import dataclass

import numpy as np

TYPES = ("SPECIAL", "COMMAND", "PARAMETER", "NUMERIC")
COMMANDS = ("G0", "G1", "G2", "G3", "M3", "M5")
COMMAND_SHARES = (0.2, 0.2, 0.2, 0.2, 0.1, 0.1)
MOTIONS = 4  # the first four commands move and have parameters
PARAMS = ("X", "Y", "Z", "F")
VALUES = tuple(f"{v:02d}" for v in range(8))
OPERATIONS = ("face", "pocket", "adaptive", "drill")
BLOCKS = 3
BLOCK_COUNT_SHARES = (0.2, 0.35, 0.45)
LENGTH = 16  # tokens of a program without BOS: 3 blocks of 5 and EOS

PAD, BOS, EOS = 0, 1, 2
VOCABULARY = {"PAD": 0, "BOS": 1, "EOS": 2, "UNK": 3, "MASK": 4}
for _token in COMMANDS + PARAMS + tuple(f"NUM_{p}_{v}" for p in PARAMS for v in VALUES):
    VOCABULARY[_token] = len(VOCABULARY)
FIRST_COMMAND = VOCABULARY[COMMANDS[0]]
FIRST_PARAM = VOCABULARY[PARAMS[0]]
FIRST_NUMBER = VOCABULARY[f"NUM_{PARAMS[0]}_{VALUES[0]}"]

NOT_APPLICABLE = 0  # what a target array holds where its prediction head does not apply; masks leave it out


@dataclass(frozen=True)
class Programs:
    """`n` programs; every window has BLOCKS motions, those after the program's end are manual jogs.

    command, first, second: [n,BLOCKS], indices into COMMANDS and PARAMS (second = -1: none).
    value: [n,BLOCKS,4], the bucket every axis stands at, told by the program only for the axes it names.
    blocks: [n], how many of the motions belong to the program.
    """

    command: np.ndarray
    first: np.ndarray
    second: np.ndarray
    value: np.ndarray
    blocks: np.ndarray


def draw(rng, n):
    """`n` random programs; all choices are independent of each other."""
    first = rng.integers(0, 4, (n, BLOCKS))
    other = (first + rng.integers(1, 4, (n, BLOCKS))) % 4
    return Programs(
        command=rng.choice(len(COMMANDS), (n, BLOCKS), p=COMMAND_SHARES),
        first=first,
        second=np.where(rng.random((n, BLOCKS)) < 0.5, other, -1),
        value=rng.integers(0, len(VALUES), (n, BLOCKS, len(PARAMS))),
        blocks=1 + rng.choice(BLOCKS, n, p=BLOCK_COUNT_SHARES),
    )


def encode(programs):
    """Arrays of the dataset: `tokens` [n,LENGTH+1] with BOS, `target_*` [n,LENGTH]."""
    n = len(programs.blocks)
    tokens = np.full((n, LENGTH + 1), PAD, np.int64)
    targets = {name: np.full((n, LENGTH), NOT_APPLICABLE, np.int64)
               for name in ("type", "command", "param_type", "param_value")}
    tokens[:, 0] = BOS
    for i in range(n):
        at = 0

        def emit(token, kind, **classes):
            nonlocal at
            tokens[i, at + 1] = token
            targets["type"][i, at] = TYPES.index(kind)
            for name, value in classes.items():
                targets[name][i, at] = value
            at += 1

        for block in range(programs.blocks[i]):
            command = programs.command[i, block]
            emit(FIRST_COMMAND + command, "COMMAND", command=command)
            for param in (programs.first[i, block], programs.second[i, block]):
                if command < MOTIONS and param >= 0:
                    value = programs.value[i, block, param]
                    emit(FIRST_PARAM + param, "PARAMETER", param_type=param)
                    emit(FIRST_NUMBER + param * len(VALUES) + value, "NUMERIC", param_type=param, param_value=value)
        emit(EOS, "SPECIAL")
    return {"tokens": tokens, **{f"target_{name}": values for name, values in targets.items()}}
