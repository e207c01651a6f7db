package org.eclipse.osgi.container;

/** The part of Equinox' type of this name that e4 links against; nothing on Felix creates one. */
public abstract class Module {
  /** Returns when the module last changed, in milliseconds since 1970. */
  public abstract long getLastModified();

  /** Returns the id of the module. */
  public abstract Long getId();
}
