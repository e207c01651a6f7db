/** The tree of what the project holds and which methods fit it. */
@NullMarked
package org.loupe.workbench.internal.explorer;

import org.jspecify.annotations.NullMarked;
