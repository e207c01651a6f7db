package org.loupe.method.flips.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.analysis.Finding;
import org.loupe.analysis.OtherInputs;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;

/**
 * What two checkpoints predict alike: categorical prediction heads of one name, with the same
 * classes in the same order. The others are left out, and that is said.
 *
 * @param names in the baseline's order
 * @param findings what was left out, and what else differs
 */
record CommonHeads(List<String> names, List<Finding> findings) {
  CommonHeads {
    names = List.copyOf(names);
    findings = List.copyOf(findings);
  }

  /**
   * Compares the cards.
   *
   * @throws BadInputException if there is no such head
   */
  static CommonHeads of(Checkpoint baseline, Checkpoint other) throws BadInputException {
    List<String> names = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (PredictionHead head : categorical(baseline.card())) {
      Optional<PredictionHead> same =
          categorical(other.card()).stream()
              .filter(each -> each.name().equals(head.name()))
              .findFirst();
      if (same.isEmpty()) {
        reasons.add("'" + other.name() + "' has no prediction head '" + head.name() + "'");
      } else if (!same.get().labels().equals(head.labels())) {
        reasons.add(
            "the classes of prediction head '"
                + head.name()
                + "' are "
                + classes(head)
                + " in '"
                + baseline.name()
                + "' and "
                + classes(same.get())
                + " in '"
                + other.name()
                + "'");
      } else {
        names.add(head.name());
      }
    }
    if (names.isEmpty()) {
      throw new BadInputException(
          "'"
              + other.name()
              + "' predicts nothing that '"
              + baseline.name()
              + "' predicts: "
              + (reasons.isEmpty()
                  ? "'" + baseline.name() + "' has no categorical prediction head"
                  : String.join("; ", reasons))
              + ".");
    }
    return new CommonHeads(names, findings(baseline, other, reasons));
  }

  private static List<Finding> findings(
      Checkpoint baseline, Checkpoint other, List<String> reasons) {
    List<Finding> findings = new ArrayList<>();
    for (String reason : reasons) {
      findings.add(
          Finding.caution(
              "other_classes." + other.name() + "." + findings.size(),
              "A prediction head is not compared: " + reason + ".",
              List.of(),
              "said of every prediction head that two checkpoints do not share with the same"
                  + " classes",
              null));
    }
    OtherInputs.caution(baseline, other).ifPresent(findings::add);
    return findings;
  }

  private static String classes(PredictionHead head) {
    int shown = Math.min(5, head.labels().size());
    return String.join(", ", head.labels().subList(0, shown))
        + (shown < head.labels().size() ? " … (" + head.labels().size() + ")" : "");
  }

  static List<PredictionHead> categorical(ModelCard card) {
    return card.heads().stream()
        .filter(head -> head.kind() == PredictionHead.Kind.CATEGORICAL)
        .toList();
  }
}
