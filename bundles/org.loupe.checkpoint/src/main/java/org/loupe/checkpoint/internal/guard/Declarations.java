package org.loupe.checkpoint.internal.guard;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an archive's own code declares: classes and functions, and the members of its classes. */
final class Declarations {
  private static final Pattern TOP = Pattern.compile("(?m)^(?:class|def) (\\w+)");
  private static final Pattern MEMBER =
      Pattern.compile("(?m)^  (?:def (\\w+)|(\\w+) [:=] |__annotations__\\[\"([^\"]*)\"\\])");

  private final Set<String> definitions = new HashSet<>();
  private final Set<String> members = new HashSet<>();

  /**
   * Adds what a source file declares.
   *
   * @param module its qualified name, such as {@code __torch__.torch.nn.modules.linear}
   */
  void add(String module, String source) {
    Matcher top = TOP.matcher(source);
    while (top.find()) {
      definitions.add(module + "." + top.group(1));
    }
    Matcher member = MEMBER.matcher(source);
    while (member.find()) {
      for (int group = 1; group <= 3; group++) {
        if (member.group(group) != null) {
          members.add(member.group(group));
        }
      }
    }
  }

  /** Whether a class or function of that qualified name is in the archive. */
  boolean defines(String qualifiedName) {
    return definitions.contains(qualifiedName);
  }

  /** Whether any class has an attribute or a method of that name. */
  boolean hasMember(String name) {
    return members.contains(name);
  }
}
