package org.loupe.runtime.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in libtorch's long messages the few words that say what is wrong. */
final class Reasons {

  private static final int LONGEST = 240;

  /** The last of them is the innermost failure of a TorchScript program. */
  private static final Pattern RAISED =
      Pattern.compile("(?m)^\\s*(?:[\\w.]+\\.)?(?:\\w+Error|\\w*Exception): (.+)$");

  private static final Pattern NEEDED =
      Pattern.compile("(?i:tried to allocate) ([\\d.]+) (bytes|[KMGT]i?B)");

  private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private Reasons() {}

  /** One line without a trace, without a full stop at its end. */
  static String of(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    String reason = null;
    Matcher raised = RAISED.matcher(message);
    while (raised.find()) {
      reason = raised.group(1);
    }
    if (reason == null) {
      reason = message.strip().lines().findFirst().orElse(message);
    }
    reason = reason.replaceAll("\\s+", " ").replaceAll("[.:\\s]+$", "");
    return reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST - 1) + "…";
  }

  /** Whether the host or the device had not enough memory. */
  static boolean outOfMemory(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("out of memory")
        || message.contains("can't allocate memory")
        || message.contains("not enough memory")
        // of cuBLAS and cuDNN, which take memory of their own
        || message.contains("alloc_failed");
  }

  /** Whether the model's code makes tensors elsewhere than where its inputs are. */
  static boolean elsewhere(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("on the same device") || message.contains("at the same device");
  }

  /** How much memory was asked for in vain, as people write it, if the message says so. */
  static Optional<String> needed(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Matcher needed = NEEDED.matcher(String.valueOf(cause.getMessage()));
      if (needed.find()) {
        return Optional.of(amount(needed.group(1), needed.group(2)));
      }
    }
    return Optional.empty();
  }

  /** The processor's allocator says bytes, those of other devices say KiB to GiB. */
  private static String amount(String number, String unit) {
    if (!unit.equals("bytes")) {
      return number + " " + unit;
    }
    double bytes = Double.parseDouble(number);
    int power = (int) Math.max(0, Math.min(UNITS.length - 1, Math.log(bytes) / Math.log(1024)));
    return String.format(Locale.ROOT, "%.1f %s", bytes / Math.pow(1024, power), UNITS[power]);
  }

  /** Whether the device itself failed, and not the model on these inputs. */
  static boolean deviceFailed(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("cuda error") || message.contains("cudnn") || message.contains("mps");
  }
}
