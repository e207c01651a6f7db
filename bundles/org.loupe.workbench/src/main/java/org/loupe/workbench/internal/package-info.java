@NullMarked
package org.loupe.workbench.internal;

import org.jspecify.annotations.NullMarked;
