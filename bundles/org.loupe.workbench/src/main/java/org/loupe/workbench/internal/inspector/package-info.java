/** What can be set for the active view, and what is known of its numbers. */
@NullMarked
package org.loupe.workbench.internal.inspector;

import org.jspecify.annotations.NullMarked;
