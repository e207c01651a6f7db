/** The window's preferences. */
@NullMarked
package org.loupe.workbench.internal.preferences;

import org.jspecify.annotations.NullMarked;
