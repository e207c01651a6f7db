package org.loupe.workbench.internal.inspector;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.loupe.analysis.Provenance;
import org.loupe.workbench.internal.core.WindowChoice;

/** Where numbers come from, in lines that can be copied. */
final class ProvenanceText {
  private static final int SHA_SHOWN = 12;
  private static final int WINDOWS_SHOWN = 60;

  private ProvenanceText() {}

  static String of(List<Provenance> all) {
    return all.stream().map(ProvenanceText::of).collect(Collectors.joining("\n\n"));
  }

  private static String of(Provenance p) {
    String windows = WindowChoice.expression(p.windows());
    String parameters =
        p.parameters().entrySet().stream()
            .map(entry -> "  " + entry.getKey() + " = " + entry.getValue())
            .collect(Collectors.joining("\n"));
    return String.join(
        "\n",
        p.analyzer() + " " + p.version(),
        "checkpoint " + p.checkpoint() + "  sha256 " + start(p.checkpointSha256()),
        "dataset " + p.dataset() + "  sha256 " + start(p.datasetSha256()),
        "windows "
            + (windows.length() > WINDOWS_SHOWN
                ? windows.substring(0, WINDOWS_SHOWN) + "…"
                : windows)
            + " ("
            + p.windows().length
            + ")",
        "seed " + p.seed() + ", device " + p.device(),
        p.engine().name() + " " + p.engine().version() + ", " + p.engine().binding(),
        "micro-batch " + p.microBatch() + ", took " + seconds(p.duration()),
        parameters);
  }

  private static String start(String sha) {
    return sha.substring(0, Math.min(SHA_SHOWN, sha.length()));
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
  }
}
