"""The backbone: sensors and machine state of a window in, one memory of it out."""

from dataclasses import dataclass, field
from typing import Dict, List, Optional

import torch
from torch import Tensor, nn


@dataclass
class ModelConfig:
    """sensor_dims: columns of the continuous and of the categorical modality."""

    sensor_dims: List[int] = field(default_factory=lambda: [6, 2])
    d_model: int = 16
    lstm_layers: int = 1
    n_heads: int = 2
    state_size: int = 4
    n_operations: int = 3
    noise: float = 0.1


class ContinuousEncoder(nn.Module):
    def __init__(self, columns: int, width: int):
        super().__init__()
        self.proj = nn.Linear(columns, width)
        self.norm = nn.LayerNorm(width)

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(self.norm(self.proj(x)))


class CategoricalEncoder(nn.Module):
    def __init__(self, columns: int, size: int, width: int):
        super().__init__()
        self.embed = nn.ModuleList([nn.Embedding(size, width) for _ in range(columns)])

    def forward(self, x: Tensor) -> Tensor:
        total = torch.zeros(x.size(0), x.size(1), self.embed[0].embedding_dim, device=x.device)
        for column, embed in enumerate(self.embed):
            total = total + embed(x[:, :, column])
        return total


class MultiModalBackbone(nn.Module):
    """forward([continuous [B,T,C], categorical [B,T,K]], lengths [B]) -> memory [B,T,d] and what is read from it."""

    def __init__(self, config: ModelConfig):
        super().__init__()
        width = config.d_model
        self.noise = config.noise
        self.continuous = ContinuousEncoder(config.sensor_dims[0], width)
        self.categorical = CategoricalEncoder(config.sensor_dims[1], config.state_size, width)
        self.fusion = nn.MultiheadAttention(width, config.n_heads, batch_first=True)
        self.norm = nn.LayerNorm(width)
        self.encoder = nn.TransformerEncoder(
            nn.TransformerEncoderLayer(width, config.n_heads, 2 * width, batch_first=True), 2)
        self.lstm = nn.LSTM(width, width, config.lstm_layers, batch_first=True)
        self.head_operation = nn.Linear(width, config.n_operations)

    def forward(self, mods: List[Tensor], lengths: Optional[Tensor] = None) -> Dict[str, Tensor]:
        sensors = self.continuous(mods[0])
        if self.training:
            sensors = sensors + self.noise * torch.randn_like(sensors)
        state = self.categorical(mods[1])
        x = self.norm(sensors + self.fusion(sensors, state, state, need_weights=False)[0])
        valid = torch.ones(x.size(0), x.size(1), dtype=torch.bool, device=x.device)
        if lengths is not None:
            valid = torch.arange(x.size(1), device=x.device).unsqueeze(0) < lengths.unsqueeze(1)
        x = self.encoder(x, src_key_padding_mask=~valid)
        memory = self.lstm(x)[0] * valid.unsqueeze(-1)
        pooled = memory.sum(1) / valid.sum(1, keepdim=True)
        return {"memory": memory, "operation": self.head_operation(pooled), "fingerprint": pooled}
