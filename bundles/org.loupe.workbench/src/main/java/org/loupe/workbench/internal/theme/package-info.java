/** The two themes, light and dark, and how they are switched. */
@NullMarked
package org.loupe.workbench.internal.theme;

import org.jspecify.annotations.NullMarked;
