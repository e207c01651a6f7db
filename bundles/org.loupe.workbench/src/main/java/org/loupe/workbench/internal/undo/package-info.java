/** Undo and redo of what people change in a project. */
@NullMarked
package org.loupe.workbench.internal.undo;

import org.jspecify.annotations.NullMarked;
