package org.loupe.project.internal.card;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.CellStep;
import org.loupe.model.ChannelSet;
import org.loupe.model.Dimension;
import org.loupe.model.InputCard;
import org.loupe.model.Mask;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;
import org.loupe.model.StateDictRules;
import org.loupe.model.TensorSource;
import org.loupe.model.TokenCard;
import org.loupe.model.Wiring;
import org.loupe.project.internal.json.JsonText;

/** Writes model cards so that {@link CardReader} reads the same card. */
public final class CardWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private CardWriter() {}

  /** The card as JSON, its extensions where they stood. */
  public static ObjectNode write(ModelCard card) {
    ObjectNode root = NODES.objectNode();
    root.put("loupe", CardReader.VERSION);
    root.put("name", card.name());
    ArrayNode inputs = root.putArray("inputs");
    card.inputs().forEach(input -> inputs.add(input(input)));
    texts(root, "explain", card.explain());
    channels(root, card.channels());
    if (!card.heads().isEmpty()) {
      ArrayNode heads = root.putArray("heads");
      card.heads().forEach(head -> heads.add(head(head)));
    }
    source(root, "hidden", card.hidden());
    source(root, "states", card.states());
    source(root, "layers", card.layers());
    step(root, card.step());
    wiring(root, card.wiring());
    reference(root, "lengths", card.lengths());
    reference(root, "clusters", card.clusters());
    scalers(root, card);
    if (card.generation() != null) {
      root.putObject("generation").put("input", card.generation());
    }
    labels(root, card);
    tokens(root, card.tokens());
    if (!card.vocabularies().isEmpty()) {
      root.set("vocabularies", JsonText.node(card.vocabularies()));
    }
    stateDict(root, card.stateDict());
    card.extensions().forEach((pointer, text) -> extend(root, pointer, text));
    return root;
  }

  private static ObjectNode input(InputCard input) {
    ObjectNode node = NODES.objectNode();
    node.put("name", input.name());
    node.put("dtype", input.elementType().key());
    axes(node, input.axes());
    node.set("data", reference(input.data()));
    text(node, "channels", input.channels());
    text(node, "vocabulary", input.vocabulary());
    if (input.optional()) {
      node.put("optional", true);
    }
    text(node, "role", input.role());
    text(node, "unit", input.unit());
    return node;
  }

  private static void channels(ObjectNode root, Map<String, ChannelSet> sets) {
    if (sets.isEmpty()) {
      return;
    }
    ObjectNode channels = root.putObject("channels");
    sets.forEach(
        (name, set) -> {
          ObjectNode node = channels.putObject(name);
          ArrayNode names = node.putArray("names");
          set.names().forEach(names::add);
          if (!set.groupings().isEmpty()) {
            node.set("groups", JsonText.node(set.groupings()));
          }
          texts(node, "units", set.units());
        });
  }

  private static ObjectNode head(PredictionHead head) {
    ObjectNode node = NODES.objectNode();
    boolean categorical = head.kind() == PredictionHead.Kind.CATEGORICAL;
    node.put("name", head.name());
    if (head.output() != null) {
      node.put("output", head.output());
    }
    node.put("kind", categorical ? "categorical" : "regression");
    axes(node, head.axes());
    texts(node, categorical ? "classes" : "values", head.labels());
    reference(node, "target", head.target());
    if (!head.mask().isEmpty()) {
      ArrayNode masks = node.putArray("mask");
      for (Mask mask : head.mask()) {
        ObjectNode condition = reference(mask.data());
        ArrayNode values = condition.putArray(mask.included() ? "in" : "notIn");
        mask.values().stream().sorted().forEach(values::add);
        masks.add(condition);
      }
    }
    return node;
  }

  private static void source(ObjectNode root, String key, @Nullable TensorSource source) {
    if (source != null) {
      ObjectNode node = root.putObject(key);
      text(node, "output", source.output());
      text(node, "method", source.method());
      text(node, "probe", source.probe());
      if (!source.axes().isEmpty()) {
        axes(node, source.axes());
      }
    }
  }

  private static void step(ObjectNode root, @Nullable CellStep step) {
    if (step != null) {
      ObjectNode node = root.putObject("step");
      node.put("method", step.method());
      texts(node, "arguments", step.arguments());
      node.put("initial", step.initial());
    }
  }

  private static void wiring(ObjectNode root, @Nullable Wiring wiring) {
    if (wiring != null) {
      ObjectNode node = root.putObject("wiring");
      ArrayNode types = node.putArray("neuronTypes");
      wiring.neuronTypes().forEach(types::add);
      if (!wiring.adjacency().isEmpty()) {
        node.set("adjacency", JsonText.node(wiring.adjacency()));
      }
    }
  }

  private static void scalers(ObjectNode root, ModelCard card) {
    if (!card.scalers().isEmpty()) {
      ObjectNode scalers = root.putObject("scaler");
      card.scalers()
          .forEach(
              (name, scaler) -> {
                ObjectNode node = scalers.putObject(name);
                node.set("center", JsonText.node(scaler.center()));
                node.set("scale", JsonText.node(scaler.scale()));
              });
    }
  }

  private static void labels(ObjectNode root, ModelCard card) {
    if (!card.labels().isEmpty()) {
      ObjectNode labels = root.putObject("labels");
      card.labels()
          .forEach(
              (name, label) -> {
                ObjectNode node = reference(label.data());
                texts(node, "classes", label.classes());
                labels.set(name, node);
              });
    }
  }

  private static void tokens(ObjectNode root, @Nullable TokenCard tokens) {
    if (tokens != null) {
      ObjectNode node = root.putObject("tokens");
      reference(node, "target", tokens.target());
      node.put("vocabulary", tokens.vocabulary());
      if (tokens.pad() != null) {
        node.put("pad", tokens.pad());
      }
      if (!tokens.correct().isEmpty()) {
        node.set("correct", JsonText.node(tokens.correct()));
      }
    }
  }

  private static void stateDict(ObjectNode root, @Nullable StateDictRules rules) {
    if (rules != null) {
      ObjectNode node = root.putObject("stateDict");
      texts(node, "sections", rules.sections());
      if (!rules.rename().isEmpty()) {
        ArrayNode renames = node.putArray("rename");
        rules.rename().forEach(r -> renames.addArray().add(r.pattern()).add(r.replacement()));
      }
      texts(node, "ignore", rules.ignore());
    }
  }

  private static void axes(ObjectNode node, List<Dimension> axes) {
    texts(node, "axes", axes.stream().map(Dimension::key).toList());
  }

  private static void reference(ObjectNode node, String key, @Nullable ArrayReference reference) {
    if (reference != null) {
      node.set(key, reference(reference));
    }
  }

  /** An object with {@code array} and, where it is sliced, {@code slice}. */
  public static ObjectNode reference(ArrayReference reference) {
    ObjectNode node = NODES.objectNode();
    node.put("array", reference.array());
    if (reference.isSliced()) {
      node.putArray("slice").add(reference.from()).add(reference.to());
    }
    return node;
  }

  private static void text(ObjectNode node, String key, @Nullable String text) {
    if (text != null) {
      node.put(key, text);
    }
  }

  private static void texts(ObjectNode node, String key, Collection<String> texts) {
    if (!texts.isEmpty()) {
      ArrayNode array = node.putArray(key);
      texts.forEach(array::add);
    }
  }

  private static void extend(ObjectNode root, String pointer, String text) {
    JsonPointer place = JsonPointer.compile(pointer);
    if (root.at(place.head()) instanceof ObjectNode parent) {
      parent.set(place.last().getMatchingProperty(), JsonText.parse(text));
    }
  }
}
