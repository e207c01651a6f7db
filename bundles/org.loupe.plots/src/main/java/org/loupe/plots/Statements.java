package org.loupe.plots;

import java.util.List;

/**
 * Sentences below each other, each with a label before it and a note under it: findings with their
 * rules, warnings, recommendations.
 *
 * @param statements in reading order
 */
public record Statements(List<Statement> statements) implements Plot {

  /**
   * One of them.
   *
   * @param label a word or two before the sentence: 'sensors', 'recommended'
   * @param color number of the palette's colour that marks all statements of one kind
   * @param text as many sentences as it takes; wrapped
   * @param note quietly under the text: the rule, where it comes from; may be empty
   */
  public record Statement(String label, int color, String text, String note) {}

  /** Copies the list. */
  public Statements {
    statements = List.copyOf(statements);
  }

  @Override
  public List<IndexAxis> counted() {
    return List.of();
  }
}
