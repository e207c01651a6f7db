package org.loupe.model;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tensors mean. Read from JSON by the project bundle.
 *
 * @param name shown to people
 * @param inputs the arguments of forward, in order
 * @param explain names of the inputs that attributions are computed for
 * @param channels channel sets by key
 * @param heads the prediction heads, in the card's order
 * @param hidden the representation to embed by default, or null
 * @param states where the state sequence of a recurrent model comes from, or null
 * @param layers where the layers' activations come from, or null
 * @param step one step of a recurrent cell, or null
 * @param wiring of a Neural Circuit Policy, or null
 * @param lengths one number of valid steps per window, or null if all steps are valid
 * @param clusters what windows belong together (recording, machine), or null
 * @param scalers how physical values became inputs, by channel set
 * @param generation name of the input that carries teacher-forced tokens; leaving it out means
 *     free-running; null where outputs do not depend on earlier outputs
 * @param labels labels of windows by name
 * @param tokens what token analysis needs, or null
 * @param vocabularies per name: token to id
 * @param stateDict how training checkpoints map to parameters, or null
 * @param extensions values of keys that begin with {@code x-}: JSON pointer to JSON text
 */
public record ModelCard(
    String name,
    List<InputCard> inputs,
    List<String> explain,
    Map<String, ChannelSet> channels,
    List<PredictionHead> heads,
    @Nullable TensorSource hidden,
    @Nullable TensorSource states,
    @Nullable TensorSource layers,
    @Nullable CellStep step,
    @Nullable Wiring wiring,
    @Nullable ArrayReference lengths,
    @Nullable ArrayReference clusters,
    Map<String, Scaler> scalers,
    @Nullable String generation,
    Map<String, WindowLabel> labels,
    @Nullable TokenCard tokens,
    Map<String, Map<String, Long>> vocabularies,
    @Nullable StateDictRules stateDict,
    Map<String, String> extensions) {
  /** Copies lists and maps. */
  public ModelCard {
    inputs = List.copyOf(inputs);
    explain = List.copyOf(explain);
    channels = Ordered.copyOf(channels);
    heads = List.copyOf(heads);
    scalers = Ordered.copyOf(scalers);
    labels = Ordered.copyOf(labels);
    vocabularies = Ordered.copyOf(vocabularies);
    extensions = Ordered.copyOf(extensions);
  }

  /** A card that says no more than this. */
  public static ModelCard of(
      String name, List<InputCard> inputs, List<String> explain, List<PredictionHead> heads) {
    return new ModelCard(
        name, inputs, explain, Map.of(), heads, null, null, null, null, null, null, null, Map.of(),
        null, Map.of(), null, Map.of(), null, Map.of());
  }

  /**
   * The input of that name.
   *
   * @throws NoSuchElementException if the card has none, naming those it has
   */
  public InputCard input(String inputName) {
    return inputs.stream()
        .filter(input -> input.name().equals(inputName))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "the card has no input '"
                        + inputName
                        + "', it has "
                        + inputs.stream().map(InputCard::name).toList()));
  }

  /**
   * The prediction head of that name.
   *
   * @throws NoSuchElementException if the card has none, naming those it has
   */
  public PredictionHead head(String headName) {
    return heads.stream()
        .filter(head -> head.name().equals(headName))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "the card has no prediction head '"
                        + headName
                        + "', it has "
                        + heads.stream().map(PredictionHead::name).toList()));
  }

  /** The channels of an input, or empty if the card does not name them. */
  public Optional<ChannelSet> channelsOf(InputCard input) {
    return Optional.ofNullable(input.channels()).map(channels::get);
  }

  /**
   * The SHA-256 of what the card says, lower-case hexadecimal: of two cards that say the same it is
   * the same, however their files are laid out.
   */
  public String sha256() {
    return CardDigest.of(this);
  }

  /** The same card with other extensions. */
  public ModelCard withExtensions(Map<String, String> others) {
    return with(stateDict, others);
  }

  /** The same card with other rules for training checkpoints. */
  public ModelCard withStateDict(@Nullable StateDictRules rules) {
    return with(rules, extensions);
  }

  private ModelCard with(@Nullable StateDictRules rules, Map<String, String> others) {
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
        lengths,
        clusters,
        scalers,
        generation,
        labels,
        tokens,
        vocabularies,
        rules,
        others);
  }
}
