package org.loupe.method.tokens.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.loupe.analysis.HeadPredictions;
import org.loupe.model.PredictionHead;

/**
 * Reads what heads say as a class of tokens: the class that true tokens with the same heads'
 * classes have. Where these are of several classes, or where no true token is like it, fewer heads
 * are looked at; what the type alone does not tell apart is called by the type's name.
 */
final class Readings {
  private final Grammar grammar;
  private final Map<String, HeadPredictions> heads;
  private final Map<List<Integer>, Set<String>> known = new LinkedHashMap<>();

  Readings(Grammar grammar, Map<String, HeadPredictions> heads) {
    this.grammar = grammar;
    this.heads = heads;
  }

  /** Learns from a true token. */
  void learn(int position, String tokenClass) {
    List<Integer> all = signature(head -> head.truth(position));
    for (int length = 1; length <= all.size(); length++) {
      known.computeIfAbsent(all.subList(0, length), key -> new LinkedHashSet<>()).add(tokenClass);
    }
  }

  /** What the model says at a position. */
  String read(int position) {
    List<Integer> all = signature(head -> head.predicted(position));
    for (int length = all.size(); length > 0; length--) {
      Set<String> classes = known.getOrDefault(all.subList(0, length), Set.of());
      if (classes.size() == 1) {
        return classes.iterator().next();
      }
    }
    return heads.get(grammar.type().name()).name(all.get(0));
  }

  /** The type's class, then those of the other heads that it requires. */
  private List<Integer> signature(ToIntFunction<HeadPredictions> classOf) {
    int type = classOf.applyAsInt(heads.get(grammar.type().name()));
    List<Integer> signature = new ArrayList<>(List.of(type));
    if (type >= 0 && type < grammar.required().size()) {
      for (PredictionHead head : grammar.required().get(type)) {
        if (!head.name().equals(grammar.type().name())) {
          signature.add(classOf.applyAsInt(heads.get(head.name())));
        }
      }
    }
    return signature;
  }
}
