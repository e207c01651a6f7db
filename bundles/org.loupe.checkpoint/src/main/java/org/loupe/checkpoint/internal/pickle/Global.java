package org.loupe.checkpoint.internal.pickle;

/**
 * A name of a Python class or function. Only a name: nothing is ever looked up.
 *
 * @param name with its module: {@code collections.OrderedDict}
 */
public record Global(String name) {}
