/**
 * Strict reading of JSON: unknown keys, wrong types and missing values are told with their place.
 */
@NullMarked
package org.loupe.project.internal.json;

import org.jspecify.annotations.NullMarked;
