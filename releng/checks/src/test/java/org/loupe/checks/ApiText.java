package org.loupe.checks;

import aQute.bnd.service.diff.Delta;
import aQute.bnd.service.diff.Tree;
import aQute.bnd.service.diff.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The API of a package as bnd sees it, one element per line, indented by its depth:
 *
 * <pre>
 * package minor major org.loupe.model
 *  interface minor major org.loupe.model.Sink
 *   method major major accept(org.loupe.model.Evaluation)
 * </pre>
 *
 * The two words between the kind and the name say what it is to add the element, and to remove it.
 */
final class ApiText {
  private ApiText() {}

  static String write(Tree tree) {
    StringBuilder text = new StringBuilder();
    write(tree.serialize(), "", text);
    return text.toString();
  }

  private static void write(Tree.Data data, String indent, StringBuilder text) {
    text.append(indent)
        .append(word(data.type))
        .append(' ')
        .append(word(data.add))
        .append(' ')
        .append(word(data.rem))
        .append(' ')
        .append(data.name.replace("\\", "\\\\").replace("\n", "\\n"))
        .append('\n');
    for (Tree.Data child : data.children) {
      write(child, indent + ' ', text);
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** Reads what {@link #write} wrote. */
  static Tree.Data read(List<String> lines) {
    Map<Tree.Data, List<Tree.Data>> children = new IdentityHashMap<>();
    Deque<Tree.Data> parents = new ArrayDeque<>();
    Tree.Data root = null;
    for (String line : lines) {
      int depth = line.length() - line.stripLeading().length();
      Tree.Data data = element(line.stripLeading());
      children.put(data, new ArrayList<>());
      while (parents.size() > depth) {
        parents.pop();
      }
      if (parents.isEmpty()) {
        root = data;
      } else {
        children.get(parents.peek()).add(data);
      }
      parents.push(data);
    }
    if (root == null) {
      throw new IllegalArgumentException("an empty API");
    }
    children.forEach((data, some) -> data.children = some.toArray(Tree.Data[]::new));
    return root;
  }

  private static Tree.Data element(String line) {
    String[] words = line.split(" ", 4);
    Tree.Data data = new Tree.Data();
    data.type = Type.valueOf(words[0].toUpperCase(Locale.ROOT));
    data.add = Delta.valueOf(words[1].toUpperCase(Locale.ROOT));
    data.rem = Delta.valueOf(words[2].toUpperCase(Locale.ROOT));
    data.name = unescape(words[3]);
    return data;
  }

  private static String unescape(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '\\') {
        i++;
        text.append(name.charAt(i) == 'n' ? '\n' : name.charAt(i));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
