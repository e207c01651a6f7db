package org.loupe.method.ablation.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Sink;

/** What some windows have at places inside the model, on average. */
final class PlaceValues implements Sink {
  private final List<Place.Reading> readings;
  private final Map<String, double[]> sums = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  private PlaceValues(List<Place.Reading> readings) {
    this.readings = readings;
    readings.forEach(reading -> sums.put(reading.name(), new double[reading.width()]));
  }

  /**
   * Evaluates windows.
   *
   * @param window the only one, or −1 for the mean over all
   * @return by the reading's name, what one window has there
   * @throws BadInputException if no window has finite values at a place
   */
  static Map<String, float[]> of(
      ModelSession session, BatchSource inputs, List<Place> places, int window, Progress progress)
      throws LoupeException {
    List<Place.Reading> readings =
        places.stream().flatMap(place -> place.readings().stream()).toList();
    PlaceValues values = new PlaceValues(readings);
    session.evaluate(
        window < 0 ? inputs : new OneWindow(inputs, window),
        Query.probes(readings.stream().map(Place.Reading::name).toArray(String[]::new)),
        values,
        progress);
    return values.means();
  }

  @Override
  public void accept(Evaluation evaluation) {
    for (Place.Reading reading : readings) {
      FloatTensor value = evaluation.probes().get(reading.name());
      double[] sum = sums.get(reading.name());
      for (int n = 0; n < evaluation.batch().size(); n++) {
        if (isFinite(value.values(), n * sum.length, sum.length)) {
          for (int i = 0; i < sum.length; i++) {
            sum[i] += value.values()[n * sum.length + i];
          }
          counts.merge(reading.name(), 1, Integer::sum);
        }
      }
    }
  }

  private static boolean isFinite(float[] values, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (!Float.isFinite(values[i])) {
        return false;
      }
    }
    return true;
  }

  private Map<String, float[]> means() throws BadInputException {
    Map<String, float[]> means = new LinkedHashMap<>();
    for (Map.Entry<String, double[]> each : sums.entrySet()) {
      Integer count = counts.get(each.getKey());
      if (count == null) {
        throw new BadInputException(
            "What is to be put in at '"
                + each.getKey()
                + "' is not finite in any of the windows; choose value=zero.");
      }
      float[] mean = new float[each.getValue().length];
      for (int i = 0; i < mean.length; i++) {
        mean[i] = (float) (each.getValue()[i] / count);
      }
      means.put(each.getKey(), mean);
    }
    return means;
  }

  /**
   * One window of a source alone.
   *
   * @param place of the window in the source
   */
  record OneWindow(BatchSource all, int place) implements BatchSource {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public Batch read(int from, int to) throws BadInputException {
      return all.read(place + from, place + to);
    }
  }
}
