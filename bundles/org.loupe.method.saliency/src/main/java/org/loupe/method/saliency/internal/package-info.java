@NullMarked
package org.loupe.method.saliency.internal;

import org.jspecify.annotations.NullMarked;
