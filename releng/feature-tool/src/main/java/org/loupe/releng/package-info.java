/**
 * What the build does beyond Maven's plugins: feature archives, the product's folder, a check of
 * test reports. Runs inside Maven only and is no part of the product.
 */
@NullMarked
package org.loupe.releng;

import org.jspecify.annotations.NullMarked;
