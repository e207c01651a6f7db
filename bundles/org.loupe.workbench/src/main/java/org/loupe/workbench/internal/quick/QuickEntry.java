package org.loupe.workbench.internal.quick;

/**
 * Something that quick access offers.
 *
 * @param id stable, unique over all kinds: what was used last is remembered by it
 * @param title what is searched, and shown
 * @param detail shown beside it
 * @param key the keys that do the same; empty if there are none
 * @param action done when it is chosen; on the UI thread
 */
record QuickEntry(String id, String title, String detail, String key, Runnable action) {}
