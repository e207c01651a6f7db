package org.loupe.family.ncp.internal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The classes of a network of CfC cells. */
final class CfcCode {
  private static final String EMPTY =
      """
        __parameters__ = []
        __buffers__ = []
        training : bool
      """;

  private final CfcNetwork network;

  CfcCode(CfcNetwork network) {
    this.network = network;
  }

  /** The qualified name of a class. */
  static String type(String name) {
    return "__torch__.ncp." + name;
  }

  String text() {
    String cell = network.wired() ? "WiredCfCCell" : "CfCCell";
    StringBuilder text = new StringBuilder();
    text.append(
        new ModelCode("CfC", cell, units(), network.readout().attributes(), readOut(), layers())
            .text());
    if (network.wired()) {
      text.append(wiredCell()).append(maskedLinear());
    }
    text.append(cell());
    if (!backbone().isEmpty()) {
      text.append(backboneClass()).append(activation());
    }
    return text.toString();
  }

  private List<CfcLayer> parts() {
    return network.layers();
  }

  private List<Integer> backbone() {
    return parts().get(0).backbone();
  }

  private int units() {
    return parts().stream().mapToInt(CfcLayer::units).sum();
  }

  /** The last layer is what the network gives. */
  private String readOut() {
    int last = parts().get(parts().size() - 1).units();
    String output =
        parts().size() == 1
            ? "    y = states\n"
            : "    y = torch.slice(states, -1, " + (units() - last) + ", " + units() + ")\n";
    return output + network.readout().statements();
  }

  /** Layers by name: those of the backbone, or groups of neurons. */
  private String layers() {
    if (backbone().isEmpty()) {
      return "    parts = torch.split(states, "
          + sizes()
          + ", 2)\n"
          + IntStream.range(0, parts().size())
              .mapToObj(i -> "    torch._set_item(values, \"layer_" + i + "\", parts[" + i + "])\n")
              .collect(Collectors.joining());
    }
    StringBuilder text = new StringBuilder();
    text.append("    backbone = rnn_cell.backbone\n");
    text.append("    layers = (backbone).layers(torch.cat([x, before], 2), )\n");
    List<Integer> numbers = backboneModules();
    for (int i = 0; i < numbers.size(); i++) {
      text.append("    torch._set_item(values, \"backbone.")
          .append(numbers.get(i))
          .append("\", layers[")
          .append(i)
          .append("])\n");
    }
    return text.toString();
  }

  /** Linear layers and activations by their numbers. */
  private List<Integer> backboneModules() {
    return backbone().stream().flatMap(number -> List.of(number, number + 1).stream()).toList();
  }

  private String sizes() {
    return parts().stream()
        .map(layer -> Integer.toString(layer.units()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private String wiredCell() {
    StringBuilder text = new StringBuilder("class WiredCfCCell(Module):\n").append(EMPTY);
    for (CfcLayer layer : parts()) {
      text.append("  ").append(layer.attribute()).append(" : __torch__.ncp.CfCCell\n");
    }
    text.append(
        """
          def forward(self: __torch__.ncp.WiredCfCCell,
            x: Tensor,
            h: Tensor,
            ts: Tensor) -> Tensor:
        """);
    text.append("    parts = torch.split(h, ").append(sizes()).append(", 1)\n");
    String input = "x";
    for (int i = 0; i < parts().size(); i++) {
      String name = parts().get(i).attribute();
      text.append("    ").append(name).append(" = self.").append(name).append('\n');
      text.append(
          "    h" + i + " = (" + name + ").forward(" + input + ", parts[" + i + "], ts, )\n");
      input = "h" + i;
    }
    return text.append("    return torch.cat(")
        .append(
            IntStream.range(0, parts().size())
                .mapToObj(i -> "h" + i)
                .collect(Collectors.joining(", ", "[", "]")))
        .append(", 1)\n")
        .toString();
  }

  private static String maskedLinear() {
    return """
        class MaskedLinear(Module):
          __parameters__ = ["weight", "bias", ]
          __buffers__ = []
          weight : Tensor
          bias : Tensor
          training : bool
          def forward(self: __torch__.ncp.MaskedLinear,
            x: Tensor,
            mask: Tensor) -> Tensor:
            weight = self.weight
            bias = self.bias
            return torch.linear(x, torch.mul(weight, mask), bias)
        """;
  }

  private String cell() {
    boolean pure = network.mode() == Mode.PURE;
    String masked = network.wired() ? "MaskedLinear" : "Linear";
    StringBuilder text = new StringBuilder("class CfCCell(Module):\n");
    text.append("  __parameters__ = [").append(pure ? "\"w_tau\", \"A\", " : "").append("]\n");
    text.append("  __buffers__ = [")
        .append(network.wired() ? "\"sparsity_mask\", " : "")
        .append("]\n");
    text.append(pure ? "  w_tau : Tensor\n  A : Tensor\n" : "");
    text.append(network.wired() ? "  sparsity_mask : Tensor\n" : "");
    text.append("  training : bool\n");
    text.append(backbone().isEmpty() ? "" : "  backbone : __torch__.ncp.Backbone\n");
    text.append("  ff1 : __torch__.ncp.").append(masked).append('\n');
    if (!pure) {
      text.append("  ff2 : __torch__.ncp.").append(masked).append('\n');
      text.append("  time_a : __torch__.ncp.Linear\n  time_b : __torch__.ncp.Linear\n");
    }
    text.append("  def forward(self: __torch__.ncp.CfCCell,\n");
    text.append("    x: Tensor,\n    h: Tensor,\n    ts: Tensor) -> Tensor:\n");
    text.append("    z = torch.cat([x, h], 1)\n");
    if (!backbone().isEmpty()) {
      text.append("    backbone = self.backbone\n    z = (backbone).forward(z, )\n");
    }
    text.append(network.wired() ? "    mask = self.sparsity_mask\n" : "");
    text.append("    ff1 = self.ff1\n    f1 = ").append(call("ff1")).append('\n');
    return text.append(pure ? pureState() : gatedState()).toString();
  }

  private String call(String module) {
    return "(" + module + ").forward(z, " + (network.wired() ? "mask, )" : ")");
  }

  private static String pureState() {
    return """
            w_tau = self.w_tau
            A = self.A
            rate = torch.add(torch.abs(w_tau), torch.abs(f1))
            decay = torch.exp(torch.mul(torch.neg(ts), rate))
            return torch.sub(A, torch.mul(torch.mul(A, decay), f1))
        """;
  }

  private String gatedState() {
    boolean torch = network.implementation() == Implementation.TORCH;
    StringBuilder text = new StringBuilder();
    text.append("    ff2 = self.ff2\n    f2 = ").append(call("ff2")).append('\n');
    if (torch) {
      text.append("    f1 = torch.tanh(f1)\n    f2 = torch.tanh(f2)\n");
    }
    text.append("    time_a = self.time_a\n    time_b = self.time_b\n");
    text.append("    a = torch.mul((time_a).forward(z, ), ts)\n");
    text.append("    b = (time_b).forward(z, )\n");
    text.append("    g = torch.sigmoid(").append(torch ? "torch.add(a, b)" : "torch.sub(b, a)");
    text.append(")\n");
    String first = network.mode() == Mode.NO_GATE ? "f1" : "torch.mul(f1, torch.rsub(g, 1.))";
    return text.append("    return torch.add(")
        .append(first)
        .append(", torch.mul(g, f2))\n")
        .toString();
  }

  private String backboneClass() {
    StringBuilder text = new StringBuilder("class Backbone(Module):\n").append(EMPTY);
    StringBuilder calls = new StringBuilder();
    String input = "x";
    for (int number : backboneModules()) {
      String type = backbone().contains(number) ? "Linear" : "Activation";
      text.append("  __annotations__[\"" + number + "\"] = __torch__.ncp." + type + "\n");
      calls.append("    _" + number + " = getattr(self, \"" + number + "\")\n");
      calls.append("    x" + number + " = (_" + number + ").forward(" + input + ", )\n");
      input = "x" + number;
    }
    text.append("  def forward(self: __torch__.ncp.Backbone,\n    x: Tensor) -> Tensor:\n");
    text.append(calls).append("    return ").append(input).append('\n');
    text.append("  def layers(self: __torch__.ncp.Backbone,\n    x: Tensor) -> List[Tensor]:\n");
    return text.append(calls)
        .append("    return ")
        .append(
            backboneModules().stream()
                .map(number -> "x" + number)
                .collect(Collectors.joining(", ", "[", "]")))
        .append('\n')
        .toString();
  }

  private String activation() {
    return "class Activation(Module):\n"
        + EMPTY
        + "  def forward(self: __torch__.ncp.Activation,\n    x: Tensor) -> Tensor:\n    return "
        + network.activation().code()
        + "\n";
  }
}
