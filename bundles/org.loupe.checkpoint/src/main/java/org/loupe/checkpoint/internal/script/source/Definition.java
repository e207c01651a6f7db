package org.loupe.checkpoint.internal.script.source;

/** A class or a function of a file. */
public sealed interface Definition permits ClassDef, FunctionDef {

  /** Its name within the file. */
  String name();

  /** Appends it as torch prints it. */
  void print(StringBuilder out);
}
