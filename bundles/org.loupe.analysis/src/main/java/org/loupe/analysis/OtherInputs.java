package org.loupe.analysis;

import java.util.List;
import java.util.Optional;
import org.loupe.model.Checkpoint;
import org.loupe.model.InputCard;

/** How what one checkpoint sees of a window differs from what another sees. */
public final class OtherInputs {
  private OtherInputs() {}

  /**
   * In words that follow a colon.
   *
   * @return empty if inputs and channels are the same
   */
  public static Optional<String> difference(Checkpoint baseline, Checkpoint other) {
    List<String> before = baseline.card().inputs().stream().map(InputCard::name).toList();
    List<String> after = other.card().inputs().stream().map(InputCard::name).toList();
    if (!before.equals(after)) {
      return Optional.of(
          "its inputs are "
              + String.join(", ", after)
              + ", those of '"
              + baseline.name()
              + "' "
              + String.join(", ", before));
    }
    return baseline.card().channels().equals(other.card().channels())
        ? Optional.empty()
        : Optional.of("the channels of their inputs differ");
  }

  /** Says so where what comes out of the models can be compared nevertheless. */
  public static Optional<Finding> caution(Checkpoint baseline, Checkpoint other) {
    return difference(baseline, other)
        .map(
            words ->
                Finding.caution(
                    "other_inputs." + other.name(),
                    "'"
                        + other.name()
                        + "' does not see what '"
                        + baseline.name()
                        + "' sees: "
                        + words
                        + "; what they make of the same windows is compared all the same.",
                    List.of(),
                    "said when the cards' inputs or channels differ",
                    null));
  }
}
