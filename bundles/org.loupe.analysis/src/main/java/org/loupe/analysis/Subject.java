package org.loupe.analysis;

import java.util.Collection;
import java.util.List;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelCard;
import org.loupe.model.ModelSession;
import org.loupe.model.Windows;

/**
 * What is analysed: a checkpoint on chosen windows. Made by whoever runs an analyzer, who also
 * closes what it opened; an analyzer closes nothing.
 */
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
   * The model, opened on first use. The same session every time.
   *
   * @throws LoupeException if it cannot be opened
   */
  ModelSession session() throws LoupeException;

  /**
   * The chosen windows as model inputs, converted and cut as the card says.
   *
   * @param decoding whether the model sees the true previous tokens
   * @param targets names of the prediction heads whose true values are wanted
   * @throws BadInputException if the dataset does not fit the card, with both shapes
   */
  BatchSource inputs(Decoding decoding, Collection<String> targets) throws BadInputException;

  /**
   * What methods have found so far about this checkpoint on this dataset, in the order of their
   * ids. Empty unless whoever runs the analyzer keeps results, see {@link InformedSubject}.
   */
  default List<? extends Digest> digests() {
    return List.of();
  }
}
