package org.loupe.workbench.internal.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.loupe.analysis.Result;
import org.loupe.workbench.internal.core.CompareList;

/**
 * The results of compared checkpoints, all for the same windows and parameters.
 *
 * @param members those that have a result, in the order of the compare bar
 * @param baseline name of the checkpoint that the others are compared with, which may be without a
 *     result
 */
record Compared(List<Member> members, String baseline) {
  /**
   * A checkpoint with its result.
   *
   * @param entry the checkpoint
   * @param result what was computed of it
   */
  record Member(CompareList.Entry entry, Result result) {
    /** Letter and name. */
    String name() {
      return entry.chip().letter() + " " + entry.name();
    }

    /** Results are compared by what they are, not by what they hold, which may be much. */
    private boolean isSame(Member other) {
      return entry.equals(other.entry) && result == other.result;
    }
  }

  Compared {
    members = List.copyOf(members);
  }

  /** Empty while one is of other windows, or computed otherwise, than the rest. */
  static Optional<Compared> of(List<PanelMaker.Column> columns, String baseline) {
    List<Member> members = new ArrayList<>();
    for (PanelMaker.Column column : columns) {
      Result result = column.slot().result();
      if (column.slot().outdated()) {
        return Optional.empty();
      }
      if (result != null) {
        members.add(new Member(column.entry(), result));
      }
    }
    return Optional.of(new Compared(members, baseline));
  }

  /** The results, in the members' order. */
  List<Result> results() {
    return members.stream().map(Member::result).toList();
  }

  /** Whether it is of the same results, member by member. */
  boolean isSame(Compared other) {
    boolean same = baseline.equals(other.baseline) && members.size() == other.members.size();
    for (int i = 0; same && i < members.size(); i++) {
      same = members.get(i).isSame(other.members.get(i));
    }
    return same;
  }
}
