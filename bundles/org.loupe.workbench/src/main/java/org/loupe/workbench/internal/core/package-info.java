/** What the window is about, without the window: no SWT, every class safe for every thread. */
@NullMarked
package org.loupe.workbench.internal.core;

import org.jspecify.annotations.NullMarked;
