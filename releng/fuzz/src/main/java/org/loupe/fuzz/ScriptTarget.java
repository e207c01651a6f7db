package org.loupe.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** TorchScript source, in an archive whose model is of the class {@code Net} in it. */
public final class ScriptTarget {
  private static final String NET =
      "\u0080\u0002c__torch__\nNet\n)\u0081}(X\u0008\0\0\0training\u0089ub.";

  private ScriptTarget() {}

  /** Called by the fuzzer with source code. */
  public static void fuzzerTestOneInput(byte[] data) {
    Map<String, byte[]> entries = Attempt.torch(NET.getBytes(StandardCharsets.ISO_8859_1));
    entries.put("it/constants.pkl", "\u0080\u0002).".getBytes(StandardCharsets.ISO_8859_1));
    entries.put("it/code/__torch__.py", data);
    Attempt.read(Attempt.zip(entries), FileTarget::script);
  }
}
