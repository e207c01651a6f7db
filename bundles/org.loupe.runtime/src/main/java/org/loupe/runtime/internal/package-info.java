@NullMarked
package org.loupe.runtime.internal;

import org.jspecify.annotations.NullMarked;
