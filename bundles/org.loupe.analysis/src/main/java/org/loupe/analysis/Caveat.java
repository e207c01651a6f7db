package org.loupe.analysis;

/**
 * What the results of other methods on the same checkpoint are to be read with: a prediction head
 * that is as right without an input makes a ranking of that input's channels mislead. Whoever shows
 * attributions shows it beside them, without knowing which method said it.
 *
 * @param predictionHead the prediction head's name
 * @param input the input's name
 * @param sentence as shown, with the numbers in it and what they are of
 */
public record Caveat(String predictionHead, String input, String sentence) {}
