/** Guesses which tensor of a training checkpoint is which of an architecture, and says how sure. */
@NullMarked
package org.loupe.checkpoint.internal.proposal;

import org.jspecify.annotations.NullMarked;
