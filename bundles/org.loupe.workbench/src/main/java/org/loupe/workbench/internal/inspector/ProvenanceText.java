package org.loupe.workbench.internal.inspector;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.loupe.analysis.Provenance;
import org.loupe.project.WindowExpression;
import org.loupe.workbench.internal.core.ActiveView.Source;

/** Where numbers come from, in lines that can be copied. */
final class ProvenanceText {
  private static final int SHA_SHOWN = 12;
  private static final int WINDOWS_SHOWN = 60;
  private static final String CUT = "…";

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

  private ProvenanceText() {}

  /** Short enough to be read beside the figures. */
  static String shown(List<Source> all) {
    return of(all, SHA_SHOWN, WINDOWS_SHOWN);
  }

  /** With whole digests and window numbers, to be copied. */
  static String whole(List<Source> all) {
    return of(all, Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  private static String of(List<Source> all, int sha, int windows) {
    return all.stream().map(p -> of(p, sha, windows)).collect(Collectors.joining("\n\n"));
  }

  private static String of(Source source, int sha, int windows) {
    Provenance p = source.provenance();
    String parameters =
        p.parameters().entrySet().stream()
            .map(entry -> "  " + entry.getKey() + " = " + entry.getValue())
            .collect(Collectors.joining("\n"));
    return String.join(
        "\n",
        p.analyzer() + " " + p.version(),
        "checkpoint "
            + p.checkpoint()
            + "  sha256 "
            + cut(p.checkpointSha256(), sha, "")
            + p.compared().stream()
                .map(
                    other ->
                        "\n  against "
                            + other.checkpoint()
                            + "  sha256 "
                            + cut(other.checkpointSha256(), sha, ""))
                .collect(Collectors.joining()),
        "dataset " + p.dataset() + "  sha256 " + cut(p.datasetSha256(), sha, ""),
        "windows "
            + cut(WindowExpression.of(p.windows()), windows, CUT)
            + " ("
            + p.windows().length
            + ")",
        "seed " + p.seed() + ", device " + p.device(),
        p.engine().name() + " " + p.engine().version() + ", " + p.engine().binding(),
        "micro-batch " + p.microBatch() + ", took " + seconds(p.duration()) + read(source),
        parameters);
  }

  private static String read(Source source) {
    return source
        .written()
        .map(at -> "\nComputed on " + WHEN.format(at) + "; read from the project")
        .orElse("");
  }

  private static String cut(String text, int length, String mark) {
    return text.length() <= length ? text : text.substring(0, length) + mark;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
  }
}
