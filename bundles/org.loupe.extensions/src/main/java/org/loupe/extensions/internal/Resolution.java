package org.loupe.extensions.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.felix.utils.resource.CapabilitySet;
import org.apache.felix.utils.resource.RequirementImpl;
import org.osgi.framework.Constants;
import org.osgi.resource.Capability;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.HostedCapability;
import org.osgi.service.resolver.ResolutionException;
import org.osgi.service.resolver.ResolveContext;
import org.osgi.service.resolver.Resolver;

/**
 * Asks the framework's resolver what wanted bundles need besides those that are installed. What is
 * installed wins over what is only offered, so no second engine or toolkit comes in; among offers
 * the newest wins. Services that bundles say they need count, too, for what is offered.
 */
final class Resolution extends ResolveContext {
  private final Set<Resource> installed;
  private final List<Resource> mandatory;
  private final Predicate<Requirement> served;
  private final Map<String, CapabilitySet> capabilities = new HashMap<>();
  private final Map<Resource, Integer> ranks = new HashMap<>();
  private final Map<Requirement, List<Capability>> found = new HashMap<>();

  /**
   * @param installed what stays in the framework
   * @param mandatory what must resolve: what is wanted, and what it might break
   * @param offered in the order of preference
   * @param served whether a running service meets a requirement
   */
  Resolution(
      Collection<? extends Resource> installed,
      Collection<? extends Resource> mandatory,
      Collection<? extends Resource> offered,
      Predicate<Requirement> served) {
    this.installed = new HashSet<>(installed);
    this.mandatory = List.copyOf(mandatory);
    this.served = served;
    installed.forEach(this::index);
    mandatory.forEach(this::index);
    offered.forEach(this::index);
  }

  private void index(Resource resource) {
    if (ranks.putIfAbsent(resource, ranks.size()) != null) {
      return;
    }
    for (Capability capability : resource.getCapabilities(null)) {
      capabilities
          .computeIfAbsent(
              capability.getNamespace(), namespace -> new CapabilitySet(List.of(namespace)))
          .addCapability(capability);
    }
  }

  /**
   * What must be in the framework, and what is missing.
   *
   * @param chosen the wanted resources and what they need, without what is installed
   * @param unmet sentences; empty where all resolves
   */
  record Outcome(Set<Resource> chosen, List<String> unmet) {}

  Outcome run(Resolver resolver) {
    try {
      Set<Resource> chosen = new LinkedHashSet<>(resolver.resolve(this).keySet());
      chosen.addAll(mandatory);
      chosen.removeAll(installed);
      return new Outcome(chosen, List.of());
    } catch (ResolutionException e) {
      return new Outcome(Set.of(), unmet(e));
    }
  }

  /** All that nothing provides, or else what the resolver says. */
  private List<String> unmet(ResolutionException failure) {
    Set<String> sentences = new LinkedHashSet<>();
    Deque<Resource> open = new ArrayDeque<>(mandatory);
    Set<Resource> seen = new HashSet<>(mandatory);
    while (!open.isEmpty()) {
      Resource resource = open.remove();
      for (Requirement requirement : resource.getRequirements(null)) {
        if (isOptional(requirement) || !isEffective(requirement)) {
          continue;
        }
        List<Capability> providers = findProviders(requirement);
        if (providers.isEmpty()) {
          sentences.add(
              Requirements.unmet(Requirements.name(resource), requirement, ranks.keySet()));
        } else if (providers.size() == 1 && seen.add(providers.get(0).getResource())) {
          // What has no alternative is needed for certain.
          open.add(providers.get(0).getResource());
        }
      }
    }
    if (sentences.isEmpty()) {
      for (Requirement requirement : failure.getUnresolvedRequirements()) {
        sentences.add(
            Requirements.unmet(
                Requirements.name(requirement.getResource()), requirement, ranks.keySet()));
      }
    }
    if (sentences.isEmpty()) {
      sentences.add("The bundles do not fit together: " + failure.getMessage());
    }
    return List.copyOf(sentences);
  }

  private static boolean isOptional(Requirement requirement) {
    return Namespace.RESOLUTION_OPTIONAL.equals(
            requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
        || "dynamic"
            .equals(requirement.getDirectives().get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE));
  }

  @Override
  public Collection<Resource> getMandatoryResources() {
    return mandatory;
  }

  @Override
  public List<Capability> findProviders(Requirement requirement) {
    // The resolver may add to what it gets.
    return new ArrayList<>(found.computeIfAbsent(requirement, this::search));
  }

  private List<Capability> search(Requirement requirement) {
    CapabilitySet set = capabilities.get(requirement.getNamespace());
    if (set == null) {
      return List.of();
    }
    List<Capability> providers =
        new ArrayList<>(set.match(RequirementImpl.getFilter(requirement), true));
    providers.sort(
        Comparator.comparing((Capability each) -> !installed.contains(each.getResource()))
            .thenComparing(each -> !mandatory.contains(each.getResource()))
            .thenComparing(Resolution::version, Comparator.reverseOrder())
            .thenComparing(each -> ranks.getOrDefault(each.getResource(), Integer.MAX_VALUE)));
    return providers;
  }

  private static org.osgi.framework.Version version(Capability capability) {
    boolean bundle = capability.getAttributes().containsKey(Constants.BUNDLE_VERSION_ATTRIBUTE);
    Object version =
        capability
            .getAttributes()
            .get(bundle ? Constants.BUNDLE_VERSION_ATTRIBUTE : Constants.VERSION_ATTRIBUTE);
    return BundleFile.version(version);
  }

  @Override
  public int insertHostedCapability(List<Capability> providers, HostedCapability hosted) {
    int rank = ranks.getOrDefault(hosted.getResource(), Integer.MAX_VALUE);
    int at = 0;
    while (at < providers.size()
        && ranks.getOrDefault(providers.get(at).getResource(), Integer.MAX_VALUE) <= rank) {
      at++;
    }
    providers.add(at, hosted);
    return at;
  }

  @Override
  public boolean isEffective(Requirement requirement) {
    String effective =
        requirement
            .getDirectives()
            .getOrDefault(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE, Namespace.EFFECTIVE_RESOLVE);
    return effective.equals(Namespace.EFFECTIVE_RESOLVE)
        || effective.equals(Namespace.EFFECTIVE_ACTIVE)
            && !installed.contains(requirement.getResource())
            && !served.test(requirement);
  }

  @Override
  public Map<Resource, Wiring> getWirings() {
    // All is resolved anew: wires of today would keep what is to be replaced.
    return Map.of();
  }
}
