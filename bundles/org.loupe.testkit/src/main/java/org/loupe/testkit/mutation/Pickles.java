package org.loupe.testkit.mutation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Malicious pickles, and pickles with a malicious piece in them. */
final class Pickles {
  private static final String[] GLOBALS = {
    "os\nsystem",
    "posix\nsystem",
    "nt\nsystem",
    "builtins\neval",
    "builtins\nexec",
    "subprocess\nPopen",
    "torch.jit._script\nload",
    "torch\nload",
    "builtins\ngetattr",
    "torch.distributed.rpc\nrref",
    "torch._utils\n_rebuild_qtensor",
    "__torch__.torch.classes.a\nB",
    "torch._utils\n_rebuild_sparse_tensor",
    "__main__\nTensorID"
  };
  private static final Pattern GLOBAL = Pattern.compile("c[\\w.]+\n\\w+\n");
  private static final int DEPTH = 100_000;

  private Pickles() {}

  /** A call of what would run a command, if anything were ever called. */
  static byte[] command(Random random) {
    String global = GLOBALS[random.nextInt(GLOBALS.length)];
    String command = "true # a test of Loupe";
    return bytes(
        "\u0080\u0002}X\u0004\0\0\0stepc"
            + global
            + "\n(X"
            + (char) command.length()
            + "\0\0\0"
            + command
            + "tRs.");
  }

  /** Lists or tuples in each other. */
  static byte[] deep(Random random) {
    return random.nextBoolean()
        ? bytes("\u0080\u0002" + "]".repeat(DEPTH) + "a".repeat(DEPTH - 1) + ".")
        : bytes("\u0080\u0002)" + "\u0085".repeat(DEPTH) + ".");
  }

  /** Lists and dictionaries that hold themselves, or each the last one twice. */
  static byte[] cyclic(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> bytes("\u0080\u0002]q\0h\0a.");
      case 1 -> bytes("\u0080\u0002}q\0X\u0004\0\0\0selfh\0s.");
      default -> {
        StringBuilder laughs = new StringBuilder("\u0080\u0002]q\0");
        for (char i = 1; i < 60; i++) {
          laughs.append("](h").append((char) (i - 1)).append("h").append((char) (i - 1));
          laughs.append("eq").append(i);
        }
        yield bytes(laughs + ".");
      }
    };
  }

  /** Promises of more than there is. */
  static byte[] promising(Random random) {
    String large = "\u00ff\u00ff\u00ff\u007f";
    return switch (random.nextInt(5)) {
      case 0 -> bytes("\u0080\u0002X" + large + "text");
      case 1 -> bytes("\u0080\u0002B" + large + "bytes");
      case 2 -> bytes("\u0080\u0002]r" + large + ".");
      case 3 -> bytes("\u0080\u0002\u008b" + large + "\u0001.");
      default -> bytes("\u0080\u0002\u0095" + large + large + "].");
    };
  }

  /** A pickle with another global in place of one of its own. */
  static byte[] otherGlobal(byte[] pickle, Random random) {
    int from = random.nextInt(pickle.length);
    for (int i = 0; i < pickle.length; i++) {
      int at = (from + i) % pickle.length;
      int end = pickle[at] == 'c' ? lineEnd(pickle, lineEnd(pickle, at)) : pickle.length;
      if (end < pickle.length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(pickle, 0, at + 1);
        out.writeBytes(bytes(GLOBALS[random.nextInt(GLOBALS.length)] + "\n"));
        out.write(pickle, end, pickle.length - end);
        return out.toByteArray();
      }
    }
    return command(random);
  }

  /** A pickle with one of its globals in place of another. */
  static byte[] swappedGlobal(byte[] pickle, Random random) {
    List<MatchResult> globals =
        GLOBAL.matcher(new String(pickle, StandardCharsets.ISO_8859_1)).results().toList();
    if (globals.isEmpty()) {
      return otherGlobal(pickle, random);
    }
    MatchResult replaced = globals.get(random.nextInt(globals.size()));
    MatchResult by = globals.get(random.nextInt(globals.size()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(pickle, 0, replaced.start());
    out.writeBytes(bytes(by.group()));
    out.write(pickle, replaced.end(), pickle.length - replaced.end());
    return out.toByteArray();
  }

  /** A pickle in which a tuple holds one element less than it did, or one more. */
  static byte[] otherTuple(byte[] pickle, Random random) {
    int from = random.nextInt(pickle.length);
    for (int i = 0; i < pickle.length; i++) {
      int at = (from + i) % pickle.length;
      int operation = pickle[at] & 0xff;
      if (operation >= 0x85 && operation <= 0x87) {
        boolean more = operation == 0x85 || operation == 0x86 && random.nextBoolean();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(pickle, 0, at);
        // the last two become one, or another is added
        out.writeBytes(bytes(more ? "K\u0001" : "\u0086"));
        out.write(more ? operation + 1 : operation - 1);
        out.write(pickle, at + 1, pickle.length - at - 1);
        return out.toByteArray();
      }
    }
    return otherGlobal(pickle, random);
  }

  /** The index after the next line feed. */
  private static int lineEnd(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return Math.min(bytes.length, at + 1);
  }

  private static byte[] bytes(String latin) {
    return latin.getBytes(StandardCharsets.ISO_8859_1);
  }
}
