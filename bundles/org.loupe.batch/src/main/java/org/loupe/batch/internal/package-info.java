@NullMarked
package org.loupe.batch.internal;

import org.jspecify.annotations.NullMarked;
