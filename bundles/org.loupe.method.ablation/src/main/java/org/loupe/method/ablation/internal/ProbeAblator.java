package org.loupe.method.ablation.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Gradient;
import org.loupe.model.Intervention;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Probe;
import org.loupe.model.Probes;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Target;

/**
 * Takes away attention heads, or the outputs of modules, by changing values inside the model. One
 * evaluation per item, since all windows of an evaluation see the same changes.
 */
final class ProbeAblator implements Ablator {
  private final List<Place> places;
  private final List<Item> singles = new ArrayList<>();
  private final List<Integer> placeOf = new ArrayList<>();
  private final boolean heads;
  private final Map<String, float[]> values;
  private final Map<String, Integer> readings = new LinkedHashMap<>();

  private ProbeAblator(List<Place> places, boolean heads, Map<String, float[]> values) {
    this.places = places;
    this.heads = heads;
    this.values = values;
    for (Place place : places) {
      place.readings().forEach(reading -> readings.put(reading.name(), readings.size()));
    }
    for (int p = 0; p < places.size(); p++) {
      Place place = places.get(p);
      for (int h = 0; heads && h < place.heads(); h++) {
        add(Item.single(place.name() + " · " + h, place.name(), h, singles.size()), p);
      }
      if (!heads) {
        add(Item.single(place.name(), "", p, p), p);
      }
    }
  }

  private void add(Item item, int place) {
    singles.add(item);
    placeOf.add(place);
  }

  /**
   * Looks where a model can be changed, by evaluating the first window.
   *
   * @param over attention heads or modules
   * @param replacement what is put in the place
   * @throws BadInputException if there is no such place
   */
  static ProbeAblator of(
      ModelSession session,
      BatchSource inputs,
      Over over,
      Replacement replacement,
      Progress progress)
      throws LoupeException {
    BatchSource first = new PlaceValues.OneWindow(inputs, 0);
    // What can be told apart by window is known only after an evaluation.
    session.evaluate(first, Query.everyOutput(), evaluation -> {}, Progress.none());
    Probes probes = session.probes();
    boolean heads = over == Over.ATTENTION_HEADS;
    String[] names =
        probes.of(heads ? Probe.Kind.ATTENTION : Probe.Kind.OUTPUT).stream()
            .map(Probe::name)
            .filter(name -> !name.startsWith(Probe.MODEL_OUTPUT))
            .toArray(String[]::new);
    if (names.length == 0) {
      throw none(probes, over);
    }
    Map<String, FloatTensor> read = new LinkedHashMap<>();
    try {
      session.evaluate(
          first,
          Query.probes(names),
          evaluation -> read.putAll(evaluation.probes()),
          Progress.none());
    } catch (BadInputException e) {
      // The inputs are good, see above: what differs from call to call has no single place.
      throw new BadInputException(
          "Not all of the "
              + over.noun()
              + "s can be taken away with these inputs; choose decoding=teacher_forced or over=channel_groups. "
              + e.getMessage(),
          e);
    }
    List<Place> places =
        Place.of(read).stream().filter(place -> !heads || isAttention(place)).toList();
    progress.checkCancelled();
    Map<String, float[]> values =
        replacement.kind() == Replacement.Kind.ZERO
            ? Map.of()
            : PlaceValues.of(session, inputs, places, replacement.place(), progress);
    return new ProbeAblator(places, heads, values);
  }

  private static boolean isAttention(Place place) {
    return place.readings().stream()
        .allMatch(reading -> reading.shape().length == 2 || reading.shape().length == 3);
  }

  private static BadInputException none(Probes probes, Over over) {
    String remark = probes.verification().remark();
    return new BadInputException(
        "There is no "
            + over.noun()
            + " that can be taken away: of the "
            + probes.all().size()
            + " places inside this model that can be read "
            + (over == Over.ATTENTION_HEADS
                ? "none holds the weights of an attention. "
                : "none is the output of a sub-module. ")
            + (remark.isEmpty() ? "" : remark + " ")
            + "Choose over="
            + (over == Over.ATTENTION_HEADS && !probes.all().isEmpty()
                ? "modules or over=channel_groups."
                : "channel_groups."));
  }

  @Override
  public List<Item> singles() {
    return List.copyOf(singles);
  }

  @Override
  public String space() {
    return heads && places.size() == 1 ? places.get(0).name() : "";
  }

  @Override
  public boolean pairsAcrossLayers() {
    return true;
  }

  @Override
  public Query withGradients(Query outputs, Target target) {
    return outputs
        .withProbes(readings.keySet().toArray(String[]::new))
        .withGradients(
            readings.keySet().stream()
                .map(name -> Gradient.ofProbe(target, name))
                .toArray(Gradient[]::new));
  }

  @Override
  public void importance(Evaluation evaluation, float[][] importance) {
    for (int i = 0; i < singles.size(); i++) {
      Place place = places.get(placeOf.get(i));
      int parts = heads ? place.heads() : 1;
      int part = heads ? singles.get(i).number() : 0;
      for (int n = 0; n < evaluation.batch().size(); n++) {
        double sum = 0;
        for (Place.Reading reading : place.readings()) {
          float[] value = evaluation.probes().get(reading.name()).values();
          float[] gradient =
              evaluation.gradients().get(readings.get(reading.name())).gradient().values();
          sum += product(value, gradient, n * reading.width(), reading, parts, part);
        }
        importance[i][evaluation.from() + n] = (float) Math.abs(sum);
      }
    }
  }

  /** Σ value · gradient over one attention head, or all, of all calls of a window. */
  private static double product(
      float[] value, float[] gradient, int offset, Place.Reading reading, int parts, int part) {
    int elements = reading.elements();
    int length = elements / parts;
    double sum = 0;
    for (int call = 0; call < Math.max(1, reading.calls()); call++) {
      int from = offset + call * elements + part * length;
      for (int i = from; i < from + length; i++) {
        sum += (double) value[i] * gradient[i];
      }
    }
    return sum;
  }

  @Override
  public Map<Integer, String> run(
      ModelSession session,
      BatchSource inputs,
      List<Item> items,
      String[] wanted,
      Receiver receiver,
      Stages stages)
      throws LoupeException {
    Map<Integer, String> failed = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      int item = i;
      Progress progress = stages.next(inputs.size());
      @Nullable BadInputException problem = null;
      try {
        session.evaluate(
            inputs,
            Query.outputs(wanted).under(changes(items.get(i)).toArray(Intervention[]::new)),
            evaluation -> {
              for (int n = 0; n < evaluation.batch().size(); n++) {
                progress.checkCancelled();
                receiver.accept(item, evaluation.from() + n, evaluation.outputs(), n);
              }
            },
            progress);
      } catch (BadInputException e) {
        problem = e;
      }
      if (problem != null) {
        if (heads) {
          throw problem;
        }
        // A module's output may be what another cannot do without.
        failed.put(i, problem.getMessage());
      }
    }
    return failed;
  }

  private List<Intervention> changes(Item item) {
    List<Intervention> changes = new ArrayList<>();
    for (int part : item.parts()) {
      Place place = places.get(placeOf.get(part));
      int head = singles.get(part).number();
      if (heads) {
        changes.add(place.withoutHead(head));
        if (!values.isEmpty()) {
          changes.addAll(place.plusHead(head, values));
        }
      } else if (values.isEmpty()) {
        changes.add(place.withoutAll());
      } else {
        changes.addAll(place.replaced(values));
      }
    }
    return changes;
  }
}
