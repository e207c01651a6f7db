/** What was logged since the start, and the part that shows it. */
@NullMarked
package org.loupe.workbench.internal.log;

import org.jspecify.annotations.NullMarked;
