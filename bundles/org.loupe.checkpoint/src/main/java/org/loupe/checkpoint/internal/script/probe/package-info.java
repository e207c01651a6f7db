/** Puts probes into TorchScript: what is changed in source and pickle of an archive. */
@NullMarked
package org.loupe.checkpoint.internal.script.probe;

import org.jspecify.annotations.NullMarked;
