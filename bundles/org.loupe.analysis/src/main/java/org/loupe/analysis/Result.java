package org.loupe.analysis;

import java.util.List;
import java.util.Map;
import org.loupe.model.Tensor;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What an analyzer found. Implemented by an immutable record. Everything that other programs read,
 * that is compared and collected is told through these methods; the record's own components serve
 * its view.
 *
 * <p>Stored results are read back whole and shown without computing again where everything in the
 * record can be taken apart and put together: records, arrays, {@code List}, {@code Set}, {@code
 * Map}, {@code Optional}, enumerations, sealed interfaces of records, numbers, texts and durations.
 * A result that holds anything else is stored, compared and exported, but has to be computed again
 * to be shown.
 */
@ConsumerType
public interface Result extends Digest {

  /** The arrays by the names that methods and result files use, in a fixed order. */
  Map<String, Tensor> arrays();

  /**
   * The per-window numbers that scalars and rankings are made of, by which results of several
   * checkpoints are compared; windows in the order of the {@link #provenance()}.
   */
  default Samples samples() {
    return Samples.NONE;
  }

  /** What results of other methods on the same checkpoint are to be read with; mostly nothing. */
  default List<Caveat> caveats() {
    return List.of();
  }
}
