/** Help pages: those that methods bring, the user guide, and the part that shows them. */
@NullMarked
package org.loupe.workbench.internal.help;

import org.jspecify.annotations.NullMarked;
