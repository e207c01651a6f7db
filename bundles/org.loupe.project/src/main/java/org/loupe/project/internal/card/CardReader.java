package org.loupe.project.internal.card;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.Archives;
import org.loupe.model.ArrayReference;
import org.loupe.model.BadInputException;
import org.loupe.model.CellStep;
import org.loupe.model.ChannelSet;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.Scaler;
import org.loupe.model.StateDictRules;
import org.loupe.model.TensorSource;
import org.loupe.model.TokenCard;
import org.loupe.model.WindowLabel;
import org.loupe.model.Wiring;
import org.loupe.project.CheckpointFiles;
import org.loupe.project.internal.json.JsonFile;
import org.loupe.project.internal.json.JsonObject;
import org.loupe.project.internal.json.JsonPlace;

/** Reads model cards, strictly. Thread-safe. */
public final class CardReader {
  /** The format that is read. */
  static final int VERSION = 1;

  /** The extra file of an archive that is its card. */
  public static final String EMBEDDED = "loupe.card.json";

  private final JsonFile files = new JsonFile();

  /**
   * Reads a card.
   *
   * @throws BadInputException if it is none or contradicts itself, with the place
   */
  public ModelCard read(Path file) throws BadInputException {
    return card(files.read(file, "model card"));
  }

  /**
   * Reads a card that stands inside another file.
   *
   * @param origin for messages
   * @throws BadInputException as {@link #read(Path)}
   */
  public ModelCard read(String text, String origin) throws BadInputException {
    return card(files.parse(text.getBytes(StandardCharsets.UTF_8), origin, "model card"));
  }

  /**
   * Reads the card that belongs to a model: the one beside it, else the one inside it.
   *
   * @return empty if it has none
   * @throws BadInputException if it has one that is wrong, or the model cannot be read
   */
  public Optional<ModelCard> own(Path model) throws BadInputException {
    Path beside = CheckpointFiles.cardBeside(model);
    if (Files.exists(beside)) {
      return Optional.of(read(beside));
    }
    Optional<String> inside = Archives.extraFile(model, EMBEDDED);
    return inside.isPresent()
        ? Optional.of(read(inside.get(), model + "!/extra/" + EMBEDDED))
        : Optional.empty();
  }

  private static ModelCard card(JsonPlace document) throws BadInputException {
    JsonObject card = document.object();
    FormatVersion.check(card, VERSION);
    String name = card.required("name").text();
    Map<String, ChannelSet> channels = ChannelReader.sets(card.optional("channels"));
    Map<String, Map<String, Long>> vocabularies = vocabularies(card.optional("vocabularies"));
    List<InputCard> inputs =
        new InputReader(channels, vocabularies).inputs(card.required("inputs"));
    List<String> explain = InputReader.explained(card.optional("explain"), inputs);
    List<PredictionHead> heads = HeadReader.heads(card.optional("heads"));
    RecurrentReader recurrent = new RecurrentReader();
    TensorSource hidden = recurrent.source(card.optional("hidden"));
    TensorSource states = recurrent.source(card.optional("states"));
    TensorSource layers = recurrent.source(card.optional("layers"));
    CellStep step = recurrent.step(card.optional("step"));
    Wiring wiring = recurrent.wiring(card.optional("wiring"));
    ArrayReference lengths = array(card.optional("lengths"));
    ArrayReference clusters = array(card.optional("clusters"));
    Map<String, Scaler> scalers = ChannelReader.scalers(card.optional("scaler"), channels);
    String generation = InputReader.generation(card.optional("generation"), inputs);
    Map<String, WindowLabel> labels = labels(card.optional("labels"));
    TokenCard tokens = TokenReader.tokens(card.optional("tokens"), vocabularies, heads);
    StateDictRules stateDict = StateDictReader.rules(card.optional("stateDict"));
    card.done();
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
        stateDict,
        document.extensions());
  }

  private static @Nullable ArrayReference array(Optional<JsonPlace> place)
      throws BadInputException {
    return place.isEmpty() ? null : Dimensions.array(place.get());
  }

  private static Map<String, WindowLabel> labels(Optional<JsonPlace> place)
      throws BadInputException {
    Map<String, WindowLabel> labels = new LinkedHashMap<>();
    if (place.isPresent()) {
      for (Map.Entry<String, JsonPlace> entry : place.get().object().entries().entrySet()) {
        JsonObject label = entry.getValue().object();
        ArrayReference data = Dimensions.array(label);
        Optional<JsonPlace> classes = label.optional("classes");
        label.done();
        labels.put(
            entry.getKey(),
            new WindowLabel(data, classes.isPresent() ? classes.get().texts() : List.of()));
      }
    }
    return labels;
  }

  private static Map<String, Map<String, Long>> vocabularies(Optional<JsonPlace> place)
      throws BadInputException {
    Map<String, Map<String, Long>> vocabularies = new LinkedHashMap<>();
    if (place.isPresent()) {
      for (Map.Entry<String, JsonPlace> entry : place.get().object().entries().entrySet()) {
        Map<String, Long> tokens = new LinkedHashMap<>();
        for (Map.Entry<String, JsonPlace> token : entry.getValue().object().entries().entrySet()) {
          tokens.put(token.getKey(), token.getValue().integer());
        }
        vocabularies.put(entry.getKey(), Collections.unmodifiableMap(tokens));
      }
    }
    return vocabularies;
  }
}
