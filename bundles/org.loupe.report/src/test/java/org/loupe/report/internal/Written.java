package org.loupe.report.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Info;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Dimension;
import org.loupe.model.EngineInfo;
import org.loupe.plots.BarChart;
import org.loupe.plots.Figure;
import org.loupe.plots.IndexAxis;
import org.loupe.plots.Trace;
import org.loupe.plots.ValueAxis;
import org.loupe.plots.render.Panel;
import org.loupe.plots.render.RenderOptions;
import org.loupe.plots.render.Scene;
import org.loupe.plots.render.Theme;
import org.loupe.project.StoredResult;
import org.loupe.report.Report;

/** A report of two checkpoints with everything that can stand in one. */
final class Written {
  private Written() {}

  static Report report(Path folder) throws IOException {
    return new Report(
        "CNC <demo> & more",
        "dataset test, 300 windows",
        List.of(
            new Report.Chapter("early", List.of(section(folder, "early")), List.of()),
            new Report.Chapter(
                "late",
                List.of(section(folder, "late"), summary(folder)),
                List.of("Attention: the model has no attention.")),
            new Report.Chapter(
                "Compared with early: late",
                List.of(compared(folder, true), compared(folder, false)),
                List.of())),
        "{\"loupe\": 1, \"steps\": []}");
  }

  static Report.Section section(Path folder, String checkpoint) throws IOException {
    Path file = folder.resolve(checkpoint + ".svg");
    Files.writeString(file, svg());
    return new Report.Section(
        new Info("sensors", "Sensors", "What matters.", "Not why.", "A paper", "1", List.of()),
        "",
        new StoredResult(
            folder,
            new Provenance(
                "sensors",
                "1",
                Map.of("repeats", "5"),
                42,
                checkpoint,
                "ab",
                "test",
                "cd",
                new int[] {1, 2},
                "cpu",
                new EngineInfo("PyTorch", "2.7.1", "DJL 0.35.1"),
                8,
                Duration.ofSeconds(1)),
            List.of(
                new Scalar("m", "Mean drop", 0.25, new Interval(0.2, 0.3, 0.95, "bootstrap")),
                new Scalar("n", "Nothing", Double.NaN, null)),
            List.of(
                new Table("t", "Channels", List.of("name", "drop"), List.of(List.of("a<b", -0.5)))),
            List.of(
                new Finding("f", "It is 2 > 1.", List.of(2.0), "always said", "bars"),
                Finding.caution("c", "Few windows.", List.of(), "below 6", "elsewhere"),
                Finding.recommendation("r", "Use fewer channels.", List.of(), "above 0.9", null)),
            List.of(new StoredResult.StoredFigure("bars", "Bars", "What they show.", file))),
        "loupe analyze 'my project' --method sensors");
  }

  /**
   * Differences with what they are made of.
   *
   * @param again whether figures are there as data, not as drawings only
   */
  private static Report.Section compared(Path folder, boolean again) throws IOException {
    Report.Section early = section(folder, "early");
    Report.Section late = section(folder, "late");
    return new Report.Section(
        early.method(),
        again ? "" : "older",
        new StoredResult(
            folder, early.result().provenance(), List.of(), List.of(), List.of(), List.of()),
        "loupe compare",
        new Report.Compared(
            List.of(
                new Report.Side("early", early.result()), new Report.Side("late", late.result())),
            side ->
                again
                    ? Optional.of(List.of(figure(side.checkpoint().equals("late") ? 3 : 1)))
                    : Optional.empty()));
  }

  /** What is made of the others: its finding is shown by a figure of theirs. */
  private static Report.Section summary(Path folder) throws IOException {
    StoredResult result = section(folder, "late").result();
    return new Report.Section(
        new Info("summary", "Summary", "All.", "More.", "None", "1", List.of(Info.Need.RESULTS)),
        "",
        new StoredResult(
            folder,
            result.provenance(),
            List.of(),
            List.of(),
            List.of(
                new Finding("s.f", "sensors: It is 2.", List.of(), "always said", "sensors/bars"),
                new Finding("h.f", "heads: It is 3.", List.of(), "always said", "heads/bars")),
            result.figures()),
        "loupe analyze");
  }

  static String svg() {
    return Scene.of(List.of(Panel.of(figure(1))), RenderOptions.of(Theme.LIGHT, 600, 300)).svg();
  }

  private static Figure figure(double first) {
    return new Figure(
        "bars",
        "Bars of a & b",
        "What they show.",
        new BarChart(
            IndexAxis.named("channel", Dimension.CHANNEL, List.of("a", "b")),
            ValueAxis.of("drop"),
            List.of(Trace.of("", new double[] {first, 2})),
            true,
            List.of()));
  }
}
