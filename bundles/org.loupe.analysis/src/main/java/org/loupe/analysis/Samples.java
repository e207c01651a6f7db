package org.loupe.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a result says window by window. Stored with it, so that results on disk can be compared as
 * well as those just computed.
 *
 * @param resampling what the windows of the result's provenance belong to, in their order
 * @param all the numbers, by what they measure
 * @param without why a scalar has none, in words, by its name: 'a silhouette is no mean over
 *     windows'; scalars that are named nowhere say so in general
 * @param maps names of those of the result's arrays that hold one map per window, [N,…], or per
 *     kept window, [K,…] as {@link KeptWindows} has them: their agreement is looked at window by
 *     window
 */
public record Samples(
    Resampling resampling, List<Sample> all, Map<String, String> without, List<String> maps) {
  /** Of a result that tells nothing window by window. */
  public static final Samples NONE =
      new Samples(Resampling.windows(0), List.of(), Map.of(), List.of());

  private static final String IN_GENERAL = "it is no mean over windows";

  /**
   * Copies the collections and checks that all samples are of the same windows. Samples of more
   * than {@value Sample#MOST} numbers are left out, which is said of their scalars.
   */
  public Samples {
    Map<String, String> reasons = new LinkedHashMap<>(without);
    List<Sample> kept = new ArrayList<>();
    for (Sample sample : all) {
      if (sample.windows() != resampling.unit().length) {
        throw new IllegalArgumentException(
            "sample '"
                + sample.name()
                + "' is of "
                + sample.windows()
                + " windows, not of "
                + resampling.unit().length);
      }
      if (sample.numerator().length > Sample.MOST) {
        sample
            .scalars()
            .forEach(name -> reasons.put(name, "too many windows and items to keep them all"));
      } else {
        kept.add(sample);
      }
    }
    all = List.copyOf(kept);
    without = Collections.unmodifiableMap(reasons);
    maps = List.copyOf(maps);
  }

  /** Samples alone. */
  public static Samples of(Resampling resampling, List<Sample> all) {
    return new Samples(resampling, all, Map.of(), List.of());
  }

  /** The same, saying why scalars have none. */
  public Samples without(Map<String, String> reasons) {
    return new Samples(resampling, all, reasons, maps);
  }

  /** The same with names of arrays of maps. */
  public Samples withMaps(String... names) {
    return new Samples(resampling, all, without, List.of(names));
  }

  /** Whether nothing is told. */
  public boolean isEmpty() {
    return all.isEmpty() && maps.isEmpty();
  }

  /** The sample of a name. */
  public Optional<Sample> find(String name) {
    return all.stream().filter(sample -> sample.name().equals(name)).findFirst();
  }

  /** Why a scalar has no per-window numbers, in words. */
  public String reason(String scalar) {
    return without.getOrDefault(scalar, IN_GENERAL);
  }
}
