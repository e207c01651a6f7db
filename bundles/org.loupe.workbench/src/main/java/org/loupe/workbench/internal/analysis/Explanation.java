package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Info;

/** What there is to say of a figure: from its method, its caption and the findings it shows. */
final class Explanation {
  private Explanation() {}

  /**
   * A paragraph.
   *
   * @param id stable
   * @param heading shown above
   * @param text in sentences
   */
  record Section(String id, String heading, String text) {}

  /**
   * Explains a figure.
   *
   * @param info its method
   * @param figure its id
   * @param caption as shown below it
   * @param columns where it comes from
   */
  static List<Section> of(
      Info info, String figure, String caption, List<PanelMaker.Column> columns) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("shows", "What it shows", info.explains() + "\n" + caption));
    sections.add(new Section("sure", "How sure it is", sure(figure, columns)));
    sections.add(new Section("limits", "What it does not say", info.limits()));
    sections.add(new Section("paper", "Where it comes from", info.paper()));
    return sections;
  }

  private static String sure(String figure, List<PanelMaker.Column> columns) {
    List<String> found = new ArrayList<>();
    Set<String> rules = new LinkedHashSet<>();
    for (Findings.Row row : Findings.rows(columns)) {
      Finding finding = row.finding();
      if (figure.equals(finding.figure())) {
        found.add((columns.size() > 1 ? row.checkpoint() + ": " : "") + row.text());
        if (!row.rule().isEmpty()) {
          rules.add("Rule: " + row.rule());
        }
      }
    }
    if (found.isEmpty()) {
      return "No finding rests on this figure.";
    }
    found.addAll(rules);
    return String.join("\n", found);
  }
}
