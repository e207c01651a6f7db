package org.loupe.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.Progress;
import org.loupe.model.Tensor;

/**
 * All that differs between two checkpoints' results of one method: every number with its interval
 * and test where it is made of windows, rank agreement, agreement of maps.
 *
 * @param baseline the baseline's name
 * @param other the other's name
 * @param pairing of their windows
 * @param samples one per sample that both have
 * @param bare scalars of both that have no per-window numbers
 * @param maps one per array of maps that both have
 * @param remarks what is to be known beside: windows and items that were left out, in sentences
 */
public record Differences(
    String baseline,
    String other,
    Pairing pairing,
    List<PairedDifferences> samples,
    List<Bare> bare,
    List<MapAgreement> maps,
    List<String> remarks) {
  private static final int MOST_NAMED = 5;

  /** Copies the lists. */
  public Differences {
    samples = List.copyOf(samples);
    bare = List.copyOf(bare);
    maps = List.copyOf(maps);
    remarks = List.copyOf(remarks);
  }

  /**
   * A scalar whose difference has no interval.
   *
   * @param name of the scalar
   * @param label shown to people
   * @param before the baseline's value
   * @param after the other's
   * @param reason why there is no interval, in words
   */
  public record Bare(String name, String label, double before, double after, String reason) {
    /** after − before. */
    public double difference() {
      return after - before;
    }
  }

  /**
   * Compares.
   *
   * @param baseline what is held against
   * @param other what is held against it
   * @param progress asked whether to go on
   * @throws BadInputException if the results are not of one method, its parameters and one dataset,
   *     have no window in common, or an array cannot be read
   */
  public static Differences of(Side baseline, Side other, Progress progress)
      throws BadInputException {
    requireComparable(baseline, other);
    Provenance before = baseline.digest().provenance();
    Provenance after = other.digest().provenance();
    Resampling resampling =
        baseline.samples().isEmpty()
            ? Resampling.windows(before.windows().length)
            : baseline.samples().resampling();
    Pairing pairing = Pairing.of(before.windows(), after.windows(), resampling);
    List<String> remarks = new ArrayList<>();
    if (!pairing.remark().isEmpty()) {
      remarks.add(pairing.remark());
    }
    List<PairedDifferences> samples = new ArrayList<>();
    for (Sample sample : baseline.samples().all()) {
      Optional<Sample> same = other.samples().find(sample.name());
      if (same.isEmpty()) {
        remarks.add(sample.label() + ": only " + baseline.name() + " has it.");
        continue;
      }
      PairedDifferences paired =
          PairedDifferences.of(sample, same.get(), pairing, before.seed(), progress);
      if (!paired.items().isEmpty()) {
        samples.add(paired);
      }
      leftOut(paired.label(), baseline.name(), paired.onlyBefore()).ifPresent(remarks::add);
      leftOut(paired.label(), other.name(), paired.onlyAfter()).ifPresent(remarks::add);
    }
    other.samples().all().stream()
        .filter(sample -> baseline.samples().find(sample.name()).isEmpty())
        .forEach(sample -> remarks.add(sample.label() + ": only " + other.name() + " has it."));
    return new Differences(
        baseline.name(),
        other.name(),
        pairing,
        samples,
        bare(baseline, other, samples),
        maps(baseline, other, pairing, remarks, progress),
        remarks);
  }

  private static void requireComparable(Side baseline, Side other) throws BadInputException {
    Provenance before = baseline.digest().provenance();
    Provenance after = other.digest().provenance();
    requireSame("methods", before.analyzer(), after.analyzer());
    requireSame("versions of the method", before.version(), after.version());
    requireSame("datasets (by their SHA-256)", before.datasetSha256(), after.datasetSha256());
    for (Map.Entry<String, String> parameter : before.parameters().entrySet()) {
      requireSame(
          "values of parameter '" + parameter.getKey() + "'",
          parameter.getValue(),
          after.parameters().getOrDefault(parameter.getKey(), "none"));
    }
  }

  private static void requireSame(String what, String before, String after)
      throws BadInputException {
    if (!before.equals(after)) {
      throw new BadInputException(
          "The two results are of different "
              + what
              + ", '"
              + before
              + "' and '"
              + after
              + "', so their difference would not be that of the checkpoints; compute both alike.");
    }
  }

  private static Optional<String> leftOut(String label, String only, List<String> names) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String first = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
    String more = names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "";
    return Optional.of(label + ": only " + only + " has " + first + more + ", left out.");
  }

  private static List<Bare> bare(Side baseline, Side other, List<PairedDifferences> samples) {
    Set<String> covered = new HashSet<>();
    samples.forEach(sample -> sample.items().forEach(item -> covered.add(item.scalar())));
    List<Bare> bare = new ArrayList<>();
    for (Scalar scalar : baseline.digest().scalars()) {
      if (!covered.contains(scalar.name())) {
        other.digest().scalars().stream()
            .filter(same -> same.name().equals(scalar.name()))
            .findFirst()
            .ifPresent(
                same ->
                    bare.add(
                        new Bare(
                            scalar.name(),
                            scalar.label(),
                            scalar.value(),
                            same.value(),
                            baseline.samples().reason(scalar.name()))));
      }
    }
    return bare;
  }

  private static List<MapAgreement> maps(
      Side baseline, Side other, Pairing pairing, List<String> remarks, Progress progress)
      throws BadInputException {
    List<MapAgreement> maps = new ArrayList<>();
    for (String name : baseline.samples().maps()) {
      if (other.samples().maps().contains(name)) {
        Tensor before = baseline.maps().read(name);
        Tensor after = other.maps().read(name);
        int[] shape = before.shape();
        int[] same = after.shape();
        Optional<Sample> renamed = renamed(before, baseline.samples(), other.samples());
        if (renamed.isPresent()) {
          remarks.add(
              "The maps '"
                  + name
                  + "' have other names, or another order, along the "
                  + DifferenceWords.noun(renamed.get().dimension())
                  + " axis and are not compared.");
        } else if (Arrays.equals(shape, 1, shape.length, same, 1, same.length)) {
          agreement(name, baseline, before, other, after, pairing, remarks, progress)
              .ifPresent(maps::add);
        } else {
          remarks.add(
              "The maps '"
                  + name
                  + "' have different shapes, "
                  + Tensor.describe(shape)
                  + " and "
                  + Tensor.describe(same)
                  + ", and are not compared.");
        }
      }
    }
    return maps;
  }

  /** On the windows whose maps both results keep. */
  private static Optional<MapAgreement> agreement(
      String name,
      Side baseline,
      Tensor before,
      Side other,
      Tensor after,
      Pairing pairing,
      List<String> remarks,
      Progress progress)
      throws BadInputException {
    Pairing kept = pairing.among(kept(baseline, name, before), kept(other, name, after));
    if (kept != pairing) {
      remarks.add("Maps '" + name + "': " + kept.remark());
    }
    return kept.size() == 0
        ? Optional.empty()
        : Optional.of(MapAgreement.of(name, before, after, kept, progress));
  }

  private static KeptWindows kept(Side side, String name, Tensor maps) throws BadInputException {
    int windows = side.digest().provenance().windows().length;
    int count = maps.axes().get(0).size();
    if (count == 0 || count > windows) {
      throw new BadInputException(
          String.format(
              "The result of '%s' has maps '%s' of %d windows, but is of %d; compute it again.",
              side.name(), name, count, windows));
    }
    return new KeptWindows(windows, count);
  }

  /** A sample whose items lie along an axis of a map and are named differently in the other. */
  private static Optional<Sample> renamed(Tensor map, Samples baseline, Samples other) {
    return baseline.all().stream()
        .filter(
            sample ->
                sample.dimension() != Dimension.VALUE
                    && map.axes().stream()
                        .anyMatch(
                            axis ->
                                axis.dimension() == sample.dimension()
                                    && axis.size() == sample.items().size()))
        .filter(
            sample ->
                other
                    .find(sample.name())
                    .filter(same -> !same.items().equals(sample.items()))
                    .isPresent())
        .findFirst();
  }

  /** Whether there is nothing that could be told. */
  public boolean isEmpty() {
    return samples.isEmpty() && bare.isEmpty() && maps.isEmpty();
  }

  /** What is worth saying. */
  public List<Finding> findings() {
    return DifferenceFindings.of(this);
  }
}
