/**
 * Fuzz targets: each takes bytes for a file, or for the part of one that says most, and reads all
 * there is in it. Whatever is thrown but a {@link org.loupe.model.BadInputException} with a
 * sentence is a finding.
 */
@NullMarked
package org.loupe.fuzz;

import org.jspecify.annotations.NullMarked;
