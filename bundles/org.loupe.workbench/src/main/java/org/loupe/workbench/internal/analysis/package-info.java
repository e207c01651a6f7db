/** The view of any method: its figures, one panel for every compared checkpoint. */
@NullMarked
package org.loupe.workbench.internal.analysis;

import org.jspecify.annotations.NullMarked;
