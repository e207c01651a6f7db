package org.loupe.workbench.internal.preferences;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.loupe.workbench.preferences.PreferencePages;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The pages that extensions add, as they come and go. Thread-safe. */
@Component(service = ExtensionPages.class)
public final class ExtensionPages {
  private final List<PreferencePages> pages = new CopyOnWriteArrayList<>();

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  void add(PreferencePages added) {
    pages.add(added);
  }

  void remove(PreferencePages removed) {
    pages.remove(removed);
  }

  /** By title. */
  List<PreferencePages> all() {
    return pages.stream().sorted(Comparator.comparing(PreferencePages::title)).toList();
  }
}
