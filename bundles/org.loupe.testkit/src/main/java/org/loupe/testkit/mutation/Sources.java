package org.loupe.testkit.mutation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changed TorchScript sources. */
final class Sources {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");
  private static final String[] NAMES = {
    "torch",
    "ops",
    "save",
    "from_file",
    "getattr",
    "self",
    "x",
    "__torch__",
    "Tensor",
    "int",
    "return",
    "None",
    "CONSTANTS",
    "as_strided",
    "view",
    "index",
    "if",
    "for",
    "fork"
  };
  private static final String[] STATEMENTS = {
    "    torch.save(x, \"mutant\")",
    "    y = torch.from_file(\"mutant\", True, 100000)",
    "    ops.c10d.send(x)",
    "    y = torch.zeros([1000000, 1000000])",
    "    y = torch.as_strided(x, [1000000], [1000000], 1000)",
    "    y = " + "(".repeat(5000) + "x" + ")".repeat(5000),
    "    y = x" + " + x".repeat(5000),
    "    y = \"unfinished",
    "    a, b, = unchecked_cast(Tuple[int, int], x)",
    "    x = unchecked_cast(Tensor, (x, x))",
    "    _0 = ops.prim.TupleUnpack((x, x))",
    "    self.training = True",
    "  training : Tuple[int, int]",
  };

  private Sources() {}

  static byte[] changed(byte[] source, Random random) {
    String text = new String(source, StandardCharsets.ISO_8859_1);
    String changed =
        switch (random.nextInt(3)) {
          case 0 -> otherName(text, random);
          case 1 -> otherLines(text, random);
          default -> moreLines(text, random);
        };
    return changed.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A name replaced by another, of the source or not. */
  private static String otherName(String text, Random random) {
    List<MatchResult> names = NAME.matcher(text).results().toList();
    if (names.isEmpty()) {
      return text;
    }
    MatchResult replaced = names.get(random.nextInt(names.size()));
    String by =
        random.nextBoolean()
            ? NAMES[random.nextInt(NAMES.length)]
            : names.get(random.nextInt(names.size())).group();
    return text.substring(0, replaced.start()) + by + text.substring(replaced.end());
  }

  /** Two lines swapped, or one left out or doubled. */
  private static String otherLines(String text, Random random) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n")));
    int at = random.nextInt(lines.size());
    switch (random.nextInt(3)) {
      case 0 -> Collections.swap(lines, at, random.nextInt(lines.size()));
      case 1 -> lines.remove(at);
      default -> lines.add(at, lines.get(at));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String moreLines(String text, Random random) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n")));
    lines.add(random.nextInt(lines.size() + 1), STATEMENTS[random.nextInt(STATEMENTS.length)]);
    return String.join("\n", lines) + "\n";
  }
}
