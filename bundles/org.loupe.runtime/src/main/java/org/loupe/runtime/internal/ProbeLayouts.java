package org.loupe.runtime.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loupe.model.BadInputException;
import org.loupe.model.Probe;
import org.loupe.model.Probes;

/**
 * What a forward on real windows has shown about probes: how often each fires, and how the values
 * count windows.
 *
 * @param calls by probe, in the order of its calls; probes that never fired are missing
 */
record ProbeLayouts(Map<String, List<CallLayout>> calls) {

  /** Where nothing has been seen. */
  static final ProbeLayouts NONE = new ProbeLayouts(Map.of());

  /** More calls with values of their own shapes are no list that people choose from. */
  private static final int MOST_SINGLE_CALLS = 16;

  /** Copies the map. */
  ProbeLayouts {
    calls = Map.copyOf(calls);
  }

  /** Whether all of these probes were seen to fire. */
  boolean know(Set<String> probes) {
    return calls.keySet().containsAll(probes);
  }

  /**
   * Checks that these probes were seen to fire.
   *
   * @throws BadInputException if one was not
   */
  void require(Set<String> probes) throws BadInputException {
    for (String probe : probes) {
      if (!calls.containsKey(probe)) {
        throw new BadInputException(
            "Probe '"
                + probe
                + "' does not fire: with these inputs forward does not call its module.");
      }
    }
  }

  /** How many times the probe was seen to fire within one forward. */
  int count(String probe) {
    return calls.getOrDefault(probe, List.of()).size();
  }

  /** How a call's value counts windows; calls that were not seen are like the last that was. */
  CallLayout of(String probe, int call) {
    List<CallLayout> seen = calls.get(probe);
    if (seen == null) {
      throw new IllegalStateException("probe " + probe + " was never seen");
    }
    return seen.get(Math.min(call, seen.size() - 1));
  }

  /** These, and what others tell of probes that are missing here. */
  ProbeLayouts and(ProbeLayouts others) {
    Map<String, List<CallLayout>> both = new LinkedHashMap<>(others.calls);
    both.putAll(calls);
    return new ProbeLayouts(both);
  }

  /**
   * Sorts probes into those that can be read and those that cannot.
   *
   * @param all of the archive
   * @param skipped places that are no probes
   */
  Probes sort(List<Probe> all, List<Probes.Skipped> skipped, Probes.Verification verification) {
    List<Probe> readable = new ArrayList<>();
    List<Probes.Skipped> rest = new ArrayList<>(skipped);
    for (Probe probe : all) {
      List<CallLayout> seen = calls.getOrDefault(probe.name(), List.of());
      List<CallLayout> distinct = seen.stream().distinct().toList();
      if (seen.isEmpty()) {
        rest.add(new Probes.Skipped(probe.name(), "forward does not call it"));
      } else if (distinct.stream().allMatch(call -> call.order() == CallLayout.Order.MIXED)) {
        rest.add(new Probes.Skipped(probe.name(), "no axis of its value counts windows"));
      } else if (distinct.size() == 1) {
        readable.add(probe);
      } else if (seen.size() > MOST_SINGLE_CALLS) {
        rest.add(
            new Probes.Skipped(
                probe.name(),
                "the values of its "
                    + seen.size()
                    + " calls differ in shape (a single one can be asked for: "
                    + probe.name()
                    + "#0)"));
      } else {
        for (int call = 0; call < seen.size(); call++) {
          if (seen.get(call).order() != CallLayout.Order.MIXED) {
            readable.add(
                new Probe(
                    new ProbeCall(probe.name(), call).toString(),
                    probe.kind(),
                    probe.module(),
                    probe.type()));
          }
        }
      }
    }
    return new Probes(readable, rest, verification);
  }
}
