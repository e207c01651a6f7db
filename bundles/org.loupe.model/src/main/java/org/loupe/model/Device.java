package org.loupe.model;

import java.util.Locale;

/**
 * Where a model runs.
 *
 * @param kind the kind of processor
 * @param index which of several, from 0; 0 for the only one
 */
public record Device(Kind kind, int index) {

  /** Kinds of processors, in the order in which {@code auto} prefers them. */
  public enum Kind {
    /** NVIDIA GPU. */
    CUDA,
    /** Apple GPU. */
    MPS,
    /** The host's processor. */
    CPU
  }

  /** The host's processor. */
  public static final Device CPU = new Device(Kind.CPU, 0);

  /** PyTorch's name: {@code cpu}, {@code mps}, {@code cuda:0}. */
  public String key() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return kind == Kind.CUDA ? name + ":" + index : name;
  }

  @Override
  public String toString() {
    return key();
  }
}
