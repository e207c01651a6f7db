package org.eclipse.osgi.service.resolver;

/** The name of Equinox' old resolver service, which e4 links against but does without. */
public interface PlatformAdmin {}
