package org.loupe.family.ncp.internal;

/**
 * The class of the model itself, which is the same for all liquid networks: it runs its cell along
 * the time axis and reads its outputs off the states.
 *
 * <p>Sub-modules are called by name, so that each is a place where values can be read and changed.
 * The stacked states pass through one that does nothing else.
 *
 * @param name of the class
 * @param cell the class of the cell
 * @param units of the state
 * @param attributes declarations of more sub-modules
 * @param readOut statements that make the outputs {@code y} of {@code states [..,H]}
 * @param layers statements that put the layers' activations into {@code values}, given {@code x
 *     [B,T,C]}, {@code states} and the states {@code before} each step, {@code [B,T,H]}
 */
record ModelCode(
    String name, String cell, int units, String attributes, String readOut, String layers) {

  String text() {
    return """
        class @NAME(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          rnn_cell : __torch__.ncp.@CELL
          state_sequence : __torch__.ncp.StateSequence
        @ATTRIBUTES  def forward(self: __torch__.ncp.@NAME,
            x: Tensor,
            timespans: Optional[Tensor]=None) -> Tensor:
            return (self).read_out((self).states(x, timespans, ), )
          def states(self: __torch__.ncp.@NAME,
            x: Tensor,
            timespans: Optional[Tensor]=None) -> Tensor:
            spans = (self).spans(x, timespans, )
            h = torch.new_zeros(x, [torch.size(x, 0), @UNITS])
            sequence = annotate(List[Tensor], [])
            rnn_cell = self.rnn_cell
            for t in range(torch.size(x, 1)):
              ts = torch.unsqueeze(torch.select(spans, 1, t), 1)
              h = (rnn_cell).forward(torch.select(x, 1, t), h, ts, )
              _0 = torch.append(sequence, h)
            state_sequence = self.state_sequence
            return (state_sequence).forward(torch.stack(sequence, 1), )
          def step(self: __torch__.ncp.@NAME,
            x: Tensor,
            h: Tensor,
            ts: Tensor) -> Tuple[Tensor, Tensor]:
            rnn_cell = self.rnn_cell
            h0 = (rnn_cell).forward(x, h, torch.reshape(ts, [-1, 1]), )
            return ((self).read_out(h0, ), h0)
          def backbone(self: __torch__.ncp.@NAME,
            x: Tensor,
            timespans: Optional[Tensor]=None) -> Dict[str, Tensor]:
            states = (self).states(x, timespans, )
            begin = torch.zeros_like(torch.slice(states, 1, 0, 1))
            before = torch.cat([begin, torch.slice(states, 1, 0, -1)], 1)
            values = annotate(Dict[str, Tensor], {})
            rnn_cell = self.rnn_cell
        @LAYERS    return values
          def read_out(self: __torch__.ncp.@NAME,
            states: Tensor) -> Tensor:
        @READ_OUT    return y
          def spans(self: __torch__.ncp.@NAME,
            x: Tensor,
            timespans: Optional[Tensor]) -> Tensor:
            shape = [torch.size(x, 0), torch.size(x, 1)]
            if torch.__is__(timespans, None):
              spans = torch.new_ones(x, shape)
            else:
              timespans0 = unchecked_cast(Tensor, timespans)
              spans = torch.reshape(torch.type_as(timespans0, x), shape)
            return spans
        class StateSequence(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          def forward(self: __torch__.ncp.StateSequence,
            states: Tensor) -> Tensor:
            return states
        class Linear(Module):
          __parameters__ = ["weight", "bias", ]
          __buffers__ = []
          weight : Tensor
          bias : Tensor
          training : bool
          def forward(self: __torch__.ncp.Linear,
            x: Tensor) -> Tensor:
            weight = self.weight
            bias = self.bias
            return torch.linear(x, weight, bias)
        """
        .replace("@ATTRIBUTES", attributes)
        .replace("@LAYERS", layers)
        .replace("@READ_OUT", readOut)
        .replace("@UNITS", Integer.toString(units))
        .replace("@CELL", cell)
        .replace("@NAME", name);
  }
}
