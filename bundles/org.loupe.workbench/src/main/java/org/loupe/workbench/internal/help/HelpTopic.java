package org.loupe.workbench.internal.help;

/**
 * A help page that can be opened.
 *
 * @param id a method's id, or one of the constants of {@link HelpBook}
 * @param title shown to people
 * @param about in one sentence
 */
public record HelpTopic(String id, String title, String about) {}
