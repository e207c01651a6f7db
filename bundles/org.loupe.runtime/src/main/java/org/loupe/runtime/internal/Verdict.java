package org.loupe.runtime.internal;

import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.ProbeWriter.Depth;
import org.loupe.model.Probes.Verification;

/**
 * What running a checkpoint on real windows has shown, kept beside its archive.
 *
 * @param depth of the archive to run, or null for the one that was saved
 * @param verification what people are told
 * @param layouts of the probes that fired
 */
record Verdict(@Nullable Depth depth, Verification verification, ProbeLayouts layouts) {}
