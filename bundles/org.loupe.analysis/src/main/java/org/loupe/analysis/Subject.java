package org.loupe.analysis;

import java.util.Collection;
import java.util.List;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.Sink;
import org.loupe.model.Windows;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is analysed: a checkpoint on chosen windows. Made by whoever runs an analyzer, who also
 * closes what it opened; an analyzer closes nothing.
 */
@ProviderType
public interface Subject {

  /** The checkpoint. */
  Checkpoint checkpoint();

  /** What the model's tensors mean. */
  default ModelCard card() {
    return checkpoint().card();
  }

  /** The chosen windows. */
  Windows windows();

  /** Seeds every random choice. */
  long seed();

  /**
   * The model, opened on first use. The same session every time until it is {@linkplain #release()
   * released}.
   *
   * @throws LoupeException if it cannot be opened
   */
  ModelSession session() throws LoupeException;

  /**
   * Says that the model is not needed for now: whoever made the subject may close its session, and
   * {@link #session()} then opens it anew. For methods that look at several checkpoints, one after
   * the other; who looks at one need not call it. Calling it twice is harmless.
   */
  default void release() {}

  /**
   * The chosen windows as model inputs, converted and cut as the card says.
   *
   * @param decoding whether the model sees the true previous tokens
   * @param targets names of the prediction heads whose true values are wanted
   * @throws BadInputException if the dataset does not fit the card, with both shapes
   */
  BatchSource inputs(Decoding decoding, Collection<String> targets) throws BadInputException;

  /**
   * Plain forwards that methods share; keeps nothing unless whoever made the subject sees to it. A
   * method that looks at outputs of windows as they are asks {@link #forward}.
   */
  default Forwards forwards() {
    return Forwards.NONE;
  }

  /**
   * Outputs and values at probes for the chosen windows as they are: computed, or kept from another
   * method that looked at them.
   *
   * @param decoding whether the model sees the true previous tokens
   * @param targets names of the prediction heads whose true values are wanted
   * @param query outputs and probes
   * @param out receives the results in order, on the calling thread
   * @throws LoupeException as {@link #inputs} and {@link ModelSession#evaluate} do
   */
  default ModelSession.Report forward(
      Decoding decoding, Collection<String> targets, Query query, Sink out, Progress progress)
      throws LoupeException {
    return forwards().evaluate(this, decoding, targets, query, out, progress);
  }

  /**
   * What methods have found so far about this checkpoint on this dataset, in the order of their
   * ids. Empty unless whoever runs the analyzer keeps results, see {@link InformedSubject}.
   */
  default List<? extends Digest> digests() {
    return List.of();
  }
}
