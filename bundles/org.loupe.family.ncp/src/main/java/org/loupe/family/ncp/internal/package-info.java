/** Liquid networks: CfC and LTC cells as ncps and ncps-mlx save them, fully connected and wired. */
@NullMarked
package org.loupe.family.ncp.internal;

import org.jspecify.annotations.NullMarked;
