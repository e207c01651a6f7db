/** The bar of compared checkpoints. */
@NullMarked
package org.loupe.workbench.internal.compare;

import org.jspecify.annotations.NullMarked;
