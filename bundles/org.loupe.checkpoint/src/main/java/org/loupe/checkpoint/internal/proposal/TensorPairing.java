package org.loupe.checkpoint.internal.proposal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.model.BadInputException;

/**
 * Pairs a checkpoint's tensors with an architecture's: those of one name first, then those of equal
 * shape whose names are alike and whose containers hold the same things, at last by their order.
 */
public final class TensorPairing {
  private static final int MOST_COMPARED = 2_000_000;

  /** Names less alike than this say nothing. */
  private static final double ALIKE = 0.45;

  /** How much it counts, level by level, that two containers hold the same. */
  private static final double STRUCTURE = 0.15;

  /** A tensor that nothing else wants is a rival if it fits hardly worse. */
  private static final double RIVAL = 0.25;

  /** Two that could as well be exchanged. */
  private static final double TIE = 0.02;

  /**
   * A pair.
   *
   * @param stored name in the checkpoint
   * @param wanted name in the architecture
   * @param isSure whether nothing else comes into question
   * @param reason in words that follow the pair
   */
  public record Pair(String stored, String wanted, boolean isSure, String reason) {}

  private record Candidate(TensorInfo stored, TensorInfo wanted, double similarity) {}

  private record Scored(Candidate candidate, double score, double displacement) {}

  private final Map<String, TensorInfo> stored = new LinkedHashMap<>();
  private final Map<String, TensorInfo> wanted = new LinkedHashMap<>();
  private final Map<String, NameTokens> tokens = new HashMap<>();
  private final List<Pair> pairs = new ArrayList<>();

  private TensorPairing(Collection<TensorInfo> stored, Collection<TensorInfo> wanted) {
    stored.forEach(tensor -> this.stored.put(tensor.name(), tensor));
    wanted.forEach(tensor -> this.wanted.put(tensor.name(), tensor));
  }

  /**
   * Pairs tensors.
   *
   * @param known pairs that are not in question, by the architecture's name
   * @param reason of those
   * @return in no particular order; what has no partner is left out
   * @throws BadInputException if there are too many to compare
   */
  public static List<Pair> pair(
      Collection<TensorInfo> stored,
      Collection<TensorInfo> wanted,
      Map<String, String> known,
      String reason)
      throws BadInputException {
    TensorPairing pairing = new TensorPairing(stored, wanted);
    known.forEach((to, from) -> pairing.take(from, to, true, reason));
    pairing.sameNames();
    pairing.alike();
    pairing.inOrder();
    return pairing.pairs;
  }

  private void take(String from, String to, boolean isSure, String reason) {
    pairs.add(new Pair(from, to, isSure, reason));
    stored.remove(from);
    wanted.remove(to);
  }

  private void sameNames() {
    for (TensorInfo tensor : List.copyOf(wanted.values())) {
      TensorInfo same = stored.get(tensor.name());
      if (same != null && same.shape().equals(tensor.shape())) {
        take(same.name(), tensor.name(), true, "the same name");
      }
    }
  }

  private void alike() throws BadInputException {
    List<Scored> scored = scored(candidates());
    scored.sort(
        Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparingDouble(Scored::displacement));
    Map<String, Scored> byStored = new HashMap<>();
    Map<String, Scored> byWanted = new LinkedHashMap<>();
    for (Scored next : scored) {
      Candidate candidate = next.candidate();
      if (!byStored.containsKey(candidate.stored().name())
          && !byWanted.containsKey(candidate.wanted().name())) {
        byStored.put(candidate.stored().name(), next);
        byWanted.put(candidate.wanted().name(), next);
      }
    }
    Map<String, String> rivals = rivals(scored, byStored, byWanted);
    for (Scored taken : byWanted.values()) {
      Candidate candidate = taken.candidate();
      String rival = rivals.get(candidate.wanted().name());
      String doubt =
          rival != null
              ? ", but " + rival + " fits, too"
              : isNamedAlike(candidate) ? "" : ", by their shape alone";
      take(
          candidate.stored().name(),
          candidate.wanted().name(),
          doubt.isEmpty(),
          words(candidate) + doubt);
    }
  }

  /** Whether more than weight or bias speaks for a pair. */
  private static boolean isNamedAlike(Candidate candidate) {
    String from = container(candidate.stored().name());
    String to = container(candidate.wanted().name());
    return from.isEmpty() || to.isEmpty() || NameTokens.of(from).similarity(NameTokens.of(to)) > 0;
  }

  private static String container(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  private static String words(Candidate candidate) {
    List<Renaming> levels = levels(candidate);
    if (levels.isEmpty()) {
      return candidate.stored().name() + " → " + candidate.wanted().name();
    }
    Renaming renaming = levels.get(levels.size() - 1);
    if (renaming.from().isEmpty()) {
      return "'" + renaming.to() + "' added";
    } else if (renaming.to().isEmpty()) {
      return "'" + renaming.from() + "' left out";
    }
    return renaming.from() + " → " + renaming.to();
  }

  /** All pairs of equal shape whose last segments do not contradict each other. */
  private List<Candidate> candidates() throws BadInputException {
    Set<String> shared = new HashSet<>();
    stored.keySet().forEach(name -> shared.add(last(name)));
    Set<String> ends = new HashSet<>();
    wanted.keySet().forEach(name -> ends.add(last(name)));
    shared.retainAll(ends);
    Map<List<Long>, List<TensorInfo>> byShape = new LinkedHashMap<>();
    for (TensorInfo tensor : stored.values()) {
      byShape.computeIfAbsent(tensor.shape(), shape -> new ArrayList<>()).add(tensor);
    }
    long compared = 0;
    List<Candidate> candidates = new ArrayList<>();
    for (TensorInfo to : wanted.values()) {
      List<TensorInfo> same = byShape.getOrDefault(to.shape(), List.of());
      compared += same.size();
      if (compared > MOST_COMPARED) {
        throw new BadInputException(
            "There are too many tensors of one shape ("
                + to.describe()
                + ") to compare them all; write stateDict.rename in the model card by hand.");
      }
      for (TensorInfo from : same) {
        if (mayBeOne(last(from.name()), last(to.name()), shared)) {
          double similarity = tokens(from.name()).similarity(tokens(to.name()));
          candidates.add(new Candidate(from, to, similarity));
        }
      }
    }
    return candidates;
  }

  /** What both sides call by one name (weight, bias) is not called by another one. */
  private static boolean mayBeOne(String from, String to, Set<String> shared) {
    return from.equals(to) || !shared.contains(from) && !shared.contains(to);
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private NameTokens tokens(String name) {
    return tokens.computeIfAbsent(name, NameTokens::of);
  }

  private List<Scored> scored(List<Candidate> candidates) {
    Map<Renaming, Integer> votes = new HashMap<>();
    for (Candidate candidate : candidates) {
      levels(candidate).forEach(renaming -> votes.merge(renaming, 1, Integer::sum));
    }
    Map<String, Integer> stored = sizes(this.stored.keySet());
    Map<String, Integer> wanted = sizes(this.wanted.keySet());
    Map<String, Integer> positions = positions();
    List<Scored> scored = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (candidate.similarity() < ALIKE) {
        continue;
      }
      double structure = 0;
      for (Renaming renaming : levels(candidate)) {
        int both = votes.get(renaming);
        int either = stored.get(renaming.from()) + wanted.get(renaming.to()) - both;
        structure += (double) both / Math.max(1, either);
      }
      double displacement =
          Math.abs(
              (double) positions.get("<" + candidate.stored().name()) / this.stored.size()
                  - (double) positions.get(">" + candidate.wanted().name()) / this.wanted.size());
      scored.add(
          new Scored(candidate, candidate.similarity() + STRUCTURE * structure, displacement));
    }
    return scored;
  }

  private static List<Renaming> levels(Candidate candidate) {
    return Renaming.levels(candidate.stored().name(), candidate.wanted().name());
  }

  /** How many tensors stand in each container. */
  private static Map<String, Integer> sizes(Collection<String> names) {
    Map<String, Integer> sizes = new HashMap<>();
    for (String name : names) {
      for (int dot = name.lastIndexOf('.'); dot >= 0; dot = name.lastIndexOf('.', dot - 1)) {
        sizes.merge(name.substring(0, dot), 1, Integer::sum);
      }
      sizes.merge("", 1, Integer::sum);
    }
    return sizes;
  }

  private Map<String, Integer> positions() {
    Map<String, Integer> positions = new HashMap<>();
    stored.keySet().forEach(name -> positions.put("<" + name, positions.size()));
    int begin = positions.size();
    wanted.keySet().forEach(name -> positions.put(">" + name, positions.size() - begin));
    return positions;
  }

  /** By the architecture's name another tensor of the checkpoint that comes into question. */
  private static Map<String, String> rivals(
      List<Scored> scored, Map<String, Scored> byStored, Map<String, Scored> byWanted) {
    Map<String, Double> scores = new HashMap<>();
    scored.forEach(
        next ->
            scores.put(key(next.candidate().stored(), next.candidate().wanted()), next.score()));
    Map<String, String> rivals = new HashMap<>();
    for (Scored next : scored) {
      Candidate candidate = next.candidate();
      Scored taken = byWanted.get(candidate.wanted().name());
      Scored elsewhere = byStored.get(candidate.stored().name());
      if (taken == null || taken == next) {
        continue;
      }
      boolean isRival =
          elsewhere == null
              ? next.score() > taken.score() - RIVAL
              : next.score() > taken.score() - TIE && isExchangeable(taken, elsewhere, scores);
      if (isRival || candidate.similarity() > taken.candidate().similarity() + TIE) {
        rivals.putIfAbsent(candidate.wanted().name(), candidate.stored().name());
      }
    }
    return rivals;
  }

  /** Whether the other pair would lose nothing either. */
  private static boolean isExchangeable(Scored one, Scored other, Map<String, Double> scores) {
    String crossed = key(one.candidate().stored(), other.candidate().wanted());
    return scores.getOrDefault(crossed, 0.0) > other.score() - TIE;
  }

  private static String key(TensorInfo stored, TensorInfo wanted) {
    return stored.name() + "\n" + wanted.name();
  }

  /** What is left, where as many are left on both sides: parameters are seldom reordered. */
  private void inOrder() {
    for (boolean byEnd : new boolean[] {true, false}) {
      Map<List<Object>, List<TensorInfo>> from = groups(stored.values(), byEnd);
      Map<List<Object>, List<TensorInfo>> to =
          groups(
              wanted.values().stream()
                  .filter(tensor -> tensor.role() != TensorInfo.Role.BUFFER)
                  .toList(),
              byEnd);
      to.forEach(
          (shape, tensors) -> {
            List<TensorInfo> left = from.getOrDefault(shape, List.of());
            for (int i = 0; left.size() == tensors.size() && i < left.size(); i++) {
              take(
                  left.get(i).name(),
                  tensors.get(i).name(),
                  false,
                  left.size() == 1
                      ? "the only one left of its shape"
                      : "only by its place among " + left.size() + " of the same shape");
            }
          });
    }
  }

  private static Map<List<Object>, List<TensorInfo>> groups(
      Collection<TensorInfo> tensors, boolean byEnd) {
    Map<List<Object>, List<TensorInfo>> groups = new LinkedHashMap<>();
    for (TensorInfo tensor : tensors) {
      List<Object> key = List.of(tensor.shape(), byEnd ? last(tensor.name()) : "");
      groups.computeIfAbsent(key, none -> new ArrayList<>()).add(tensor);
    }
    return groups;
  }
}
