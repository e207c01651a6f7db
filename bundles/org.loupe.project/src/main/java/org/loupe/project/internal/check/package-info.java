/** Runs a model on data to see whether its card is right. */
@NullMarked
package org.loupe.project.internal.check;

import org.jspecify.annotations.NullMarked;
