package org.loupe.fuzz;

/** A training checkpoint's pickle. */
public final class PickleTarget {
  private PickleTarget() {}

  /** Called by the fuzzer with a pickle. */
  public static void fuzzerTestOneInput(byte[] data) {
    Attempt.read(Attempt.zip(Attempt.torch(data)), FileTarget::read);
  }
}
