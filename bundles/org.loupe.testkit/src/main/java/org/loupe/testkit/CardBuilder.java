package org.loupe.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.CellStep;
import org.loupe.model.ChannelSet;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.InputCard;
import org.loupe.model.Mask;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.TensorSource;
import org.loupe.model.TokenCard;
import org.loupe.model.WindowLabel;
import org.loupe.model.Wiring;

/**
 * Builds model cards for tests. Inputs and true values stand in dataset arrays of the same name;
 * true values of a prediction head in {@code <head>_target}.
 */
public final class CardBuilder {
  private final String name;
  private final List<InputCard> inputs = new ArrayList<>();
  private final List<String> explain = new ArrayList<>();
  private final Map<String, ChannelSet> channels = new LinkedHashMap<>();
  private final List<PredictionHead> heads = new ArrayList<>();
  private @Nullable ArrayReference clusters;
  private final Map<String, WindowLabel> labels = new LinkedHashMap<>();
  private final Map<String, Map<String, Long>> vocabularies = new LinkedHashMap<>();
  private @Nullable String generation;
  private @Nullable TensorSource hidden;
  private @Nullable TokenCard tokens;
  private @Nullable TensorSource states;
  private @Nullable TensorSource layers;
  private @Nullable CellStep step;
  private @Nullable Wiring wiring;

  /** A card of that name without inputs and heads. */
  public CardBuilder(String name) {
    this.name = name;
  }

  /** Adds an explained input [N,T,C] with named channels, all in the group 'all'. */
  public CardBuilder input(String input, String... channelNames) {
    return input(input, Map.of(), channelNames);
  }

  /**
   * Adds an explained input [N,T,C] with named channels.
   *
   * @param groups of the grouping 'module': name to channel indices
   */
  public CardBuilder input(
      String input, Map<String, List<Integer>> groups, String... channelNames) {
    Map<String, Map<String, List<Integer>>> groupings =
        groups.isEmpty() ? Map.of() : Map.of("module", groups);
    channels.put(input, new ChannelSet(List.of(channelNames), groupings, List.of()));
    return input(input, input, Dimension.WINDOW, Dimension.TIME, Dimension.CHANNEL);
  }

  /** Adds an explained input of any axes without names of channels. */
  public CardBuilder input(String input, Dimension... axes) {
    return input(input, (String) null, axes);
  }

  private CardBuilder input(String input, @Nullable String channelSet, Dimension... axes) {
    explain.add(input);
    inputs.add(
        new InputCard(
            input,
            ElementType.FLOAT32,
            List.of(axes),
            ArrayReference.whole(input),
            channelSet,
            null,
            false,
            null,
            null));
    return this;
  }

  /** Adds an optional input of time spans [N,T] in seconds, which is not explained. */
  public CardBuilder timespans(String input) {
    return timespans(input, Dimension.WINDOW, Dimension.TIME);
  }

  /** The same of other axes: [N,T,1], or [N] where windows have one span each. */
  public CardBuilder timespans(String input, Dimension... axes) {
    inputs.add(
        new InputCard(
            input,
            ElementType.FLOAT32,
            List.of(axes),
            ArrayReference.whole(input),
            null,
            null,
            true,
            "timespans",
            "s"));
    return this;
  }

  /** Says that the model is recurrent as {@link FakeRecurrentSession} is, all methods exported. */
  public CardBuilder recurrent(String... neuronTypes) {
    states =
        new TensorSource(
            null, "states", null, List.of(Dimension.WINDOW, Dimension.TIME, Dimension.UNIT));
    layers = new TensorSource(null, "backbone", null, List.of());
    step = new CellStep("step", List.of("x", "state", "timespans"), "zeros");
    wiring = neuronTypes.length == 0 ? null : new Wiring(List.of(neuronTypes), List.of());
    return this;
  }

  /** Adds an optional input of token numbers [N,S] that may be left out: free-running. */
  public CardBuilder tokens(String input) {
    generation = input;
    inputs.add(
        new InputCard(
            input,
            ElementType.INT64,
            List.of(Dimension.WINDOW, Dimension.TOKEN),
            ArrayReference.whole(input),
            null,
            null,
            true,
            null,
            null));
    return this;
  }

  /** Adds a prediction head with logits [N,T,K] at every time step. */
  public CardBuilder categoricalHead(String head, String... classes) {
    return head(head, PredictionHead.Kind.CATEGORICAL, true, classes);
  }

  /** Adds a prediction head with logits [N,K], one row per window. */
  public CardBuilder windowHead(String head, String... classes) {
    return head(head, PredictionHead.Kind.CATEGORICAL, false, classes);
  }

  /** Adds a regression head with values [N,T,V] at every time step. */
  public CardBuilder regressionHead(String head, String... values) {
    return head(head, PredictionHead.Kind.REGRESSION, true, values);
  }

  private CardBuilder head(
      String head, PredictionHead.Kind kind, boolean sequence, String... labels) {
    Dimension last = kind == PredictionHead.Kind.CATEGORICAL ? Dimension.CLASS : Dimension.VALUE;
    heads.add(
        new PredictionHead(
            head,
            null,
            kind,
            sequence
                ? List.of(Dimension.WINDOW, Dimension.TIME, last)
                : List.of(Dimension.WINDOW, last),
            List.of(labels),
            ArrayReference.whole(head + "_target"),
            List.of()));
    return this;
  }

  /** Says which positions of the head that was added last count. */
  public CardBuilder mask(Mask... masks) {
    PredictionHead last = heads.remove(heads.size() - 1);
    heads.add(
        new PredictionHead(
            last.name(),
            last.output(),
            last.kind(),
            last.axes(),
            last.labels(),
            last.target(),
            List.of(masks)));
    return this;
  }

  /** Adds a label of windows, of the array of the same name. */
  public CardBuilder label(String label, String... classes) {
    labels.put(label, new WindowLabel(ArrayReference.whole(label), List.of(classes)));
    return this;
  }

  /** Says that the values at a probe, [N,T,C], represent windows. */
  public CardBuilder hiddenProbe(String probe) {
    hidden =
        new TensorSource(
            null, null, probe, List.of(Dimension.WINDOW, Dimension.TIME, Dimension.UNIT));
    return this;
  }

  /**
   * Says what tokens mean; the true ones are the array 'tokens', 0 is padding.
   *
   * @param vocabulary token to number
   * @param correct per class of the type head the heads that must be right
   */
  public CardBuilder tokenClasses(Map<String, Long> vocabulary, Map<String, List<String>> correct) {
    vocabularies.put("words", vocabulary);
    tokens = new TokenCard(ArrayReference.whole("tokens"), "words", 0L, correct);
    return this;
  }

  /** Says which array tells what windows belong together. */
  public CardBuilder clusters(String array) {
    clusters = ArrayReference.whole(array);
    return this;
  }

  /** The card. */
  public ModelCard build() {
    return new ModelCard(
        name,
        inputs,
        explain,
        channels,
        heads,
        hidden,
        states,
        layers,
        step,
        wiring,
        null,
        clusters,
        Map.of(),
        generation,
        labels,
        tokens,
        vocabularies,
        null,
        Map.of());
  }
}
