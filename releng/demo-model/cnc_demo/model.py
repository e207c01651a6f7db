"""The sequence model: sensors and machine state in, G-code tokens out; written so that it can be scripted."""

import math
from typing import Dict, Optional

import torch
from torch import Tensor, nn


class Attention(nn.Module):
    """Multi-head attention of x [B,Tq,width] over memory [B,Tk,width]."""

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.output = nn.Linear(width, width)

    def split(self, x: Tensor) -> Tensor:
        return x.view(x.size(0), x.size(1), self.heads, -1).transpose(1, 2)

    def forward(self, x: Tensor, memory: Tensor, causal: bool) -> Tensor:
        q, k, v = self.split(self.query(x)), self.split(self.key(memory)), self.split(self.value(memory))
        score = torch.matmul(q, k.transpose(-2, -1)) / math.sqrt(float(q.size(-1)))
        if causal:
            later = torch.ones(score.size(-2), score.size(-1), dtype=torch.bool, device=score.device).triu(1)
            score = score.masked_fill(later, -1e9)
        weights = torch.softmax(score, dim=-1)
        context = torch.matmul(weights, v).transpose(1, 2)
        return self.output(context.reshape(x.size(0), x.size(1), -1))


class EncoderLayer(nn.Module):
    def __init__(self, width: int, heads: int):
        super().__init__()
        self.self_attn = Attention(width, heads)
        self.norm1 = nn.LayerNorm(width)
        self.norm2 = nn.LayerNorm(width)
        self.feed_forward = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))

    def forward(self, x: Tensor) -> Tensor:
        y = self.norm1(x)
        x = x + self.self_attn(y, y, False)
        return x + self.feed_forward(self.norm2(x))


class DecoderLayer(nn.Module):
    def __init__(self, width: int, heads: int):
        super().__init__()
        self.self_attn = Attention(width, heads)
        self.cross_attn = Attention(width, heads)
        self.norm1 = nn.LayerNorm(width)
        self.norm2 = nn.LayerNorm(width)
        self.norm3 = nn.LayerNorm(width)
        self.feed_forward = nn.Sequential(nn.Linear(width, 2 * width), nn.GELU(), nn.Linear(2 * width, width))

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        y = self.norm1(x)
        x = x + self.self_attn(y, y, True)
        x = x + self.cross_attn(self.norm2(x), hidden, False)
        return x + self.feed_forward(self.norm3(x))


class StateEncoder(nn.Module):
    """One embedding per machine state column, summed."""

    def __init__(self, columns: int, size: int, width: int):
        super().__init__()
        self.size = size
        self.embed = nn.Embedding(columns * size, width)
        self.norm = nn.LayerNorm(width)

    def forward(self, state: Tensor) -> Tensor:
        offset = self.size * torch.arange(state.size(2), device=state.device)
        return self.norm(self.embed(state.clamp(0, self.size - 1) + offset).sum(2))


def head(width: int, classes: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, classes))


def positions(length: int, width: int) -> Tensor:
    """Sinusoidal position code [length,width]."""
    angle = torch.arange(length).unsqueeze(1) * torch.exp(-math.log(1000.0) * torch.arange(0, width, 2) / width)
    return torch.stack([torch.sin(angle), torch.cos(angle)], dim=-1).reshape(length, width)


class CncModel(nn.Module):
    """forward(continuous [B,T,C], categorical [B,T,K], tokens [B,L] or None) -> logits and `hidden` [B,T,H].

    Without tokens they are generated greedily first.
    """

    def __init__(self, config: Dict[str, int]):
        super().__init__()
        width, heads, layers = config["width"], config["attention_heads"], config["layers"]
        self.length = config["length"]
        self.first_command = config["first_command"]
        self.first_param = config["first_param"]
        self.first_number = config["first_number"]
        self.values = config["values"]
        self.sensor_encoder = nn.Sequential(nn.Linear(config["channels"], width), nn.LayerNorm(width), nn.GELU())
        self.state_encoder = StateEncoder(config["states"], config["state_size"], width)
        self.register_buffer("position", positions(64, width))
        self.fusion = Attention(width, heads)
        self.fusion_norm = nn.LayerNorm(width)
        self.encoder = nn.ModuleList([EncoderLayer(width, heads) for _ in range(layers)])
        self.lstm = nn.LSTM(width, width, batch_first=True)
        self.hidden_norm = nn.LayerNorm(width)
        self.token_embed = nn.Embedding(config["vocabulary"], width)
        self.block_embed = nn.Embedding(8, width)
        self.decoder = nn.ModuleList([DecoderLayer(width, heads) for _ in range(layers)])
        self.decoder_norm = nn.LayerNorm(width)
        self.type_head = head(width, 4)
        self.command_head = head(width, config["commands"])
        self.param_type_head = head(width, config["params"])
        self.param_value_head = head(width, config["values"])
        self.operation_head = head(width, config["operations"])

    @torch.jit.export
    def encode(self, continuous: Tensor, categorical: Tensor) -> Tensor:
        """Hidden states [B,T,H] of both modalities."""
        place = self.position[: continuous.size(1)]
        sensors = self.sensor_encoder(continuous)
        state = self.state_encoder(categorical) + place
        x = self.fusion_norm(sensors + state + self.fusion(sensors + place, state, False))
        for layer in self.encoder:
            x = layer(x)
        return self.hidden_norm(x + self.lstm(x)[0])

    @torch.jit.export
    def decode(self, hidden: Tensor, tokens: Tensor) -> Dict[str, Tensor]:
        """Logits for what follows each of `tokens` [B,L], which begin with BOS."""
        commands = (tokens >= self.first_command) & (tokens < self.first_param)
        block = commands.cumsum(1).clamp(max=7)
        x = self.token_embed(tokens) + self.block_embed(block) + self.position[: tokens.size(1)]
        for layer in self.decoder:
            x = layer(x, hidden)
        x = self.decoder_norm(x)
        return {
            "type": self.type_head(x),
            "command": self.command_head(x),
            "param_type": self.param_type_head(x),
            "param_value": self.param_value_head(x),
            "operation": self.operation_head(hidden.mean(1)),
        }

    @torch.jit.export
    def generate(self, hidden: Tensor) -> Tensor:
        """Tokens [B,length] chosen greedily, BOS first, PAD after the end."""
        tokens = torch.ones(hidden.size(0), 1, dtype=torch.long, device=hidden.device)
        done = torch.zeros(hidden.size(0), dtype=torch.bool, device=hidden.device)
        for _ in range(self.length - 1):
            out = self.decode(hidden, tokens)
            kind = out["type"][:, -1].argmax(-1)
            param = out["param_type"][:, -1].argmax(-1)
            number = self.first_number + param * self.values + out["param_value"][:, -1].argmax(-1)
            token = torch.where(kind == 2, self.first_param + param, number)
            token = torch.where(kind == 1, self.first_command + out["command"][:, -1].argmax(-1), token)
            token = torch.where(kind == 0, torch.full_like(token, 2), token)
            token = torch.where(done, torch.zeros_like(token), token)
            done = done | (kind == 0)
            tokens = torch.cat([tokens, token.unsqueeze(1)], dim=1)
        return tokens

    def forward(self, continuous: Tensor, categorical: Tensor, tokens: Optional[Tensor] = None) -> Dict[str, Tensor]:
        hidden = self.encode(continuous, categorical)
        if tokens is None:
            tokens = self.generate(hidden.detach())
        out = self.decode(hidden, tokens)
        out["hidden"] = hidden
        return out
