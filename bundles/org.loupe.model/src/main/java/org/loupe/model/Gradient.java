package org.loupe.model;

/**
 * A wanted gradient.
 *
 * @param target the scalar per window that is differentiated
 * @param input name of the floating point input it is differentiated with respect to
 */
public record Gradient(Target target, String input) {}
