package org.loupe.workbench.internal.tutorial;

/**
 * A step of the tutorial.
 *
 * @param id stable: progress is kept by it
 * @param title what is learned
 * @param text what to see after the action
 * @param button what the action does, in the imperative
 * @param action does it; on the UI thread
 */
record Step(String id, String title, String text, String button, Runnable action) {}
