package org.loupe.extensions.internal;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.loupe.model.BadInputException;
import org.osgi.framework.namespace.IdentityNamespace;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

/**
 * A resource in an index.
 *
 * @param identity who it is
 * @param content where its file is
 * @param name for people
 * @param description one sentence, where there is one
 * @param repository the index's address
 */
record IndexedResource(
    Identity identity,
    Content.There content,
    String name,
    @Nullable String description,
    String repository) {
  private static final String CONTENT = "osgi.content";
  private static final String SERVICE = "osgi.service";
  private static final Pattern NAME = Pattern.compile("\\(osgi\\.identity=([^()]*)\\)");

  static IndexedResource of(Resource resource, URI base, String label) throws BadInputException {
    Identity identity = Identity.of(resource, null);
    List<Capability> contents = resource.getCapabilities(CONTENT);
    if (contents.isEmpty()) {
      throw new BadInputException(label + " does not say where " + identity + " is.");
    }
    var attributes = contents.get(0).getAttributes();
    Object digest = attributes.get(CONTENT);
    Object size = attributes.get("size");
    if (!(attributes.get("url") instanceof String url)
        || !(digest instanceof String sha256)
        || !sha256.matches("[0-9a-fA-F]{64}")) {
      throw new BadInputException(
          label + " lists " + identity + " without an address or without its SHA-256.");
    }
    URI address = base.resolve(url);
    if (Fetch.isFile(address) && !Fetch.isFile(base)) {
      throw new BadInputException(
          label + " refers to " + address + ", a file of this machine; that is not followed.");
    }
    var stated =
        resource.getCapabilities(IdentityNamespace.IDENTITY_NAMESPACE).get(0).getAttributes();
    Object description = stated.get(IdentityNamespace.CAPABILITY_DESCRIPTION_ATTRIBUTE);
    Object name = stated.getOrDefault("name", identity.symbolicName());
    return new IndexedResource(
        identity,
        new Content.There(
            address, size instanceof Long bytes ? bytes : 0, sha256.toLowerCase(Locale.ROOT)),
        name.toString(),
        description == null ? null : description.toString(),
        label);
  }

  IndexedResource from(String address) {
    return new IndexedResource(identity, content, name, description, address);
  }

  /**
   * Those that people would install for their own sake: features, and bundles with services for
   * Loupe that no feature holds. All else is what such things need.
   */
  static List<IndexedResource> extensions(List<IndexedResource> all) {
    Set<String> held = new HashSet<>();
    for (IndexedResource each : all) {
      if (!each.identity.isBundle()) {
        for (Requirement bundle :
            each.identity.resource().getRequirements(IdentityNamespace.IDENTITY_NAMESPACE)) {
          Matcher name = NAME.matcher(bundle.getDirectives().getOrDefault("filter", ""));
          if (name.find()) {
            held.add(name.group(1));
          }
        }
      }
    }
    return all.stream()
        .filter(each -> !held.contains(each.identity.symbolicName()))
        .filter(each -> !each.identity.isBundle() || each.hasServices())
        .toList();
  }

  private boolean hasServices() {
    return identity.resource().getCapabilities(SERVICE).stream()
        .map(service -> String.valueOf(service.getAttributes().get("objectClass")))
        .anyMatch(type -> type.contains("org.loupe."));
  }

  Offer offer() {
    return new Offer(identity, content);
  }
}
