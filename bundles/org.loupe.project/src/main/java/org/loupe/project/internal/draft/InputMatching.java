package org.loupe.project.internal.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.Signature;
import org.loupe.checkpoint.Signature.Argument;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.model.BadInputException;
import org.loupe.project.internal.draft.Assignment.Match;
import org.loupe.project.internal.draft.Names.Meaning;

/** Finds arrays for the arguments of forward, by name, then by type and shape. */
final class InputMatching {
  private static final int CANDIDATES = 4;
  private static final int MOST_COMBINATIONS = 4096;
  private static final int TRIED = 8;

  /** More than any other array can have. */
  private static final int CHOSEN = 1000;

  /** What tracing names arguments it knows no name of. */
  private static final String UNNAMED = "(argument|input)_?\\.?\\d*";

  private final FileSummary model;
  private final @Nullable DataFacts data;
  private final Map<String, String> chosen;
  private final Set<Long> widths = new HashSet<>();

  /**
   * @param chosen arrays by argument, where a person has said which
   */
  InputMatching(FileSummary model, @Nullable DataFacts data, Map<String, String> chosen) {
    this.model = model;
    this.data = data;
    this.chosen = chosen;
    for (TensorInfo tensor : model.tensors()) {
      if (tensor.shape().size() >= 2) {
        widths.add(tensor.shape().get(1));
      }
    }
  }

  /**
   * Assignments worth trying, best first; at least one.
   *
   * @throws BadInputException if forward must be given what is no tensor
   */
  List<Assignment> best() throws BadInputException {
    List<List<Match>> choices = new ArrayList<>();
    List<Argument> arguments = fed();
    for (int i = 0; i < arguments.size(); i++) {
      List<Match> found = candidates(arguments.get(i), i);
      if (found.isEmpty() && arguments.get(i).isOptional() && data != null) {
        break;
      }
      choices.add(found.isEmpty() ? List.of(unfed(arguments.get(i))) : found);
    }
    List<Assignment> all = new ArrayList<>();
    combine(choices, new ArrayList<>(), all);
    all.sort(Comparator.comparingInt(Assignment::score).reversed());
    if (all.isEmpty()) {
      all.add(new Assignment(choices.stream().map(choice -> choice.get(0)).toList()));
    }
    return all.subList(0, Math.min(TRIED, all.size()));
  }

  /** The arguments that a card can feed: tensors, up to the first that is none. */
  private List<Argument> fed() throws BadInputException {
    Signature forward =
        model
            .method("forward")
            .orElseThrow(
                () ->
                    new BadInputException(
                        model.file() + " has no method forward; export the model with one."));
    List<Argument> fed = new ArrayList<>();
    for (Argument argument : forward.arguments()) {
      boolean tensor =
          argument.type().equals("Tensor") || argument.type().equals("Optional[Tensor]");
      if (!tensor && !argument.isOptional()) {
        throw new BadInputException(
            model.file()
                + ": "
                + forward.describe()
                + " must be given '"
                + argument.name()
                + "' of type "
                + argument.type()
                + ", but only tensors can be fed; export the model with a forward that takes one"
                + " tensor per argument.");
      }
      if (!tensor) {
        break;
      }
      fed.add(argument);
    }
    if (fed.isEmpty()) {
      throw new BadInputException(
          model.file() + ": " + forward.describe() + " takes no tensor; export another forward.");
    }
    return fed;
  }

  private Match unfed(Argument argument) {
    return new Match(argument, argument.name(), null, 0, "no array fits", List.of());
  }

  private List<Match> candidates(Argument argument, int position) {
    DataFacts facts = data;
    if (facts == null) {
      return List.of();
    }
    boolean unnamed =
        model.kind() == FileSummary.Kind.TORCHSCRIPT_TRACED && argument.name().matches(UNNAMED);
    Optional<ArrayFacts> said =
        Optional.ofNullable(chosen.get(argument.name())).flatMap(facts::find);
    if (said.isPresent()) {
      String name = unnamed ? Names.last(said.get().name()) : argument.name();
      return List.of(new Match(argument, name, said.get(), CHOSEN, "it was chosen", List.of()));
    }
    List<Match> found = new ArrayList<>();
    for (ArrayFacts array : facts.all()) {
      scored(argument, unnamed, position, array, facts.isTruth(array.name())).ifPresent(found::add);
    }
    found.sort(Comparator.comparingInt(Match::score).reversed());
    List<Match> best = found.subList(0, Math.min(CANDIDATES, found.size()));
    List<Match> complete = new ArrayList<>();
    for (Match match : best) {
      List<String> others =
          best.stream()
              .filter(other -> other != match)
              .map(Match::array)
              .map(array -> array == null ? "" : array.name())
              .toList();
      complete.add(
          new Match(argument, match.name(), match.array(), match.score(), match.why(), others));
    }
    return complete;
  }

  private Optional<Match> scored(
      Argument argument, boolean unnamed, int position, ArrayFacts array, boolean truth) {
    int likeness = unnamed ? 0 : Names.likeness(argument.name(), array.name());
    int score = likeness;
    List<String> reasons = new ArrayList<>();
    if (likeness >= 90) {
      reasons.add("it has the argument's name");
    } else if (likeness >= 60) {
      reasons.add("its name means the same");
    } else if (likeness > 0) {
      reasons.add("its name is alike");
    }
    if (likeness < 90) {
      int kind = kind(argument, unnamed, position, array) + (truth ? -40 : 0);
      score += kind;
      if (kind > 0) {
        reasons.add("its type and shape are " + array.info());
      }
    }
    if (array.rank() > 2 && widths.contains((long) array.lastSize())) {
      score += 8;
      reasons.add("the model has weights for " + array.lastSize() + " channels");
    }
    if (score <= 0) {
      return Optional.empty();
    }
    String name = unnamed ? Names.last(array.name()) : argument.name();
    return Optional.of(
        new Match(argument, name, array, score, String.join(", ", reasons), List.of()));
  }

  /** What an array's type and shape say where its name says little. */
  private static int kind(Argument argument, boolean unnamed, int position, ArrayFacts array) {
    Optional<Meaning> meaning = unnamed ? Optional.empty() : Names.meaning(argument.name());
    boolean integer = array.isInteger();
    if (meaning.isPresent()) {
      return switch (meaning.get()) {
        case SIGNAL -> !integer && array.rank() >= 2 ? 20 + Math.min(3, array.rank()) : -50;
        case TIMESPANS -> !integer && array.rank() == 2 ? 10 : -50;
        case TOKENS -> integer && array.rank() == 2 ? 15 : -50;
        case CATEGORICAL -> integer && array.rank() >= 2 ? 15 : -50;
        case LENGTHS -> integer && array.rank() == 1 ? 5 : -50;
        case VALID -> integer && array.rank() == 2 && array.max() <= 1 ? 10 : -50;
        default -> 0;
      };
    }
    // The first argument of a model is nearly always the signal.
    boolean signal = !integer && array.rank() >= 3;
    return signal ? (position == 0 ? 15 : 8) : array.rank() >= 2 ? 3 : -20;
  }

  private static void combine(List<List<Match>> choices, List<Match> chosen, List<Assignment> all) {
    if (all.size() >= MOST_COMBINATIONS) {
      return;
    }
    if (chosen.size() == choices.size()) {
      all.add(new Assignment(chosen));
      return;
    }
    for (Match match : choices.get(chosen.size())) {
      ArrayFacts array = match.array();
      if (array == null || chosen.stream().noneMatch(other -> array.equals(other.array()))) {
        chosen.add(match);
        combine(choices, chosen, all);
        chosen.remove(chosen.size() - 1);
      }
    }
  }
}
