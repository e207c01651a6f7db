/** Measurements, printed and never asserted. */
@NullMarked
package org.loupe.bench;

import org.jspecify.annotations.NullMarked;
