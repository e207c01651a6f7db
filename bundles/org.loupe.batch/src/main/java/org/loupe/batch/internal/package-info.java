/** The commands of Loupe, for people and scripts without a display. */
@NullMarked
package org.loupe.batch.internal;

import org.jspecify.annotations.NullMarked;
