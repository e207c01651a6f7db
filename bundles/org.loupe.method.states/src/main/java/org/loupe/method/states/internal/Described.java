package org.loupe.method.states.internal;

import org.jspecify.annotations.Nullable;

/**
 * All numbers of a result, of which scalars, tables and findings are made.
 *
 * @param windows of what they are: '586 windows, 15 recordings'
 * @param parts what the pass over the windows left
 * @param plane principal components of the states
 * @param summary means with their intervals
 * @param neurons the units in order
 * @param shown names of input and time
 * @param fixedPoints what the search found, or null
 */
record Described(
    String windows,
    Gathered.Parts parts,
    Plane plane,
    Summary summary,
    Neurons neurons,
    ShownInput shown,
    @Nullable FixedPoints fixedPoints) {}
