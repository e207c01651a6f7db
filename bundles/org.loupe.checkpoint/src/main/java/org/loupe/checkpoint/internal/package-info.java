@NullMarked
package org.loupe.checkpoint.internal;

import org.jspecify.annotations.NullMarked;
