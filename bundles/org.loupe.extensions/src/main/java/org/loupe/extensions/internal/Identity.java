package org.loupe.extensions.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Resource;

/**
 * Who a resource is.
 *
 * @param resource its capabilities and requirements
 * @param type {@code osgi.bundle}, {@code osgi.fragment}, or another
 * @param licence as it stands there
 */
record Identity(
    Resource resource,
    String symbolicName,
    Version version,
    String type,
    @Nullable String licence) {
  static Identity of(Resource resource, @Nullable String licence) throws BadInputException {
    List<Capability> all = resource.getCapabilities(IdentityNamespace.IDENTITY_NAMESPACE);
    if (all.size() != 1
        || !(all.get(0).getAttributes().get(IdentityNamespace.IDENTITY_NAMESPACE)
            instanceof String name)) {
      throw new BadInputException(
          "Found a resource with " + all.size() + " identities; each has exactly one.");
    }
    Capability identity = all.get(0);
    Object type = identity.getAttributes().get(IdentityNamespace.CAPABILITY_TYPE_ATTRIBUTE);
    Object stated = identity.getAttributes().get(IdentityNamespace.CAPABILITY_LICENSE_ATTRIBUTE);
    return new Identity(
        resource,
        name,
        BundleFile.version(
            identity.getAttributes().get(IdentityNamespace.CAPABILITY_VERSION_ATTRIBUTE)),
        type == null ? IdentityNamespace.TYPE_BUNDLE : type.toString(),
        plain(licence != null ? licence : stated));
  }

  /** Some tools put it into quotation marks. */
  private static @Nullable String plain(@Nullable Object licence) {
    return licence == null ? null : licence.toString().replaceAll("^\"(.*)\"$", "$1");
  }

  boolean isFragment() {
    return type.equals(IdentityNamespace.TYPE_FRAGMENT);
  }

  boolean isBundle() {
    return isFragment() || type.equals(IdentityNamespace.TYPE_BUNDLE);
  }

  @Override
  public String toString() {
    return symbolicName + " " + version;
  }
}
