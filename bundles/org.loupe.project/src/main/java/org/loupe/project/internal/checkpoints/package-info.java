/** Checkpoints that join a project or leave it. */
@NullMarked
package org.loupe.project.internal.checkpoints;

import org.jspecify.annotations.NullMarked;
