@NullMarked
package org.loupe.project.internal;

import org.jspecify.annotations.NullMarked;
