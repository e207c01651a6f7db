package org.loupe.report.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Info;
import org.loupe.analysis.Interval;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.BadInputException;
import org.loupe.plots.render.FontFaces;
import org.loupe.project.StoredResult;
import org.loupe.report.Report;
import org.loupe.report.Report.Chapter;
import org.loupe.report.Report.Section;

/** A report as a page: contents, then per checkpoint and method findings, figures, numbers. */
final class ReportPage {
  private final Html out = new Html();
  private final Report report;

  private ReportPage(Report report) {
    this.report = report;
  }

  /**
   * The page.
   *
   * @param style the page's style sheet
   * @throws BadInputException if a figure cannot be taken over
   */
  static String of(Report report, String style) throws BadInputException {
    ReportPage page = new ReportPage(report);
    page.page(style);
    return page.out.toString();
  }

  private void page(String style) throws BadInputException {
    out.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.element("title", report.title());
    out.raw("<style>\n" + FontFaces.css() + style + "</style>\n</head>\n<body>\n");
    out.raw("<a class=\"skip\" href=\"#content\">Skip the contents</a>\n");
    out.raw("<header>\n").element("h1", report.title()).element("p", report.of());
    contents();
    out.raw("</header>\n<main id=\"content\">\n");
    for (int i = 0; i < report.chapters().size(); i++) {
      chapter(report.chapters().get(i), i);
    }
    recipe();
    out.raw("</main>\n</body>\n</html>\n");
  }

  private void contents() {
    out.raw("<nav aria-label=\"Contents\">\n<ul>\n");
    for (int i = 0; i < report.chapters().size(); i++) {
      Chapter chapter = report.chapters().get(i);
      out.raw("<li><a href=\"#" + id(i) + "\">").text(chapter.checkpoint()).raw("</a>");
      String separator = ": ";
      for (int k = 0; k < chapter.sections().size(); k++) {
        out.raw(separator + "<a href=\"#" + id(i, k) + "\">");
        out.text(heading(chapter.sections().get(k))).raw("</a>");
        separator = ", ";
      }
      out.raw("</li>\n");
    }
    if (!report.recipe().isEmpty()) {
      out.raw("<li><a href=\"#recipe\">How to compute all of it again</a></li>\n");
    }
    out.raw("</ul>\n</nav>\n");
  }

  private void recipe() {
    if (report.recipe().isEmpty()) {
      return;
    }
    open("recipe", "h2", "How to compute all of it again");
    out.element("p", "Save this recipe as recipe.json and run it with: loupe run recipe.json");
    out.raw("<pre tabindex=\"0\"><code>").text(report.recipe()).raw("</code></pre>\n</section>\n");
  }

  /** A section that is called as its heading says. */
  private void open(String id, String heading, String text) {
    out.raw("<section id=\"" + id + "\" aria-labelledby=\"" + id + "-heading\">\n");
    out.raw("<" + heading + " id=\"" + id + "-heading\">").text(text);
    out.raw("</" + heading + ">\n");
  }

  private static String id(int chapter) {
    return "c" + chapter;
  }

  private static String id(int chapter, int section) {
    return id(chapter) + "-" + section;
  }

  private void chapter(Chapter chapter, int number) throws BadInputException {
    open(id(number), "h2", chapter.checkpoint());
    for (int i = 0; i < chapter.sections().size(); i++) {
      section(chapter, number, i);
    }
    if (!chapter.missing().isEmpty()) {
      out.element("h3", "Not in this report").raw("<ul>\n");
      chapter.missing().forEach(sentence -> out.element("li", sentence));
      out.raw("</ul>\n");
    }
    out.raw("</section>\n");
  }

  private void section(Chapter chapter, int number, int place) throws BadInputException {
    Section section = chapter.sections().get(place);
    String id = id(number, place);
    open(id, "h3", heading(section));
    out.element("p", section.method().explains());
    StoredResult result = section.result();
    findings(result, figure -> target(chapter, number, place, figure));
    // What is made of other results says in its figures what its findings say.
    if (!section.method().needs().contains(Info.Need.RESULTS)) {
      for (StoredResult.StoredFigure figure : result.figures()) {
        figure(figure, id);
      }
    }
    new ComparedFigures(out, id).write(section.compared());
    out.element("p", "limits", "What it does not say: " + section.method().limits());
    out.raw("<details>\n<summary>Numbers, and how to compute them again</summary>\n");
    scalars(result.scalars());
    result.tables().forEach(this::table);
    provenance(section);
    out.raw("</details>\n</section>\n");
  }

  private static String heading(Section section) {
    String name = section.method().name();
    return section.variant().isEmpty() ? name : name + ": " + section.variant();
  }

  /** The id of the figure that shows a finding, in its own section or another of the chapter. */
  private static Optional<String> target(Chapter chapter, int number, int place, String figure) {
    int slash = figure.indexOf('/');
    for (int i = 0; i < chapter.sections().size(); i++) {
      Section section = chapter.sections().get(i);
      boolean meant =
          slash < 0 ? i == place : section.method().id().equals(figure.substring(0, slash));
      String wanted = figure.substring(slash + 1);
      if (meant && section.result().figures().stream().anyMatch(f -> f.id().equals(wanted))) {
        return Optional.of(id(number, i) + "-" + wanted);
      }
    }
    return Optional.empty();
  }

  private void findings(StoredResult result, Function<String, Optional<String>> targets) {
    if (result.findings().isEmpty()) {
      return;
    }
    out.raw("<ul class=\"findings\">\n");
    for (Finding finding : result.findings()) {
      out.raw("<li class=\"" + finding.kind().name().toLowerCase(Locale.ROOT) + "\">");
      if (finding.kind() != Finding.Kind.OBSERVATION) {
        out.raw("<b>" + (finding.kind() == Finding.Kind.CAUTION ? "Caution" : "Recommended"));
        out.raw(":</b> ");
      }
      out.text(finding.sentence());
      out.raw(" <small>").text("(" + finding.rule() + ")").raw("</small>");
      Optional.ofNullable(finding.figure())
          .flatMap(targets)
          .ifPresent(id -> out.raw(" <a href=\"#").text(id).raw("\">see figure</a>"));
      out.raw("</li>\n");
    }
    out.raw("</ul>\n");
  }

  private void figure(StoredResult.StoredFigure figure, String id) throws BadInputException {
    out.raw("<figure id=\"" + id + "-").text(figure.id()).raw("\">\n");
    out.raw(Drawn.read(figure.file()));
    out.raw("\n").element("figcaption", figure.caption()).raw("</figure>\n");
  }

  private void scalars(List<Scalar> scalars) {
    if (scalars.isEmpty()) {
      return;
    }
    table("Single numbers").raw("<tbody>\n");
    for (Scalar scalar : scalars) {
      out.raw("<tr><th scope=\"row\">").text(scalar.label()).raw("</th><td class=\"number\">");
      out.text(number(scalar.value())).raw("</td><td>").text(interval(scalar)).raw("</td></tr>\n");
    }
    out.raw("</tbody>\n</table>\n</div>\n");
  }

  private static String interval(Scalar scalar) {
    Interval interval = scalar.interval();
    return interval == null
        ? ""
        : String.format(
            Locale.ROOT,
            "%.0f %% interval %s to %s, %s",
            100 * interval.level(),
            number(interval.low()),
            number(interval.high()),
            interval.method());
  }

  /** A wide table scrolls by itself, also by keyboard; the page does not. */
  private Html table(String caption) {
    out.raw("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"").text(caption);
    return out.raw("\">\n<table>\n").element("caption", caption);
  }

  private void table(Table table) {
    table(table.title()).raw("<thead><tr>");
    for (String column : table.columns()) {
      out.raw("<th scope=\"col\">").text(column).raw("</th>");
    }
    out.raw("</tr></thead>\n<tbody>\n");
    for (List<Object> row : table.rows()) {
      out.raw("<tr>");
      for (Object cell : row) {
        if (cell instanceof Number number) {
          out.raw("<td class=\"number\">").text(number(number)).raw("</td>");
        } else {
          out.raw("<td>").text(cell.toString()).raw("</td>");
        }
      }
      out.raw("</tr>\n");
    }
    out.raw("</tbody>\n</table>\n</div>\n");
  }

  private static String number(Number value) {
    if (value instanceof Integer || value instanceof Long) {
      return value.toString();
    }
    double number = value.doubleValue();
    return Double.isFinite(number)
        ? String.format(Locale.ROOT, "%.4g", number).replace('-', '\u2212')
        : "n/a";
  }

  private void provenance(Section section) {
    Provenance p = section.result().provenance();
    Map<String, String> parameters = p.parameters();
    table("Provenance").raw("<tbody>\n");
    row("method", p.analyzer() + ", numbers of version " + p.version());
    row(
        "parameters",
        parameters.isEmpty()
            ? "none"
            : parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(", ")));
    row("checkpoint", p.checkpoint() + ", SHA-256 " + p.checkpointSha256());
    p.compared()
        .forEach(
            other -> row("against", other.checkpoint() + ", SHA-256 " + other.checkpointSha256()));
    row("dataset", p.dataset() + ", SHA-256 " + p.datasetSha256());
    row("windows", Integer.toString(p.windows().length));
    row("seed", Long.toString(p.seed()));
    row(
        "computed by",
        p.engine().name()
            + " "
            + p.engine().version()
            + " ("
            + p.engine().binding()
            + ") on "
            + p.device());
    row("paper", section.method().paper());
    out.raw("</tbody>\n</table>\n</div>\n");
    out.raw("<pre><code>").text(section.command()).raw("</code></pre>\n");
  }

  private void row(String name, String value) {
    out.raw("<tr><th scope=\"row\">" + name + "</th><td>").text(value).raw("</td></tr>\n");
  }
}
