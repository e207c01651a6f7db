package org.loupe.batch.internal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.Plan;
import org.loupe.extensions.PlannedBundle;
import org.loupe.extensions.Signature;

/** A plan for people. */
final class PlanText {
  private static final double MEGABYTE = 1e6;

  private PlanText() {}

  static String of(Plan plan) {
    TextTable table = new TextTable("bundle", "version", "change", "MB", "signed by", "licence");
    for (PlannedBundle bundle : plan.bundles()) {
      table.row(
          bundle.symbolicName(),
          bundle.version(),
          change(bundle),
          bundle.size() == 0 ? "" : megabytes(bundle.size()),
          signer(bundle.signature()),
          bundle.licence() == null ? "" : bundle.licence());
    }
    StringBuilder text = new StringBuilder();
    text.append(plan.name()).append(' ').append(plan.version()).append(" (").append(plan.id());
    text.append(plan.bytes() == 0 ? ")\n" : "), " + megabytes(plan.bytes()) + " MB\n")
        .append(table);
    plan.restart().forEach(reason -> text.append("Restart needed: ").append(reason).append('\n'));
    return text.toString();
  }

  private static String change(PlannedBundle bundle) {
    return switch (bundle.action()) {
      case INSTALL -> "new";
      case UPDATE -> "instead of " + bundle.replaced();
      case PRESENT -> "there already";
      case LEAVE_OUT -> "left out";
      case REMOVE -> "removed";
    };
  }

  /** Who vouches for a bundle; empty where it is not known yet. */
  static String signer(@Nullable Signature signature) {
    if (signature == null) {
      return "";
    }
    return switch (signature.kind()) {
      case UNSIGNED -> "nobody";
      case UNKNOWN_SIGNER -> signature.signer() + " (unknown)";
      case TRUSTED -> String.valueOf(signature.signer());
    };
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.2f", bytes / MEGABYTE);
  }
}
