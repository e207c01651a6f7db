package org.loupe.analysis;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of a parameter record, from which the workbench builds its form and the
 * command line its options. Components are strings, ints, longs, doubles, booleans and enums;
 * components that are records are taken apart into theirs, so that methods share {@link
 * TargetParameters}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Parameter {
  /** The name in files and on the command line; by default the component's name in snake case. */
  String name() default "";

  /** The name on screen. */
  String label();

  /** What it does, in a sentence, with its unit. */
  String help();

  /** The least number allowed. */
  double min() default Double.NEGATIVE_INFINITY;

  /** The greatest number allowed. */
  double max() default Double.POSITIVE_INFINITY;

  /** What a string may be chosen from. */
  Choices choices() default Choices.FREE;

  /**
   * When it has a meaning, always by default: {@code kind=permutation} where another parameter has
   * that value, {@code projection=tsne,umap} where it has one of these; of several all must hold.
   * Where it has none, forms do not show it, and its value stays the default one.
   */
  String[] when() default {};

  /** Where the choices of a string parameter come from. */
  enum Choices {
    /** Any text. */
    FREE,
    /** The names of the card's prediction heads. */
    PREDICTION_HEADS,
    /** {@code predicted}, {@code true}, or a class of the chosen prediction head. */
    CLASSES,
    /** {@code all}, or an index. */
    STEPS,
    /** The names of the inputs that the card lists under {@code explain}. */
    EXPLAINED_INPUTS
  }
}
