package org.loupe.project;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.loupe.analysis.Provenance;

/**
 * What a result is asked for by. Two requests that are equal ask for the same numbers, as long as
 * the files behind the names and the method stay the same; whether they did is said by {@link
 * Freshness}. The device is no part of it.
 *
 * @param method the method's id
 * @param parameters all of the method's parameters by name, as text, ordered by name
 * @param seed of every random choice
 * @param checkpoints names; of a comparison the baseline first
 * @param dataset its name
 * @param windows window numbers in the order of evaluation; shared, not copied
 */
public record ResultRequest(
    String method,
    Map<String, String> parameters,
    long seed,
    List<String> checkpoints,
    String dataset,
    int[] windows) {
  /** Copies the parameters and the names. */
  public ResultRequest {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    checkpoints = List.copyOf(checkpoints);
  }

  /**
   * What a result was asked for by that is of all that was asked for. Of a stored one {@link
   * StoredResult#asked} tells more: methods leave windows out that they cannot use.
   */
  public static ResultRequest of(Provenance provenance) {
    List<String> names = new ArrayList<>(List.of(provenance.checkpoint()));
    provenance.compared().forEach(other -> names.add(other.checkpoint()));
    return new ResultRequest(
        provenance.analyzer(),
        provenance.parameters(),
        provenance.seed(),
        names,
        provenance.dataset(),
        provenance.windows());
  }

  /**
   * What a result answers that was computed for this request: the same, of those checkpoints only
   * that it is of. A comparison leaves out those that cannot be had, and is to be computed again
   * once they can.
   */
  public ResultRequest answeredBy(Provenance provenance) {
    return new ResultRequest(
        method, parameters, seed, of(provenance).checkpoints(), dataset, windows);
  }

  /** Names all of its checkpoints, see {@link Provenance#nameOf}. */
  public String subjectName() {
    return Provenance.nameOf(checkpoints);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResultRequest request
        && method.equals(request.method)
        && parameters.equals(request.parameters)
        && seed == request.seed
        && checkpoints.equals(request.checkpoints)
        && dataset.equals(request.dataset)
        && Arrays.equals(windows, request.windows);
  }

  @Override
  public int hashCode() {
    return Objects.hash(method, parameters, seed, checkpoints, dataset, Arrays.hashCode(windows));
  }

  /** A line that differs between requests that differ. */
  @Override
  public String toString() {
    return method + parameters + seed + checkpoints + dataset + Arrays.toString(windows);
  }
}
