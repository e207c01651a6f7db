/** The table of windows. */
@NullMarked
package org.loupe.workbench.internal.windows;

import org.jspecify.annotations.NullMarked;
