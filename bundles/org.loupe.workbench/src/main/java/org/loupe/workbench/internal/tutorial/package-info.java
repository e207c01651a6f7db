/** The five-minute tutorial: steps on the demo project that do what they describe. */
@NullMarked
package org.loupe.workbench.internal.tutorial;

import org.jspecify.annotations.NullMarked;
