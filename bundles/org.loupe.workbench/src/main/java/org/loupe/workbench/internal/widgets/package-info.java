/** What the parts share on the side of the widgets. UI thread only. */
@NullMarked
package org.loupe.workbench.internal.widgets;

import org.jspecify.annotations.NullMarked;
