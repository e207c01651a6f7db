package org.loupe.workbench.internal.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.loupe.analysis.RunTimes;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;

/**
 * A computation that is asked for. Equal requests give equal numbers and are computed once.
 *
 * @param method id of the method
 * @param checkpoint what is analysed; of a comparison the baseline
 * @param others what is held against the baseline, in order; empty where one checkpoint is analysed
 * @param windows on which windows
 * @param parameters those that differ from the method's defaults, by name
 * @param seed of every random choice
 * @param device where, or empty for the best one
 */
public record RunRequest(
    String method,
    Checkpoint checkpoint,
    List<Checkpoint> others,
    Windows windows,
    Map<String, String> parameters,
    long seed,
    Optional<Device> device) {
  /** Copies the list and the parameters. */
  public RunRequest {
    others = List.copyOf(others);
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** Of one checkpoint. */
  public RunRequest(
      String method,
      Checkpoint checkpoint,
      Windows windows,
      Map<String, String> parameters,
      long seed,
      Optional<Device> device) {
    this(method, checkpoint, List.of(), windows, parameters, seed, device);
  }

  /** The same on other windows. */
  RunRequest on(Windows some) {
    return new RunRequest(method, checkpoint, others, some, parameters, seed, device);
  }

  /** All checkpoints, the baseline of a comparison first. */
  public List<Checkpoint> checkpoints() {
    List<Checkpoint> all = new ArrayList<>(List.of(checkpoint));
    all.addAll(others);
    return all;
  }

  private List<String> identities() {
    return checkpoints().stream().map(each -> each.sha256() + " " + each.name()).toList();
  }

  /** What is measured of it. */
  RunTimes.Work work() {
    return new RunTimes.Work(
        method, 1 + others.size(), device.map(Device::key).orElse("auto"), windows.size());
  }

  /** How the session is opened. */
  public SessionOptions options() {
    return new SessionOptions(device.orElse(null), 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RunRequest request
        && method.equals(request.method)
        && identities().equals(request.identities())
        && windows.dataset().isSame(request.windows.dataset())
        && Arrays.equals(windows.numbers(), request.windows.numbers())
        && parameters.equals(request.parameters)
        && seed == request.seed
        && device.equals(request.device);
  }

  /** Of the windows, of which there may be a million, no more than tells most requests apart. */
  @Override
  public int hashCode() {
    int[] numbers = windows.numbers();
    int first = numbers.length == 0 ? -1 : numbers[0];
    return Objects.hash(method, identities(), numbers.length, first, parameters, seed, device);
  }
}
