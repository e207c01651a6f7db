/** A reader of Python pickles that holds plain data and never runs, imports or builds anything. */
@NullMarked
package org.loupe.checkpoint.internal.pickle;

import org.jspecify.annotations.NullMarked;
