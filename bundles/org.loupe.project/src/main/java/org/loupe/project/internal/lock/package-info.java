/** Who may change a project. */
@NullMarked
package org.loupe.project.internal.lock;

import org.jspecify.annotations.NullMarked;
