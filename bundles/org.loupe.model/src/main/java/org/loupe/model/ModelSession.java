package org.loupe.model;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A loaded model on a device. Holds native memory until it is closed.
 *
 * <p>Thread-safe; evaluations of one session run one after the other.
 */
@ProviderType
public interface ModelSession extends AutoCloseable {

  /** What was opened. */
  Checkpoint checkpoint();

  /** Where the model runs. */
  Device device();

  /** What computes. */
  EngineInfo engine();

  /**
   * What can be seen inside the model. Its verification says NOT_YET until the first evaluation on
   * real windows, which checks it and may leave probes out; whoever wants all of them evaluates one
   * window first. What was found is remembered for the checkpoint's next session.
   */
  Probes probes();

  /**
   * Names of the model's parameters that are floating point numbers, as a state dict has them, in
   * the model's order. Buffers are none. None by default, as of a model that hides them.
   *
   * @throws LoupeException if the engine fails
   */
  default List<String> parameters() throws LoupeException {
    return List.of();
  }

  /**
   * Copies one parameter out of the model.
   *
   * @param name one of {@link #parameters()}
   * @return with VALUE axes, as float32 whatever it is stored as
   * @throws BadInputException if there is no such parameter, or it is too large for one array
   * @throws ModelException if the engine fails
   */
  default FloatTensor parameter(String name) throws LoupeException {
    throw new BadInputException("The model has no parameter '" + name + "'.");
  }

  /**
   * Evaluates windows, micro-batch by micro-batch, and gives each to the sink in order. A few
   * micro-batches, as many as there are threads, are read and evaluated ahead of the sink; the
   * source is read on the calling thread. Dropout is off. The same request gives the same bits on
   * the same machine, for any number of threads, as long as the micro-batch is the same.
   *
   * @param in the windows
   * @param query what is wanted
   * @param out receives the results in order, on the calling thread
   * @param progress told after every micro-batch, in windows
   * @return how it was done, for the provenance
   * @throws BadInputException if the data, the query and the model do not fit each other
   * @throws ModelException if the engine fails
   * @throws java.util.concurrent.CancellationException within 100 ms after the progress was
   *     cancelled
   */
  Report evaluate(BatchSource in, Query query, Sink out, Progress progress) throws LoupeException;

  /**
   * Frees the native memory. A running evaluation, of which nobody knows whether it ends, is not
   * waited for: it ends with an {@link IllegalStateException}, and what it uses is freed when its
   * last native call returns. Closing twice is harmless.
   */
  @Override
  void close();

  /**
   * How an evaluation was done.
   *
   * @param microBatch the largest number of windows evaluated at once
   */
  record Report(int microBatch) {}
}
