/** Results as files. */
@NullMarked
package org.loupe.project.internal.result;

import org.jspecify.annotations.NullMarked;
