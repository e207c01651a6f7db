/** What is being computed, in the status line. */
@NullMarked
package org.loupe.workbench.internal.jobs;

import org.jspecify.annotations.NullMarked;
