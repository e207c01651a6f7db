package org.loupe.checkpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.proposal.IgnoreRules;
import org.loupe.checkpoint.internal.proposal.RenameRules;
import org.loupe.checkpoint.internal.proposal.TensorPairing;
import org.loupe.checkpoint.internal.proposal.TensorPairing.Pair;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;

/**
 * A mapping for people to confirm, where a card's rules are missing or do not fit. It is never used
 * by itself.
 *
 * @param rules for the model card: applied, they give the rows
 * @param rows in the order of the architecture's parameters and buffers
 * @param leftOver tensors of the checkpoint that the rules leave out
 * @param mapping what the rules come to when they are applied
 */
public record StateDictProposal(
    StateDictRules rules, List<Row> rows, List<TensorInfo> leftOver, StateDictMapping mapping) {

  /** How sure a row is. */
  public enum Confidence {
    /** The names say it, and nothing else comes into question. */
    SURE,
    /** To be looked at: the reason says why. */
    DOUBTFUL,
    /** A parameter without a partner. */
    MISSING,
    /** A buffer without a partner: it stays as the architecture has it. */
    KEPT
  }

  /**
   * A row of the table.
   *
   * @param stored the checkpoint's tensor, or null if none was found
   * @param wanted the architecture's
   * @param confidence how sure it is
   * @param reason in a few words
   */
  public record Row(
      @Nullable TensorInfo stored, TensorInfo wanted, Confidence confidence, String reason) {}

  /** Copies the lists. */
  public StateDictProposal {
    rows = List.copyOf(rows);
    leftOver = List.copyOf(leftOver);
  }

  /** How many rows are of a kind. */
  public long count(Confidence confidence) {
    return rows.stream().filter(row -> row.confidence() == confidence).count();
  }

  /**
   * Proposes a mapping.
   *
   * @param rules the model card's, which are kept as far as they fit, or null
   * @throws BadInputException if the checkpoint is refused, or has too many tensors to compare
   */
  public static StateDictProposal of(
      StateDict dict, @Nullable StateDictRules rules, Architecture architecture)
      throws BadInputException {
    StateDictMapping plain = null;
    try {
      plain = StateDictMapping.of(dict, rules, architecture);
      if (plain.isComplete()) {
        return new Search(dict, architecture).confirmed(plain, rules != null);
      }
    } catch (BadInputException e) {
      // Rules that cannot be applied are what a proposal replaces. What is wrong with the
      // checkpoint itself is told again when its tensors are paired.
    }
    return new Search(dict, architecture).best(rules == null ? null : plain);
  }

  /**
   * The tensors of the checkpoint that could stand in a row: of its shape, and of numbers that can
   * be converted. Those that no row has come first.
   *
   * @param row of this proposal
   */
  public List<TensorInfo> candidates(Row row) {
    List<TensorInfo> all = new ArrayList<>(leftOver);
    rows.stream().map(Row::stored).filter(Objects::nonNull).forEach(all::add);
    return all.stream().filter(stored -> fits(stored, row.wanted())).toList();
  }

  private static boolean fits(TensorInfo stored, TensorInfo wanted) {
    return stored.shape().equals(wanted.shape())
        && (wanted.type().isFloatingPoint() || !stored.type().isFloatingPoint());
  }

  /**
   * The same table with another tensor chosen for a row. A row that had it gets the one that it is
   * chosen instead of, or none.
   *
   * @param wanted the architecture's name of the row
   * @param stored one of its {@link #candidates}, by name
   * @throws BadInputException if the checkpoint is refused
   */
  public StateDictProposal with(
      StateDict dict, Architecture architecture, String wanted, String stored)
      throws BadInputException {
    return new Search(dict, architecture).chosen(this, wanted, stored);
  }

  private static final class Search {
    private static final int MOST_TENSORS = 20_000;
    private static final double DOUBT = 0.6;
    private static final double LEFT_OVER = 0.001;

    private final StateDict dict;
    private final Architecture architecture;

    /** The tensors of some sections, paired. */
    private record Attempt(List<String> sections, List<Pair> pairs, double score) {}

    Search(StateDict dict, Architecture architecture) {
      this.dict = dict;
      this.architecture = architecture;
    }

    /** Nothing is to be proposed: the rules fit. */
    StateDictProposal confirmed(StateDictMapping mapping, boolean byCard) throws BadInputException {
      List<Pair> pairs = new ArrayList<>();
      mapping
          .names()
          .forEach(
              (to, from) ->
                  pairs.add(
                      new Pair(
                          from,
                          to,
                          true,
                          byCard
                              ? "by the card's rules"
                              : from.equals(to)
                                  ? "the same name"
                                  : "the same name but for a prefix")));
      return proposal(mapping, pairs);
    }

    StateDictProposal chosen(StateDictProposal before, String wanted, String stored)
        throws BadInputException {
      Map<String, Pair> pairs = new LinkedHashMap<>();
      for (Row row : before.rows()) {
        if (row.stored() != null) {
          String to = row.wanted().name();
          boolean sure = row.confidence() == Confidence.SURE;
          pairs.put(to, new Pair(row.stored().name(), to, sure, row.reason()));
        }
      }
      Pair former = pairs.get(wanted);
      for (Pair pair : List.copyOf(pairs.values())) {
        if (pair.stored().equals(stored) && former != null) {
          pairs.put(pair.wanted(), new Pair(former.stored(), pair.wanted(), false, "exchanged"));
        } else if (pair.stored().equals(stored)) {
          pairs.remove(pair.wanted());
        }
      }
      pairs.put(wanted, new Pair(stored, wanted, true, "chosen by hand"));
      Attempt attempt =
          new Attempt(before.rules().sections(), List.copyOf(pairs.values()), pairs.size());
      return proposal(StateDictMapping.of(dict, rules(attempt), architecture), attempt.pairs());
    }

    StateDictProposal best(@Nullable StateDictMapping known) throws BadInputException {
      int most = Math.max(dict.tensors(List.of()).size(), architecture.tensors().size());
      if (most > MOST_TENSORS) {
        throw new BadInputException(
            dict.file()
                + " or its architecture has "
                + most
                + " tensors, of at most "
                + MOST_TENSORS
                + " a mapping is proposed; write stateDict in the model card by hand.");
      }
      Attempt best = null;
      if (known != null) {
        best = attempt(known.rules().sections(), known.names());
      } else {
        for (List<String> sections : candidates()) {
          Attempt next = attempt(sections, Map.of());
          best = best == null || next.score() > best.score() ? next : best;
        }
      }
      if (best == null) {
        throw new IllegalStateException("no sections were tried");
      }
      StateDictRules rules = rules(best);
      return proposal(StateDictMapping.of(dict, rules, architecture), best.pairs());
    }

    /** Single sections, the likeliest first; those that go together; the whole checkpoint. */
    private List<List<String>> candidates() throws BadInputException {
      List<String> sections = RulesCompletion.likeliestFirst(dict.sections());
      List<List<String>> candidates = new ArrayList<>();
      sections.forEach(section -> candidates.add(List.of(section)));
      for (String first : sections) {
        List<String> together = new ArrayList<>(List.of(first));
        for (String section : sections) {
          if (!section.equals(first) && !RulesCompletion.collide(dict, together, section)) {
            together.add(section);
          }
        }
        if (together.size() > 1) {
          // in the file's order, as people would write them
          together.sort(Comparator.comparingInt(dict.sections()::indexOf));
          if (!candidates.contains(together)) {
            candidates.add(together);
          }
        }
      }
      candidates.add(List.of());
      return candidates;
    }

    private Attempt attempt(List<String> sections, Map<String, String> known)
        throws BadInputException {
      Map<String, TensorInfo> stored = dict.tensors(sections);
      List<Pair> pairs =
          TensorPairing.pair(stored.values(), architecture.tensors(), known, "by the card's rules");
      double score = -LEFT_OVER * (stored.size() - pairs.size());
      for (Pair pair : pairs) {
        score += pair.isSure() ? 1 : DOUBT;
      }
      return new Attempt(sections, pairs, score);
    }

    private StateDictRules rules(Attempt attempt) throws BadInputException {
      Map<String, String> renamed = new LinkedHashMap<>();
      attempt.pairs().forEach(pair -> renamed.put(pair.stored(), pair.wanted()));
      List<String> left = new ArrayList<>(dict.tensors(attempt.sections()).keySet());
      left.addAll(dict.unread(attempt.sections()).keySet());
      left.removeAll(renamed.keySet());
      return new StateDictRules(
          attempt.sections(), RenameRules.of(renamed), IgnoreRules.of(left, renamed.keySet()));
    }

    private StateDictProposal proposal(StateDictMapping mapping, Collection<Pair> pairs)
        throws BadInputException {
      Map<String, TensorInfo> stored = dict.tensors(mapping.rules().sections());
      Map<String, Pair> byWanted = new LinkedHashMap<>();
      pairs.forEach(pair -> byWanted.put(pair.wanted(), pair));
      List<Row> rows = new ArrayList<>();
      Set<String> used = new HashSet<>();
      for (TensorInfo tensor : architecture.tensors()) {
        Pair pair = byWanted.get(tensor.name());
        if (pair == null) {
          rows.add(without(tensor, byWanted, stored.get(tensor.name())));
        } else {
          used.add(pair.stored());
          rows.add(
              new Row(
                  stored.get(pair.stored()),
                  tensor,
                  pair.isSure() ? Confidence.SURE : Confidence.DOUBTFUL,
                  pair.reason()));
        }
      }
      List<TensorInfo> leftOver =
          stored.values().stream().filter(tensor -> !used.contains(tensor.name())).toList();
      return new StateDictProposal(mapping.rules(), rows, leftOver, mapping);
    }

    private Row without(
        TensorInfo tensor, Map<String, Pair> byWanted, @Nullable TensorInfo sameName) {
      for (String twin : architecture.names(tensor.name())) {
        Pair pair = byWanted.get(twin);
        if (pair != null) {
          return new Row(null, tensor, Confidence.SURE, "the same tensor as " + twin);
        }
      }
      return tensor.role() == TensorInfo.Role.BUFFER
          ? new Row(null, tensor, Confidence.KEPT, "a buffer that the checkpoint lacks")
          : new Row(
              null,
              tensor,
              Confidence.MISSING,
              sameName == null
                  ? "nothing of its shape is left that is called alike"
                  : "the checkpoint's is " + sameName.describe());
    }
  }
}
