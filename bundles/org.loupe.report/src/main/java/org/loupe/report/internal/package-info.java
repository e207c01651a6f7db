/** The page and its parts. */
@NullMarked
package org.loupe.report.internal;

import org.jspecify.annotations.NullMarked;
