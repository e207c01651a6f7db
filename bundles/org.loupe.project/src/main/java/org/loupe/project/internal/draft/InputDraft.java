package org.loupe.project.internal.draft;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.FileSummary;
import org.loupe.checkpoint.TensorInfo;
import org.loupe.model.ArrayReference;
import org.loupe.model.ChannelSet;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.InputCard;
import org.loupe.project.imports.Guess.Confidence;
import org.loupe.project.internal.draft.Assignment.Match;
import org.loupe.project.internal.draft.Names.Meaning;

/** Drafts {@code inputs}, {@code explain}, {@code channels}, {@code vocabularies}. */
final class InputDraft {
  private static final int SURE_LIKENESS = 90;
  private static final int MOST_TOKENS = 100_000;

  private final FileSummary model;
  private final @Nullable DataFacts data;
  private final Assignment assignment;
  private final Map<String, List<String>> channels;
  private final CardSketch card;
  private final Guesses guesses;

  InputDraft(
      FileSummary model,
      @Nullable DataFacts data,
      Assignment assignment,
      Map<String, List<String>> channels,
      CardSketch card,
      Guesses guesses) {
    this.model = model;
    this.data = data;
    this.assignment = assignment;
    this.channels = channels;
    this.card = card;
    this.guesses = guesses;
  }

  void draft() {
    for (Match match : assignment.matches()) {
      input(match, "/inputs/" + card.inputs.size());
    }
    explain();
    generation();
  }

  private void input(Match match, String key) {
    ArrayFacts array = match.array();
    if (array == null) {
      unfed(match, key);
      return;
    }
    List<Dimension> axes = axes(match, array, key);
    ElementType type = type(array);
    ArrayReference reference = reference(match, array, axes, key);
    @Nullable String channels = axes.contains(Dimension.CHANNEL) ? channels(match, array) : null;
    boolean token = axes.contains(Dimension.TOKEN) && type == ElementType.INT64;
    @Nullable String vocabulary = token ? vocabulary(match, array, key) : null;
    @Nullable String role = role(match, axes, key);
    guesses.add(
        key + "/data",
        Guesses.value(reference),
        Guesses.sentence(match.why()),
        match.score() >= SURE_LIKENESS
            ? Confidence.SURE
            : match.score() >= 50 || match.others().isEmpty() ? Confidence.LIKELY : Confidence.WEAK,
        List.copyOf(match.others()));
    card.inputs.add(
        new InputCard(
            match.name(),
            type,
            axes,
            reference,
            channels,
            vocabulary,
            match.argument().isOptional(),
            role,
            null));
  }

  private void unfed(Match match, String key) {
    boolean integers = Meaning.TOKENS.has(match.name()) || Meaning.CATEGORICAL.has(match.name());
    boolean timespans = Meaning.TIMESPANS.has(match.name());
    List<Dimension> axes =
        Meaning.TOKENS.has(match.name())
            ? List.of(Dimension.WINDOW, Dimension.TOKEN)
            : timespans
                ? List.of(Dimension.WINDOW, Dimension.TIME)
                : List.of(Dimension.WINDOW, Dimension.TIME, Dimension.CHANNEL);
    guesses.open(
        key + "/data",
        Guesses.value(ArrayReference.whole(match.name())),
        "Name the array that feeds '"
            + match.name()
            + "'"
            + (data == null ? "; no data were given." : "; none in the data fits."));
    guesses.weak(
        key + "/axes", Guesses.value(axes), "The usual axes of an input of this name.", List.of());
    card.inputs.add(
        new InputCard(
            match.name(),
            integers ? ElementType.INT64 : ElementType.FLOAT32,
            axes,
            ArrayReference.whole(match.name()),
            null,
            null,
            match.argument().isOptional(),
            timespans ? "timespans" : null,
            null));
  }

  private static ElementType type(ArrayFacts array) {
    ElementType stored = array.info().elementType();
    if (stored.isFloatingPoint()) {
      return ElementType.FLOAT32;
    }
    return stored == ElementType.BOOL ? stored : ElementType.INT64;
  }

  private List<Dimension> axes(Match match, ArrayFacts array, String key) {
    boolean timed =
        array.rank() > 1 && assignment.steps().filter(steps -> steps == array.size(1)).isPresent();
    List<Dimension> axes = new ArrayList<>(List.of(Dimension.WINDOW));
    String why = "One number per window.";
    Confidence confidence = Confidence.LIKELY;
    List<Object> others = List.of();
    if (array.rank() == 2) {
      boolean time =
          match.means(Meaning.TIMESPANS)
              || match.means(Meaning.VALID)
              || timed && !match.means(Meaning.TOKENS);
      if (time) {
        axes.add(Dimension.TIME);
        why = "Its " + array.size(1) + " numbers are the time steps of the window.";
      } else if (array.isInteger()) {
        axes.add(Dimension.TOKEN);
        why = "Integers that are no time steps are taken for tokens.";
        others = List.of(List.of("window", "time"), List.of("window", "channel"));
      } else {
        axes.add(Dimension.CHANNEL);
        why = "One row of numbers per window is taken for channels.";
        confidence = Confidence.WEAK;
        others = List.of(List.of("window", "time"));
      }
    } else if (array.rank() > 2) {
      boolean token = array.isInteger() && !timed;
      axes.add(token ? Dimension.TOKEN : Dimension.TIME);
      axes.add(Dimension.CHANNEL);
      why = array.size(1) + " steps of " + array.size(2) + " channels.";
      if (array.rank() > 3) {
        axes.addAll(List.of(Dimension.VALUE, Dimension.UNIT).subList(0, array.rank() - 3));
        confidence = Confidence.WEAK;
      }
    }
    guesses.add(key + "/axes", Guesses.value(axes), why, confidence, others);
    return axes;
  }

  /** Teacher-forced tokens are fed without the last, which is only predicted. */
  private ArrayReference reference(
      Match match, ArrayFacts array, List<Dimension> axes, String key) {
    boolean token = array.rank() == 2 && axes.contains(Dimension.TOKEN);
    if (token && array.size(1) > 1 && data != null) {
      int shifted = array.size(1) - 1;
      List<String> targets =
          data.all().stream()
              .filter(other -> other.rank() == 2 && other.size(1) == shifted)
              .filter(ArrayFacts::isInteger)
              .map(ArrayFacts::name)
              .toList();
      ArrayReference cut = new ArrayReference(array.name(), 0, -1);
      if (!targets.isEmpty()) {
        guesses.likely(
            key + "/data/slice",
            Guesses.value(cut).getOrDefault("slice", ""),
            "The true values ("
                + String.join(", ", targets)
                + ") have "
                + shifted
                + " positions, one less: the last token is not fed.");
        return cut;
      } else if (array.first() != null && match.means(Meaning.TOKENS)) {
        guesses.weak(
            key + "/data/slice",
            Guesses.value(cut).getOrDefault("slice", ""),
            "Every window begins with "
                + array.first()
                + ", as tokens do that are shifted by one: the last is not fed.",
            List.of("no slice"));
        return cut;
      }
    }
    return ArrayReference.whole(array.name());
  }

  private String channels(Match match, ArrayFacts array) {
    int count = array.rank() == 2 ? array.size(1) : array.size(2);
    List<String> known = channels.get(array.name());
    if (known != null && known.size() == count) {
      card.channels.put(match.name(), new ChannelSet(known, Map.of(), List.of()));
      guesses.likely(
          "/channels/" + pointer(match.name()) + "/names",
          count + " names",
          "The names of the table's columns.");
      return match.name();
    }
    List<String> names = IntStream.range(0, count).mapToObj(i -> match.name() + " " + i).toList();
    card.channels.put(match.name(), new ChannelSet(names, Map.of(), List.of()));
    guesses.open(
        "/channels/" + pointer(match.name()) + "/names",
        count + " names",
        "Name the "
            + count
            + " channels of '"
            + match.name()
            + "' (and, if you like, their groups and units); they are numbered for now.");
    return match.name();
  }

  private String vocabulary(Match match, ArrayFacts array, String key) {
    long size = (long) array.max() + 1;
    long rows =
        model.tensors().stream()
            .filter(tensor -> tensor.shape().size() == 2 && tensor.name().contains("emb"))
            .map(TensorInfo::shape)
            .map(shape -> shape.get(0))
            .filter(count -> count >= size && count <= Math.max(2 * size, size + 64))
            .min(Comparator.naturalOrder())
            .orElse(size);
    String name = match.name();
    Map<String, Long> tokens = new LinkedHashMap<>();
    for (long token = 0; token < Math.min(rows, MOST_TOKENS); token++) {
      tokens.put(special(array, token), token);
    }
    card.vocabularies.put(name, tokens);
    guesses.open(
        "/vocabularies/" + pointer(name),
        tokens.size() + " tokens",
        "Name the " + tokens.size() + " tokens of '" + name + "'; they are numbered for now.");
    return name;
  }

  private static String special(ArrayFacts array, long token) {
    Long pad = array.pad();
    Long first = array.first();
    if (pad != null && pad == token) {
      return "PAD";
    }
    return first != null && first == token ? "BOS" : "token " + token;
  }

  private @Nullable String role(Match match, List<Dimension> axes, String key) {
    if (!match.means(Meaning.TIMESPANS) || axes.size() > 2) {
      return null;
    }
    guesses.likely(
        key + "/role", "timespans", "An input of this name holds the time between steps.");
    return "timespans";
  }

  private void explain() {
    List<String> floating =
        card.inputs.stream()
            .filter(input -> input.elementType().isFloatingPoint() && input.role() == null)
            .map(InputCard::name)
            .toList();
    List<String> channelled =
        card.inputs.stream()
            .filter(input -> input.axes().contains(Dimension.CHANNEL))
            .map(InputCard::name)
            .filter(floating::contains)
            .toList();
    card.explain.addAll(channelled.isEmpty() ? floating : channelled);
    if (!card.explain.isEmpty()) {
      guesses.likely(
          "/explain",
          List.copyOf(card.explain),
          channelled.isEmpty()
              ? "The floating point inputs."
              : "The floating point inputs that have channels.");
    }
  }

  private void generation() {
    card.inputs.stream()
        .filter(input -> input.optional() && input.axes().contains(Dimension.TOKEN))
        .filter(input -> !input.elementType().isFloatingPoint())
        .findFirst()
        .ifPresent(
            input -> {
              card.generation = input.name();
              guesses.likely(
                  "/generation",
                  Map.of("input", input.name()),
                  "Tokens that may be left out: the model then generates them itself.");
            });
  }

  private static String pointer(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
