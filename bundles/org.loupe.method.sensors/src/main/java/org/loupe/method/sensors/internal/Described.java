package org.loupe.method.sensors.internal;

import org.loupe.analysis.Decoding;

/**
 * What was done, in words.
 *
 * @param score 'confidence of type'
 * @param change 'permuted over time'
 * @param detail how the score is defined, in a sentence
 * @param kind what was done
 */
record Described(String score, String change, String detail, Kind kind) {

  /**
   * @param baseline in words; of occlusion and group ablation only
   * @param stored whether the permutations came from a file
   */
  static Described of(SensorsParameters parameters, String baseline, boolean stored) {
    return new Described(
        parameters.score().words() + " of " + parameters.predictionHead(),
        change(parameters, baseline, stored),
        detail(parameters),
        parameters.kind());
  }

  private static String change(SensorsParameters parameters, String baseline, boolean stored) {
    return switch (parameters.kind()) {
      case PERMUTATION ->
          parameters.kind().done()
              + " "
              + parameters.over().words()
              + (parameters.over() == Over.BLOCKS
                  ? " of " + parameters.blockLength() + " steps"
                  : "")
              + (stored ? " as stored" : "");
      case OCCLUSION, GROUP_ABLATION -> "replaced by " + baseline;
    };
  }

  private static String detail(SensorsParameters parameters) {
    String where =
        parameters.step().equals("all") ? "over all positions" : "at step " + parameters.step();
    String free = parameters.decoding() == Decoding.FREE_RUNNING ? ", free-running" : "";
    return switch (parameters.score()) {
      case CONFIDENCE ->
          "Confidence is the mean probability of the most probable class, chosen anew, "
              + where
              + ", padding included"
              + free
              + ".";
      case ACCURACY ->
          "Accuracy is the share of right classes "
              + (parameters.step().equals("all") ? "over the positions that count" : where)
              + free
              + ".";
      case LOG_PROBABILITY ->
          "Log-probability is the mean of that of "
              + switch (parameters.classChoice()) {
                case "predicted" -> "the class predicted from the unchanged input";
                case "true" -> "the true class";
                default -> "class " + parameters.classChoice();
              }
              + ", "
              + where
              + free
              + ".";
    };
  }
}
