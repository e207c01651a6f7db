package org.loupe.project;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.loupe.analysis.Provenance;

/**
 * How to get numbers again without the window, in words that are pasted elsewhere.
 *
 * @param project folder of the project
 * @param all where the numbers come from, one per checkpoint
 */
public record Reproduction(Path project, List<Provenance> all) {
  private static final Pattern PLAIN = Pattern.compile("[\\w./:=,@%+-]+");
  private static final Pattern SAFE_IN_PYTHON = Pattern.compile("[\\x20-\\x7e&&[^\"\\\\]]*");

  /** Copies the list. */
  public Reproduction {
    all = List.copyOf(all);
  }

  /** Command lines for a shell, one per checkpoint. */
  public String commandLines() {
    return all.stream().map(this::commandLine).collect(Collectors.joining("\n")) + "\n";
  }

  /** The command line of one of them. */
  public String commandLine(Provenance provenance) {
    return commandLine(ResultRequest.of(provenance), provenance);
  }

  /**
   * The command line that asks for a stored result again. It names more windows than the provenance
   * where the method left some out: only so the same result is found again.
   */
  public String commandLine(StoredResult result) {
    return commandLine(result.asked(), result.provenance());
  }

  private String commandLine(ResultRequest asked, Provenance provenance) {
    boolean several = asked.checkpoints().size() > 1;
    List<String> words =
        new ArrayList<>(
            List.of(
                "loupe",
                several ? "compare" : "analyze",
                project.toString(),
                "--method",
                asked.method(),
                several ? "--baseline" : "--checkpoint",
                asked.checkpoints().get(0)));
    for (String other : asked.checkpoints().subList(1, asked.checkpoints().size())) {
      words.addAll(List.of("--checkpoint", other));
    }
    words.addAll(
        List.of(
            "--data",
            asked.dataset(),
            "--windows",
            WindowExpression.of(asked.windows()),
            "--seed",
            Long.toString(asked.seed()),
            "--device",
            provenance.device()));
    for (Map.Entry<String, String> parameter : provenance.parameters().entrySet()) {
      words.add("--param");
      words.add(parameter.getKey() + "=" + parameter.getValue());
    }
    return words.stream().map(Reproduction::quoted).collect(Collectors.joining(" "));
  }

  /** A script that reads what the command lines write, as NumPy arrays. */
  public String python() {
    StringBuilder script = new StringBuilder();
    script.append("# Written by (run this first in a shell):\n");
    commandLines().lines().forEach(line -> script.append("#   ").append(line).append('\n'));
    script.append("import json\nfrom pathlib import Path\n\nimport numpy as np\n\n");
    script.append("results = Path(").append(literal(project.resolve("results").toString()));
    script.append(")\nasked = [\n");
    all.forEach(provenance -> script.append("    ").append(asked(provenance)).append(",\n"));
    script.append("]\n");
    script.append(
        """


        def numbers(windows):
            for part in windows.split(","):
                first, _, last = part.partition("-")
                yield from range(int(first), int(last or first) + 1)


        for method, checkpoint, seed, windows, parameters in asked:
            # Results of other parameters or windows lie beside it, as checkpoint~digits.
            for folder in sorted((results / method).iterdir()):
                if folder.name != checkpoint and not folder.name.startswith(checkpoint + "~"):
                    continue
                result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
                came = result["provenance"]
                if (result["parameters"], came["seed"]) != (parameters, seed):
                    continue
                if sorted(came["windows"]) != list(numbers(windows)):
                    continue
                arrays = np.load(folder / "arrays.npz")
                for name in arrays.files:
                    print(checkpoint, name, arrays[name].shape, arrays[name].dtype)
        """);
    return script.toString();
  }

  /** What a result was asked for by, as a tuple in Python. */
  private static String asked(Provenance provenance) {
    return "("
        + literal(provenance.analyzer())
        + ", "
        + literal(provenance.subjectName())
        + ", "
        + provenance.seed()
        + ", "
        + literal(WindowExpression.of(provenance.windows()))
        + ", {"
        + provenance.parameters().entrySet().stream()
            .map(each -> literal(each.getKey()) + ": " + literal(each.getValue()))
            .collect(Collectors.joining(", "))
        + "})";
  }

  /** As a shell takes it for one word. */
  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** As Python takes it for a string. */
  private static String literal(String text) {
    if (SAFE_IN_PYTHON.matcher(text).matches()) {
      return '"' + text + '"';
    }
    StringBuilder escaped = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            point -> {
              boolean plain = point >= ' ' && point < 127 && point != '"' && point != '\\';
              escaped.append(plain ? Character.toString(point) : String.format("\\U%08x", point));
            });
    return escaped.append('"').toString();
  }
}
