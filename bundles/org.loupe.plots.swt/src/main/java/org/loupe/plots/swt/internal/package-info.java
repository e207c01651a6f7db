@NullMarked
package org.loupe.plots.swt.internal;

import org.jspecify.annotations.NullMarked;
