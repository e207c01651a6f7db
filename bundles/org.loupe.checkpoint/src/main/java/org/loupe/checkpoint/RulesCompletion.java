package org.loupe.checkpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.StateDictNames;
import org.loupe.model.BadInputException;
import org.loupe.model.StateDictRules;
import org.loupe.model.StateDictRules.Rename;

/**
 * Rules where a card has none: the section that fits best, and prefixes that wrappers leave. Only
 * what leaves the rest of a name as it is; anything bolder is a proposal that people confirm.
 *
 * @param rules to be applied
 * @param decisions what was decided, in sentences
 */
record RulesCompletion(StateDictRules rules, List<String> decisions) {
  /** What sections of the model itself are called, the likeliest first. */
  private static final List<String> TYPICAL =
      List.of(
          "state_dict",
          "model_state_dict",
          "model_state",
          "model",
          "module",
          "net",
          "network",
          "params",
          "weights");

  /** Segments that PyTorch's own wrappers put into names. */
  private static final List<String> WRAPPERS =
      List.of(
          "module",
          "_orig_mod",
          "_forward_module",
          "_fsdp_wrapped_module",
          "_checkpoint_wrapped_module");

  /** What torch.optim.swa_utils.AveragedModel keeps beside the model. */
  private static final String BOOKKEEPING = "n_averaged";

  private static final int LONGEST_PREFIX = 4;

  /** More sections than any training has models. */
  private static final int MOST_SECTIONS = 12;

  /** One way to read the checkpoint, and how well it fits. */
  private record Candidate(StateDictRules rules, List<String> decisions, int found, int left) {

    boolean isBetterThan(Candidate other) {
      return found > other.found || found == other.found && found > 0 && left < other.left;
    }

    boolean isAsGoodAs(Candidate other) {
      return found > 0 && !isBetterThan(other) && !other.isBetterThan(this);
    }

    Candidate with(String decision) {
      List<String> more = new ArrayList<>(decisions);
      more.add(decision);
      return new Candidate(rules, more, found, left);
    }
  }

  private static final Comparator<String> LIKELIEST =
      Comparator.comparingInt(
          section -> TYPICAL.contains(section) ? TYPICAL.indexOf(section) : TYPICAL.size());

  /**
   * Completes rules.
   *
   * @param rules the card's, or null
   * @param wanted parameters and buffers
   * @throws BadInputException if two sections fit equally well and neither is called what sections
   *     of a model are called
   */
  static RulesCompletion of(
      StateDict dict, @Nullable StateDictRules rules, Collection<TensorInfo> wanted)
      throws BadInputException {
    if (rules != null && !rules.sections().isEmpty()) {
      return new RulesCompletion(rules, List.of());
    }
    Candidate best = new Search(dict, rules, wanted).best();
    return new RulesCompletion(best.rules(), best.decisions());
  }

  /** Sections, those that are called as a model's usually are first. */
  static List<String> likeliestFirst(List<String> sections) {
    return sections.stream().sorted(LIKELIEST).limit(MOST_SECTIONS).toList();
  }

  /** Whether a name of a section stands in some others. */
  static boolean collide(StateDict dict, List<String> sections, String more)
      throws BadInputException {
    Set<String> names = new HashSet<>(dict.tensors(sections).keySet());
    return dict.tensors(List.of(more)).keySet().stream().anyMatch(names::contains);
  }

  /** Tries the sections, each with what wrappers may have done to its names. */
  private static final class Search {
    private final StateDict dict;
    private final @Nullable StateDictRules given;
    private final Map<String, TensorInfo> wanted = new LinkedHashMap<>();

    Search(StateDict dict, @Nullable StateDictRules given, Collection<TensorInfo> wanted) {
      this.dict = dict;
      this.given = given;
      wanted.forEach(tensor -> this.wanted.put(tensor.name(), tensor));
    }

    Candidate best() throws BadInputException {
      List<String> sections = likeliestFirst(dict.sections());
      if (sections.isEmpty()) {
        return candidate(List.of());
      }
      Candidate best = candidate(List.of(sections.get(0)));
      List<String> equals = new ArrayList<>();
      for (String section : sections.subList(1, sections.size())) {
        Candidate next = candidate(List.of(section));
        if (next.isBetterThan(best)) {
          best = next;
          equals.clear();
        } else if (next.isAsGoodAs(best)) {
          equals.add(section);
        }
      }
      String chosen = best.rules().sections().get(0);
      Candidate several = several(chosen, sections);
      Candidate whole = candidate(List.of());
      if (several.isBetterThan(best)) {
        best = several.with("The sections " + several.rules().sections() + " were taken together.");
      } else if (!equals.isEmpty()) {
        requireTypical(chosen, equals.get(0));
        best = best.with("Section '" + chosen + "' was taken; " + equals + " would fit, too.");
      } else {
        best = best.with("Section '" + chosen + "' was taken.");
      }
      return whole.isBetterThan(best) ? whole : best;
    }

    private void requireTypical(String chosen, String other) throws BadInputException {
      if (!TYPICAL.contains(chosen)) {
        throw new BadInputException(
            dict.file()
                + " has two sections that fit equally well, '"
                + chosen
                + "' and '"
                + other
                + "'; name one of them in stateDict.sections of the model card.");
      }
    }

    /** The best section and all that add to it. */
    private Candidate several(String first, List<String> sections) throws BadInputException {
      List<String> together = new ArrayList<>(List.of(first));
      Candidate best = candidate(together);
      for (String section : sections) {
        if (section.equals(first) || collide(dict, together, section)) {
          continue;
        }
        together.add(section);
        Candidate more = candidate(together);
        if (more.found() > best.found()) {
          best = more;
        } else {
          together.remove(section);
        }
      }
      return best;
    }

    private Candidate candidate(List<String> sections) throws BadInputException {
      Map<String, TensorInfo> stored = dict.tensors(sections);
      if (given != null) {
        StateDictRules rules = new StateDictRules(sections, given.rename(), given.ignore());
        return scored(stored, rules, List.of());
      }
      StateDictRules plain = new StateDictRules(sections, List.of(), List.of());
      Candidate best = scored(stored, plain, List.of());
      for (Prefixes prefixes : Prefixes.of(stored.keySet(), wanted.keySet())) {
        try {
          Candidate next = scored(stored, prefixes.rules(sections), prefixes.decisions());
          best = next.isBetterThan(best) ? next : best;
        } catch (BadInputException e) {
          // Without the prefix two names are one: it is no wrapper's.
        }
      }
      return best;
    }

    private Candidate scored(
        Map<String, TensorInfo> stored, StateDictRules rules, List<String> decisions)
        throws BadInputException {
      Map<String, String> renamed = StateDictNames.renamed(stored.keySet(), rules);
      int found = 0;
      for (Map.Entry<String, String> name : renamed.entrySet()) {
        TensorInfo tensor = wanted.get(name.getKey());
        if (tensor != null && tensor.shape().equals(stored.get(name.getValue()).shape())) {
          found++;
        }
      }
      return new Candidate(rules, decisions, found, renamed.size() - found);
    }
  }

  /**
   * What wrappers may have done to names.
   *
   * @param wrappers segments to be left out wherever they stand
   * @param strip prefix to be left out, with its dot, or empty
   * @param add prefix of the architecture's names, with its dot, or empty
   * @param ignore names to be left out, or empty
   */
  private record Prefixes(List<String> wrappers, String strip, String add, String ignore) {

    /** All that can be thought of, the simplest first. */
    static List<Prefixes> of(Set<String> names, Set<String> wanted) {
      List<Prefixes> all = new ArrayList<>();
      String ignore = names.contains(BOOKKEEPING) ? BOOKKEEPING : "";
      List<String> left = names.stream().filter(name -> !name.equals(ignore)).toList();
      List<String> present =
          WRAPPERS.stream()
              .filter(wrapper -> left.stream().anyMatch(name -> segments(name).contains(wrapper)))
              .toList();
      List<List<String>> wrappers =
          present.isEmpty() ? List.of(present) : List.of(List.of(), present);
      for (List<String> without : wrappers) {
        for (String strip : prefixes(left.stream().map(name -> without(name, without)).toList())) {
          for (String add : prefixes(wanted)) {
            all.add(new Prefixes(without, strip, add, ignore));
          }
        }
      }
      return all;
    }

    StateDictRules rules(List<String> sections) {
      List<Rename> renames = new ArrayList<>();
      wrappers.forEach(wrapper -> renames.add(new Rename("\\b" + wrapper + "\\.", "")));
      if (!strip.isEmpty()) {
        renames.add(new Rename("^" + strip.replace(".", "\\."), ""));
      }
      if (!add.isEmpty()) {
        renames.add(new Rename("^", add));
      }
      return new StateDictRules(
          sections, renames, ignore.isEmpty() ? List.of() : List.of("^" + ignore + "$"));
    }

    List<String> decisions() {
      List<String> decisions = new ArrayList<>();
      wrappers.forEach(wrapper -> decisions.add("'" + wrapper + ".' was left out of names."));
      if (!strip.isEmpty()) {
        decisions.add("The prefix '" + strip + "' was stripped.");
      }
      if (!add.isEmpty()) {
        decisions.add("The prefix '" + add + "' was added.");
      }
      if (!ignore.isEmpty()) {
        decisions.add("'" + ignore + "' was left out.");
      }
      return decisions;
    }

    private static String without(String name, List<String> wrappers) {
      List<String> kept = new ArrayList<>(segments(name));
      kept.removeAll(wrappers);
      return String.join(".", kept);
    }

    /** None, and those that all names share, and those that a wrapper gave to some. */
    private static Set<String> prefixes(Collection<String> names) {
      Set<String> prefixes = new LinkedHashSet<>(List.of(""));
      List<String> shared = null;
      for (String name : names) {
        List<String> segments = segments(name);
        List<String> containers = segments.subList(0, segments.size() - 1);
        shared = shared == null ? containers : commonStart(shared, containers);
        if (TYPICAL.contains(segments.get(0)) || segments.get(0).startsWith("ema")) {
          prefixes.add(segments.get(0) + ".");
        }
      }
      StringBuilder prefix = new StringBuilder();
      for (String segment : shared == null ? List.<String>of() : shared) {
        prefixes.add(prefix.append(segment).append('.').toString());
        if (prefixes.size() > LONGEST_PREFIX) {
          break;
        }
      }
      return prefixes;
    }

    private static List<String> commonStart(List<String> one, List<String> other) {
      int same = 0;
      while (same < Math.min(one.size(), other.size()) && one.get(same).equals(other.get(same))) {
        same++;
      }
      return one.subList(0, same);
    }

    private static List<String> segments(String name) {
      return List.of(name.split("\\.", -1));
    }
  }
}
