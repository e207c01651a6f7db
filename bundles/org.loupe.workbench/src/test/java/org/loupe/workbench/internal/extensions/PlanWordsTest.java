package org.loupe.workbench.internal.extensions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.extensions.Consent;
import org.loupe.extensions.Plan;
import org.loupe.extensions.PlannedBundle;
import org.loupe.extensions.PlannedBundle.Action;
import org.loupe.extensions.Signature;
import org.loupe.extensions.Signature.Kind;
import org.loupe.model.Progress;

@DisplayName("A plan in words")
class PlanWordsTest {
  private static final PlannedBundle NEW =
      new PlannedBundle(
          "a",
          "1.0",
          Action.INSTALL,
          null,
          51_412,
          "ab",
          "MIT",
          new Signature(Kind.UNSIGNED, null));

  private record Planned(List<PlannedBundle> bundles, List<String> unmet, List<String> restart)
      implements Plan {
    @Override
    public String id() {
      return "a";
    }

    @Override
    public String name() {
      return "A";
    }

    @Override
    public String version() {
      return "1.0";
    }

    @Override
    public long bytes() {
      return 0;
    }

    @Override
    public boolean changesNothing() {
      return false;
    }

    @Override
    public void commit(Consent consent, Progress progress) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      // Holds nothing.
    }
  }

  @Test
  @DisplayName("says what happens to each bundle, what is missing and what needs a restart")
  void lines() {
    Signature known = new Signature(Kind.TRUSTED, "Ada");
    Plan plan =
        new Planned(
            List.of(
                NEW,
                new PlannedBundle("b", "2.0", Action.UPDATE, "1.5", 0, "", null, known),
                new PlannedBundle("c", "1.0", Action.REMOVE, null, 9, "", "MIT", null)),
            List.of("a needs d 2."),
            List.of("b is in use by Loupe itself."));
    assertThat(PlanWords.of(plan))
        .containsExactly(
            "New: a 1.0, 51 kB, licence MIT, not signed",
            "Updated: b 2.0 instead of 1.5, signed by Ada",
            "Removed: c 1.0",
            "Not possible: a needs d 2.",
            "Loupe must be restarted: b is in use by Loupe itself.");
  }

  @Test
  @DisplayName("names the digest of what nobody vouches for, and who signed it")
  void unsigned() {
    PlannedBundle stranger =
        new PlannedBundle(
            "b",
            "1.0",
            Action.INSTALL,
            null,
            1,
            "cd",
            null,
            new Signature(Kind.UNKNOWN_SIGNER, "Eve"));
    assertThat(PlanWords.unsigned(List.of(NEW, stranger)))
        .containsExactly(
            "a 1.0 is not signed. SHA-256: ab",
            "b 1.0 is signed by 'Eve', for whom nobody known vouches. SHA-256: cd");
  }
}
