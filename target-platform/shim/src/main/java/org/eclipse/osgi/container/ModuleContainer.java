package org.eclipse.osgi.container;

import java.util.Collections;
import java.util.Map;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/** The part of Equinox' type of this name that e4 links against. */
public final class ModuleContainer {
  private ModuleContainer() {}

  /**
   * Returns a requirement that belongs to no resource.
   *
   * @param namespace where to look
   * @param directives among them the filter
   * @param attributes further attributes
   */
  public static Requirement createRequirement(
      String namespace, Map<String, String> directives, Map<String, ?> attributes) {
    return new FreeRequirement(namespace, directives, Collections.unmodifiableMap(attributes));
  }

  private static final class FreeRequirement implements Requirement {
    private final String namespace;
    private final Map<String, String> directives;
    private final Map<String, Object> attributes;

    FreeRequirement(
        String namespace, Map<String, String> directives, Map<String, Object> attributes) {
      this.namespace = namespace;
      this.directives = directives;
      this.attributes = attributes;
    }

    @Override
    public String getNamespace() {
      return namespace;
    }

    @Override
    public Map<String, String> getDirectives() {
      return directives;
    }

    @Override
    public Map<String, Object> getAttributes() {
      return attributes;
    }

    @Override
    public Resource getResource() {
      return null;
    }
  }
}
