package org.loupe.workbench.internal.extensions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.Plan;
import org.loupe.extensions.PlannedBundle;
import org.loupe.extensions.PlannedBundle.Action;
import org.loupe.extensions.Signature;

/** A plan in words, one line per bundle and then what stands in its way. */
final class PlanWords {
  private PlanWords() {}

  static List<String> of(Plan plan) {
    List<String> lines = new ArrayList<>();
    plan.bundles().forEach(bundle -> lines.add(line(bundle)));
    plan.unmet().forEach(reason -> lines.add("Not possible: " + reason));
    plan.restart().forEach(reason -> lines.add("Loupe must be restarted: " + reason));
    return List.copyOf(lines);
  }

  /** With their digests: what a person is asked to agree to. */
  static List<String> unsigned(List<PlannedBundle> bundles) {
    return bundles.stream()
        .map(
            bundle ->
                bundle.symbolicName()
                    + " "
                    + bundle.version()
                    + " is "
                    + signer(bundle.signature())
                    + ". SHA-256: "
                    + bundle.sha256())
        .toList();
  }

  private static String line(PlannedBundle bundle) {
    StringBuilder line = new StringBuilder();
    line.append(change(bundle)).append(bundle.symbolicName()).append(' ').append(bundle.version());
    if (bundle.action() == Action.UPDATE) {
      line.append(" instead of ").append(bundle.replaced());
    }
    if (bundle.action() == Action.INSTALL || bundle.action() == Action.UPDATE) {
      if (bundle.size() > 0) {
        line.append(", ").append(Sizes.of(bundle.size()));
      }
      line.append(bundle.licence() == null ? "" : ", licence " + bundle.licence());
      line.append(bundle.signature() == null ? "" : ", " + signer(bundle.signature()));
    }
    return line.toString();
  }

  private static String change(PlannedBundle bundle) {
    return switch (bundle.action()) {
      case INSTALL -> "New: ";
      case UPDATE -> "Updated: ";
      case PRESENT -> "There already: ";
      case LEAVE_OUT -> "Left out: ";
      case REMOVE -> "Removed: ";
    };
  }

  /** Who vouches for a bundle. */
  static String signer(@Nullable Signature signature) {
    if (signature == null) {
      return "not signed";
    }
    return switch (signature.kind()) {
      case UNSIGNED -> "not signed";
      case UNKNOWN_SIGNER ->
          "signed by '" + signature.signer() + "', for whom nobody known vouches";
      case TRUSTED -> "signed by " + signature.signer();
    };
  }
}
