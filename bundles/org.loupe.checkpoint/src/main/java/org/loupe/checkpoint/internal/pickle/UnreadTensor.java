package org.loupe.checkpoint.internal.pickle;

/**
 * A tensor of a kind whose numbers are not read.
 *
 * @param what it is, in words that follow 'is': {@code a sparse tensor}
 */
public record UnreadTensor(String what) {}
