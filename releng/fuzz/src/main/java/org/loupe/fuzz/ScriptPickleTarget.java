package org.loupe.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The pickle of a TorchScript archive, under rules stricter than a training checkpoint's. */
public final class ScriptPickleTarget {
  private static final String CODE =
      """
      class Net(Module):
        __parameters__ = ["weight", ]
        __buffers__ = []
        weight : Tensor
        training : bool
        inner : __torch__.Net
        def forward(self: __torch__.Net,
          x: Tensor) -> Tensor:
          return torch.softmax(x, -1)
      """;

  private ScriptPickleTarget() {}

  /** Called by the fuzzer with a pickle, which stands for data, constants and places in code. */
  public static void fuzzerTestOneInput(byte[] data) {
    Map<String, byte[]> entries = Attempt.torch(data);
    entries.put("it/code/__torch__.py", CODE.getBytes(StandardCharsets.UTF_8));
    entries.put("it/constants.pkl", "\u0080\u0002).".getBytes(StandardCharsets.ISO_8859_1));
    Attempt.read(Attempt.zip(entries), FileTarget::script);
    entries.put("it/code/__torch__.py.debug_pkl", data);
    Attempt.read(Attempt.zip(entries), FileTarget::script);
  }
}
