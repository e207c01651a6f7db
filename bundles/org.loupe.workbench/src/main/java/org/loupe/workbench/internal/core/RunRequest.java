package org.loupe.workbench.internal.core;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.loupe.model.Checkpoint;
import org.loupe.model.Device;
import org.loupe.model.SessionOptions;
import org.loupe.model.Windows;

/**
 * A computation that is asked for. Equal requests give equal numbers and are computed once.
 *
 * @param method id of the method
 * @param checkpoint what is analysed
 * @param windows on which windows
 * @param parameters those that differ from the method's defaults, by name
 * @param seed of every random choice
 * @param device where, or empty for the best one
 */
public record RunRequest(
    String method,
    Checkpoint checkpoint,
    Windows windows,
    Map<String, String> parameters,
    long seed,
    Optional<Device> device) {
  /** Copies the parameters. */
  public RunRequest {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** How the session is opened. */
  public SessionOptions options() {
    return new SessionOptions(device.orElse(null), 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RunRequest request
        && method.equals(request.method)
        && checkpoint.name().equals(request.checkpoint.name())
        && checkpoint.sha256().equals(request.checkpoint.sha256())
        && windows.dataset().sha256().equals(request.windows.dataset().sha256())
        && Arrays.equals(windows.numbers(), request.windows.numbers())
        && parameters.equals(request.parameters)
        && seed == request.seed
        && device.equals(request.device);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        method, checkpoint.sha256(), Arrays.hashCode(windows.numbers()), parameters, seed, device);
  }
}
