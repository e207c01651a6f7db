package org.loupe.workbench.internal.core;

import java.nio.file.Path;

/**
 * A project that somebody else has open.
 *
 * @param folder as it was asked for
 * @param holder for people: which process where since when
 */
public record OccupiedProject(Path folder, String holder) {}
