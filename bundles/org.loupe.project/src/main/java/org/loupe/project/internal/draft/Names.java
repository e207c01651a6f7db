package org.loupe.project.internal.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people call things. */
final class Names {
  /** Words that mean the same to people who train sequence models. */
  enum Meaning {
    /** Continuous measurements. */
    SIGNAL(
        "x",
        "input",
        "inputs",
        "continuous",
        "feature",
        "features",
        "sensor",
        "sensors",
        "signal",
        "signals",
        "series",
        "data",
        "seq",
        "sequence",
        "src"),
    /** Time between steps. */
    TIMESPANS(
        "timespans",
        "timespan",
        "dt",
        "ts",
        "delta",
        "deltas",
        "delta_t",
        "time_delta",
        "time_deltas",
        "elapsed",
        "elapsed_time",
        "intervals"),
    /** Numbers of tokens. */
    TOKENS(
        "tokens",
        "token",
        "token_ids",
        "input_ids",
        "ids",
        "tgt",
        "prev_tokens",
        "previous_tokens",
        "decoder_input",
        "decoder_input_ids",
        "target_tokens",
        "words",
        "captions"),
    /** Numbers of categories. */
    CATEGORICAL("categorical", "cat", "categories", "discrete"),
    /** Valid steps per window. */
    LENGTHS("lengths", "length", "lens", "seq_len", "seq_lens", "seq_lengths", "n_steps"),
    /** Which steps are valid. */
    VALID("valid", "mask", "padding_mask", "attention_mask", "valid_mask"),
    /** What windows belong together. */
    CLUSTER(
        "recording",
        "recordings",
        "recording_id",
        "machine",
        "subject",
        "subject_id",
        "patient",
        "patient_id",
        "session",
        "session_id",
        "run",
        "run_id",
        "group",
        "group_id",
        "cluster",
        "speaker",
        "file",
        "file_id",
        "trial",
        "participant",
        "source_file",
        "experiment"),
    /** True values. */
    TARGET("y", "target", "targets", "label", "labels", "truth", "ground_truth"),
    /** A representation. */
    HIDDEN(
        "hidden",
        "hidden_state",
        "hidden_states",
        "embedding",
        "embeddings",
        "representation",
        "representations",
        "latent",
        "encoded",
        "z");

    private final List<String> words;

    Meaning(String... words) {
      this.words = List.of(words);
    }

    /** Whether a name, or what stands after its last dot, is one of the words. */
    boolean has(String name) {
      return words.contains(normal(name)) || words.contains(last(name));
    }
  }

  private Names() {}

  /** What a name means, if it is one of the known words. */
  static Optional<Meaning> meaning(String name) {
    for (Meaning meaning : Meaning.values()) {
      if (meaning.has(name)) {
        return Optional.of(meaning);
      }
    }
    return Optional.empty();
  }

  /** Lower case, words divided by underscores. */
  static String normal(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "_");
  }

  /** What stands after the last dot or slash, as {@link #normal} has it. */
  static String last(String name) {
    return normal(name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1));
  }

  /**
   * How alike the names of an argument and of an array are.
   *
   * @return 0 to 100; 100 the same, 90 the same after the last dot, 60 words of one meaning
   */
  static int likeness(String argument, String array) {
    if (normal(argument).equals(normal(array))) {
      return 100;
    } else if (last(argument).equals(last(array))) {
      return 90;
    }
    Optional<Meaning> meaning = meaning(argument);
    if (meaning.isPresent() && meaning.equals(meaning(array))) {
      return 60;
    }
    return shared(argument, array) / 2;
  }

  /** The share of words that two names have in common, in percent. */
  static int shared(String a, String b) {
    List<String> first = words(a);
    List<String> second = words(b);
    int larger = Math.max(first.size(), second.size());
    List<String> common = new ArrayList<>(first);
    common.retainAll(second);
    return larger == 0 ? 0 : 100 * common.size() / larger;
  }

  private static List<String> words(String name) {
    return List.of(last(name).split("_"));
  }

  /**
   * How well the name of an array says that it holds the true values of a head.
   *
   * @return 0 to 100
   */
  static int target(String head, String array) {
    String name = last(array);
    String of = normal(head);
    for (String form : List.of("target_%s", "%s_target", "%s_targets", "y_%s", "%s_y")) {
      if (name.equals(form.formatted(of))) {
        return 100;
      }
    }
    for (String form : List.of("%s", "label_%s", "%s_label", "%s_labels", "true_%s", "%s_true")) {
      if (name.equals(form.formatted(of))) {
        return 95;
      }
    }
    return shared(head, array) * 7 / 10;
  }

  /** The head that the name of an array of true values speaks of, or empty. */
  static Optional<String> headOfTarget(String array) {
    String name = last(array);
    if (name.startsWith("target_")) {
      return Optional.of(name.substring("target_".length()));
    } else if (name.endsWith("_target")) {
      return Optional.of(name.substring(0, name.length() - "_target".length()));
    }
    return Optional.empty();
  }
}
