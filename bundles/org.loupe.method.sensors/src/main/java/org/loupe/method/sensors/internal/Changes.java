package org.loupe.method.sensors.internal;

import org.loupe.analysis.FiniteSubject;
import org.loupe.analysis.InputBaseline;
import org.loupe.analysis.InputLayout;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.FloatTensor;
import org.loupe.model.Progress;

/**
 * The change that was asked for.
 *
 * @param change what is done
 * @param rounds how often
 * @param baseline what replaces channels, in words
 * @param stored whether permutations come from a file
 */
record Changes(Change change, int rounds, String baseline, boolean stored) {
  private static final int AT_ONCE = 64;

  /**
   * Makes it.
   *
   * @throws BadInputException if the windows are too short or too few for it
   */
  static Changes of(
      Request request,
      FiniteSubject subject,
      BatchSource inputs,
      InputLayout layout,
      Progress progress)
      throws BadInputException {
    SensorsParameters parameters = request.parameters();
    if (!parameters.isPermutation()) {
      InputBaseline baseline =
          InputBaseline.of(
              parameters.baseline(), subject, parameters.wrt(), layout.elements(), progress);
      return new Changes(
          new Change.Replacement(layout, baseline.values()), 1, baseline.words(), false);
    }
    if (parameters.over() == Over.WINDOWS) {
      float[] all = all(parameters.wrt(), inputs, layout, progress);
      return new Changes(
          new Change.Donors(layout, all, subject.seed()), parameters.repeats(), "", false);
    }
    if (layout.steps() < 2) {
      throw new BadInputException(
          "Input '"
              + parameters.wrt()
              + "' has a single step, so permuting over time changes nothing; use over=windows or kind=occlusion.");
    }
    int[] numbers = subject.windows().numbers();
    if (!parameters.permutations().isBlank()) {
      StoredPermutations stored =
          StoredPermutations.read(
              parameters.permutations().strip(), layout.channels(), layout.steps());
      return new Changes(new Change.Steps(layout, numbers, stored), stored.repeats(), "", true);
    }
    if (parameters.over() == Over.BLOCKS && parameters.blockLength() >= layout.steps()) {
      throw new BadInputException(
          "A block of "
              + parameters.blockLength()
              + " steps covers the whole window of "
              + layout.steps()
              + ", so there is nothing to exchange; choose a smaller block_length.");
    }
    Shuffle shuffle =
        parameters.over() == Over.BLOCKS
            ? Shuffle.blocks(layout.steps(), parameters.blockLength(), subject.seed())
            : Shuffle.steps(layout.steps(), subject.seed());
    return new Changes(new Change.Steps(layout, numbers, shuffle), parameters.repeats(), "", false);
  }

  private static float[] all(
      String input, BatchSource inputs, InputLayout layout, Progress progress)
      throws BadInputException {
    if (inputs.size() < 2) {
      throw new BadInputException(
          "Permuting across windows needs at least two windows, but one is chosen; choose more, or over=time.");
    }
    long bytes = 4L * inputs.size() * layout.elements();
    long bound = Math.min(1L << 30, Runtime.getRuntime().maxMemory() / 4);
    if (bytes > bound) {
      throw new BadInputException(
          String.format(
              "Permuting across windows keeps all of them, %d MiB, more than the %d MiB allowed here; choose at most %d windows.",
              bytes >> 20, bound >> 20, bound / 4 / layout.elements()));
    }
    float[] all = new float[inputs.size() * layout.elements()];
    for (int from = 0; from < inputs.size(); from += AT_ONCE) {
      progress.checkCancelled();
      Batch batch = inputs.read(from, Math.min(inputs.size(), from + AT_ONCE));
      float[] values = ((FloatTensor) batch.inputs().get(input)).values();
      System.arraycopy(values, 0, all, from * layout.elements(), values.length);
    }
    return all;
  }
}
