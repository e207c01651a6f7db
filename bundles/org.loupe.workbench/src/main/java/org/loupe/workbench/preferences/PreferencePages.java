package org.loupe.workbench.preferences;

import org.eclipse.jface.preference.IPreferencePage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Adds a page to the window's preferences. Registered as an OSGi service; pages come and go with
 * it. The page keeps what is set on it itself, for example with the OSGi preferences service.
 */
@ConsumerType
public interface PreferencePages {

  /** Stable, unique among all pages: the bundle's symbolic name is a good one. Constant. */
  String id();

  /** As in the window's list, in a word or two. Constant. */
  String title();

  /**
   * Makes the page, each time that it is to be shown in a new window.
   *
   * @return a fresh page; called on the UI thread, so it must not wait. What it throws is shown in
   *     its place
   */
  IPreferencePage create();
}
