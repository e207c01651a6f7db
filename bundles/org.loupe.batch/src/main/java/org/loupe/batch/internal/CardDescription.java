package org.loupe.batch.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.loupe.model.ArrayReference;
import org.loupe.model.ChannelSet;
import org.loupe.model.Dimension;
import org.loupe.model.InputCard;
import org.loupe.model.ModelCard;
import org.loupe.model.PredictionHead;

/** What a model card says: inputs, prediction heads, channels and their groups. */
final class CardDescription {
  private static final int MOST_LABELS = 12;

  private final Described to;

  private CardDescription(Described to) {
    this.to = to;
  }

  static void add(ModelCard card, Described to) {
    new CardDescription(to).add(card);
  }

  private void add(ModelCard card) {
    to.both("name", card.name());
    inputs(card);
    heads(card);
    channels(card);
    to.lines(
        "window labels",
        card.labels().entrySet().stream()
            .map(label -> label.getKey() + ": " + where(label.getValue().data()))
            .toList());
    to.put("labels", List.copyOf(card.labels().keySet()));
    if (card.clusters() != null) {
      to.line("windows belong together by: " + where(card.clusters()));
    }
    to.put("clusters", card.clusters() == null ? null : where(card.clusters()));
    if (card.generation() != null) {
      to.line("teacher-forced by input: " + card.generation());
    }
    to.put("generation", card.generation());
    if (!card.extensions().isEmpty()) {
      to.line("left for others: " + String.join(", ", card.extensions().keySet()));
    }
  }

  private void inputs(ModelCard card) {
    List<String> lines = new ArrayList<>();
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    for (InputCard input : card.inputs()) {
      boolean explained = card.explain().contains(input.name());
      lines.add(
          input.name()
              + ": "
              + input.elementType().key()
              + " "
              + axes(input.axes())
              + " from "
              + where(input.data())
              + (input.channels() == null ? "" : ", channels '" + input.channels() + "'")
              + (input.optional() ? ", may be left out" : "")
              + (explained ? ", explained" : ""));
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("name", input.name());
      entry.put("dtype", input.elementType().key());
      entry.put("axes", input.axes().stream().map(Dimension::key).toList());
      entry.put("data", where(input.data()));
      entry.put("channels", input.channels());
      entry.put("optional", input.optional());
      entry.put("explained", explained);
      entries.add(entry);
    }
    to.lines("inputs", lines);
    to.put("inputs", entries);
  }

  private void heads(ModelCard card) {
    List<String> lines = new ArrayList<>();
    List<Map<String, @Nullable Object>> entries = new ArrayList<>();
    for (PredictionHead head : card.heads()) {
      String kind = head.kind().name().toLowerCase(Locale.ROOT);
      lines.add(
          head.name()
              + ": "
              + kind
              + " "
              + axes(head.axes())
              + labels(head)
              + (head.target() == null
                  ? ", true values unknown"
                  : ", true values in " + where(head.target()))
              + (head.mask().isEmpty() ? "" : ", masked"));
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("name", head.name());
      entry.put("kind", kind);
      entry.put("axes", head.axes().stream().map(Dimension::key).toList());
      entry.put("labels", head.labels());
      entry.put("target", head.target() == null ? null : where(head.target()));
      entry.put("masked", !head.mask().isEmpty());
      entries.add(entry);
    }
    to.lines("prediction heads", lines);
    to.put("heads", entries);
  }

  private static String labels(PredictionHead head) {
    if (head.labels().isEmpty()) {
      return "";
    }
    String unit = head.kind() == PredictionHead.Kind.CATEGORICAL ? " classes" : " values";
    return ", " + head.labels().size() + unit + " (" + shortened(head.labels()) + ")";
  }

  private static String shortened(List<String> names) {
    String more = names.size() > MOST_LABELS ? ", …" : "";
    return names.stream().limit(MOST_LABELS).collect(Collectors.joining(", ")) + more;
  }

  private void channels(ModelCard card) {
    List<String> lines = new ArrayList<>();
    Map<String, Object> entries = new LinkedHashMap<>();
    for (Map.Entry<String, ChannelSet> set : card.channels().entrySet()) {
      List<String> names = set.getValue().names();
      lines.add(set.getKey() + ": " + names.size() + " (" + shortened(names) + ")");
      Map<String, Object> groupings = new LinkedHashMap<>();
      set.getValue()
          .groupings()
          .forEach(
              (grouping, groups) -> {
                Map<String, Integer> sizes = new LinkedHashMap<>();
                groups.forEach((group, members) -> sizes.put(group, members.size()));
                groupings.put(grouping, sizes);
                lines.add(
                    "  by "
                        + grouping
                        + ": "
                        + shortened(
                            sizes.entrySet().stream()
                                .map(group -> group.getKey() + " " + group.getValue())
                                .toList()));
              });
      entries.put(set.getKey(), Map.of("names", names, "groups", groupings));
    }
    to.lines("channels", lines);
    to.put("channels", entries);
  }

  private static String axes(List<Dimension> axes) {
    return axes.stream().map(Dimension::key).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String where(ArrayReference reference) {
    return "'"
        + reference.array()
        + "'"
        + (reference.isSliced()
            ? "[" + bound(reference.from()) + ":" + bound(reference.to()) + "]"
            : "");
  }

  private static String bound(@Nullable Integer bound) {
    return bound == null ? "" : bound.toString();
  }
}
