"""The language model: reads a window's program from the backbone's memory, token by token."""

from typing import Dict, Optional

import torch
from torch import Tensor, nn

PAD, BOS, EOS = 0, 1, 2
VOCABULARY = {"PAD": 0, "BOS": 1, "EOS": 2, "G0": 3, "G1": 4, "X": 5, "Y": 6}
TYPES = ["SPECIAL", "COMMAND", "PARAMETER"]
COMMANDS = ["G0", "G1"]


class MultiHeadLanguageModel(nn.Module):
    """forward(memory [B,T,d], tokens [B,L] that begin with BOS) -> logits of what follows each of them.

    Without tokens it reads its own, greedily.
    """

    def __init__(self, hidden_dim: int, n_heads: int, length: int = 6):
        super().__init__()
        self.length = length
        self.embed = nn.Embedding(len(VOCABULARY), hidden_dim, padding_idx=PAD)
        self.place = nn.Embedding(32, hidden_dim)
        self.decoder = nn.TransformerDecoder(
            nn.TransformerDecoderLayer(hidden_dim, n_heads, 2 * hidden_dim, batch_first=True), 1)
        self.head_type = nn.Linear(hidden_dim, len(TYPES))
        self.head_command = nn.Linear(hidden_dim, len(COMMANDS))

    def decode(self, memory: Tensor, tokens: Tensor) -> Dict[str, Tensor]:
        length = tokens.size(1)
        x = self.embed(tokens) + self.place(torch.arange(length, device=tokens.device)).unsqueeze(0)
        later = torch.full((length, length), float("-inf"), device=tokens.device).triu(1)
        x = self.decoder(x, memory, tgt_mask=later)
        return {"type": self.head_type(x), "command": self.head_command(x)}

    def generate(self, memory: Tensor) -> Tensor:
        tokens = torch.full((memory.size(0), 1), 1, dtype=torch.long, device=memory.device)
        for _ in range(self.length - 1):
            out = self.decode(memory, tokens)
            kind = out["type"][:, -1].argmax(-1)
            token = torch.where(kind == 1, 3 + out["command"][:, -1].argmax(-1), 3 * kind - 1)
            tokens = torch.cat([tokens, token.clamp(min=0).unsqueeze(1)], dim=1)
        return tokens

    def forward(self, memory: Tensor, tokens: Optional[Tensor] = None) -> Dict[str, Tensor]:
        if tokens is None:
            tokens = self.generate(memory)
        return self.decode(memory, tokens)
