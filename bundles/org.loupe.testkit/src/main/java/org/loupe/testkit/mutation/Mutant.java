package org.loupe.testkit.mutation;

/**
 * A changed file.
 *
 * @param kind what was done to it
 * @param bytes the whole file; shared, not copied
 */
public record Mutant(String kind, byte[] bytes) {}
