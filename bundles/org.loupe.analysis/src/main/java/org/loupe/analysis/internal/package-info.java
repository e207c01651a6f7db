/** The registry of installed methods. */
@NullMarked
package org.loupe.analysis.internal;

import org.jspecify.annotations.NullMarked;
