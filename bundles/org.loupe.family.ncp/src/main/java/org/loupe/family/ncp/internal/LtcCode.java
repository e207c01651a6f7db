package org.loupe.family.ncp.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The classes of a network of one LTC cell. */
final class LtcCode {
  private final LtcNetwork network;

  LtcCode(LtcNetwork network) {
    this.network = network;
  }

  String text() {
    return new ModelCode(
                "LTC",
                "LTCCell",
                network.units(),
                network.readout().attributes(),
                """
                    rnn_cell = self.rnn_cell
                    y = (rnn_cell).outputs(states, )
                """
                    + network.readout().statements(),
                layers())
            .text()
        + cell()
        + synapses();
  }

  /** The conductance that reaches each unit, through other units and from the inputs. */
  private static String layers() {
    return """
            recurrent = annotate(List[Tensor], [])
            sensory = annotate(List[Tensor], [])
            for t in range(torch.size(x, 1)):
              r, _1, = (rnn_cell).recurrent(torch.select(before, 1, t), )
              s, _2, = (rnn_cell).sensory(torch.select(x, 1, t), )
              _3 = torch.append(recurrent, r)
              _4 = torch.append(sensory, s)
            torch._set_item(values, "recurrent_synapses", torch.stack(recurrent, 1))
            torch._set_item(values, "sensory_synapses", torch.stack(sensory, 1))
        """;
  }

  private String cell() {
    List<String> parameters = network.parameters();
    List<String> all = new ArrayList<>(parameters);
    all.addAll(LtcNetwork.BUFFERS);
    return """
        class LTCCell(Module):
          __parameters__ = [@PARAMETERS]
          __buffers__ = [@BUFFERS]
        @ATTRIBUTES  training : bool
          recurrent_synapses : __torch__.ncp.Synapses
          sensory_synapses : __torch__.ncp.Synapses
          def forward(self: __torch__.ncp.LTCCell,
            x: Tensor,
            h: Tensor,
            ts: Tensor) -> Tensor:
            ds, ns, = (self).sensory(x, )
            cm = self.cm
            c = torch.div((self).positive(cm, ), torch.div(ts, @UNFOLDS.))
            gleak = self.gleak
            g = (self).positive(gleak, )
            vleak = self.vleak
            leak = torch.mul(g, vleak)
            v = h
            for _0 in range(@UNFOLDS):
              d, n, = (self).recurrent(v, )
              numerator = torch.add(torch.add(torch.mul(c, v), leak), torch.add(n, ns))
              denominator = torch.add(torch.add(c, g), torch.add(d, ds))
              v = torch.div(numerator, torch.add(denominator, @EPSILON))
            return v
          def recurrent(self: __torch__.ncp.LTCCell,
            v: Tensor) -> Tuple[Tensor, Tensor]:
            w = self.w
            mu = self.mu
            sigma = self.sigma
            mask = self.sparsity_mask
            erev = self.erev
            synapses = self.recurrent_synapses
            return (synapses).forward(v, (self).positive(w, ), mu, sigma, mask, erev, )
          def sensory(self: __torch__.ncp.LTCCell,
            x: Tensor) -> Tuple[Tensor, Tensor]:
            z = x
        @INPUT    w = self.sensory_w
            mu = self.sensory_mu
            sigma = self.sensory_sigma
            mask = self.sensory_sparsity_mask
            erev = self.sensory_erev
            synapses = self.sensory_synapses
            return (synapses).forward(z, (self).positive(w, ), mu, sigma, mask, erev, )
          def outputs(self: __torch__.ncp.LTCCell,
            states: Tensor) -> Tensor:
            z = torch.slice(states, -1, 0, @MOTORS)
        @OUTPUT    return z
          def positive(self: __torch__.ncp.LTCCell,
            p: Tensor) -> Tensor:
            return @POSITIVE
        """
        .replace("@PARAMETERS", quoted(parameters))
        .replace("@BUFFERS", quoted(LtcNetwork.BUFFERS))
        .replace(
            "@ATTRIBUTES",
            all.stream().map(name -> "  " + name + " : Tensor\n").collect(Collectors.joining()))
        .replace("@UNFOLDS", Integer.toString(network.solver().unfolds()))
        .replace("@EPSILON", number(network.solver().epsilon()))
        .replace("@MOTORS", Integer.toString(network.motors()))
        .replace("@INPUT", mapping("input"))
        .replace("@OUTPUT", mapping("output"))
        .replace("@POSITIVE", network.solver().implicit() ? "torch.softplus(p)" : "p");
  }

  private static String quoted(List<String> names) {
    return names.stream().map(name -> '"' + name + "\", ").collect(Collectors.joining());
  }

  /** As a literal that is a floating point number to TorchScript, too. */
  private static String number(double value) {
    String plain = new BigDecimal(Double.toString(value)).toPlainString();
    return plain.contains(".") ? plain : plain + ".";
  }

  private String mapping(String side) {
    StringBuilder text = new StringBuilder();
    if (network.mappings().contains(side + "_w")) {
      text.append("    @_w = self.@_w\n    z = torch.mul(z, @_w)\n".replace("@", side));
    }
    if (network.mappings().contains(side + "_b")) {
      text.append("    @_b = self.@_b\n    z = torch.add(z, @_b)\n".replace("@", side));
    }
    return text.toString();
  }

  private static String synapses() {
    return """
        class Synapses(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          def forward(self: __torch__.ncp.Synapses,
            v: Tensor,
            w: Tensor,
            mu: Tensor,
            sigma: Tensor,
            mask: Tensor,
            erev: Tensor) -> Tuple[Tensor, Tensor]:
            opened = torch.sigmoid(torch.mul(sigma, torch.sub(torch.unsqueeze(v, -1), mu)))
            g = torch.mul(torch.mul(w, opened), mask)
            return (torch.sum(g, [1]), torch.sum(torch.mul(g, erev), [1]))
        """;
  }
}
