package org.loupe.method.patching.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.loupe.analysis.ModuleOutputs;
import org.loupe.analysis.SomeWindows;
import org.loupe.analysis.Subject;
import org.loupe.model.BadInputException;
import org.loupe.model.BatchSource;
import org.loupe.model.Evaluation;
import org.loupe.model.FloatTensor;
import org.loupe.model.Intervention;
import org.loupe.model.LoupeException;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;

/**
 * Goes through the windows part by part, so that a model's activations are held of few windows
 * only.
 */
final class Patcher {
  /** Windows of a part, where the memory allows as many. */
  private static final int PART = 32;

  /** Of the memory, for the donor's activations of one part. */
  private static final int SHARE = 16;

  private final Subject donor;
  private final PredictionHead head;
  private final PatchingParameters parameters;
  private int microBatch;

  Patcher(Subject donor, PredictionHead head, PatchingParameters parameters) {
    this.donor = donor;
    this.head = head;
    this.parameters = parameters;
  }

  /** The largest number of windows evaluated at once so far. */
  int microBatch() {
    return microBatch;
  }

  /** A checkpoint as it is. */
  Scores plain(Subject subject, Progress progress) throws LoupeException {
    Scores scores = new Scores(subject, head, parameters);
    BatchSource inputs = inputs(subject);
    for (int from = 0; from < inputs.size(); from += PART) {
      int to = Math.min(inputs.size(), from + PART);
      score(subject, part(inputs, from, to), from, scores, progress);
      progress.report("patching, as they are", to, inputs.size());
    }
    return scores;
  }

  private BatchSource inputs(Subject subject) throws BadInputException {
    return subject.inputs(parameters.decoding(), List.of(head.name()));
  }

  private static BatchSource part(BatchSource inputs, int from, int to) {
    return new SomeWindows(inputs, IntStream.range(from, to).toArray());
  }

  private void score(
      Subject subject,
      BatchSource part,
      int first,
      Scores scores,
      Progress progress,
      Intervention... changes)
      throws LoupeException {
    List<Evaluation> evaluations = new ArrayList<>();
    microBatch =
        Math.max(
            microBatch,
            subject
                .session()
                .evaluate(
                    part,
                    Query.outputs(head.name()).under(changes),
                    evaluations::add,
                    new Quiet(progress))
                .microBatch());
    for (Evaluation evaluation : evaluations) {
      scores.add(evaluation, first + evaluation.from());
    }
  }

  /**
   * The modules that both models have, with values of one shape.
   *
   * @param lacking receives the names of the wanted ones that are not like that
   * @throws BadInputException if none is
   */
  List<String> modules(Subject receiver, List<String> lacking, Progress progress)
      throws LoupeException {
    BatchSource inputs = inputs(donor);
    List<String> wanted =
        ModuleOutputs.chosen(parameters.modules(), ModuleOutputs.of(donor.session(), inputs));
    List<String> there = ModuleOutputs.of(receiver.session(), inputs(receiver));
    List<String> both = wanted.stream().filter(there::contains).toList();
    Map<String, FloatTensor> ofDonor = read(donor, part(inputs, 0, 1), both, progress);
    Map<String, FloatTensor> ofReceiver =
        read(receiver, part(inputs(receiver), 0, 1), both, progress);
    List<String> alike =
        both.stream()
            .filter(name -> Arrays.equals(ofDonor.get(name).shape(), ofReceiver.get(name).shape()))
            .toList();
    wanted.stream().filter(name -> !alike.contains(name)).forEach(lacking::add);
    if (alike.isEmpty()) {
      throw new BadInputException(
          "No module of '"
              + receiver.checkpoint().name()
              + "' has the name and the shape of one of '"
              + donor.checkpoint().name()
              + "'; patch checkpoints of one architecture.");
    }
    return alike;
  }

  private Map<String, FloatTensor> read(
      Subject subject, BatchSource part, List<String> modules, Progress progress)
      throws LoupeException {
    List<Evaluation> evaluations = new ArrayList<>();
    subject
        .session()
        .evaluate(
            part,
            Query.probes(modules.toArray(String[]::new)),
            evaluations::add,
            new Quiet(progress));
    Map<String, FloatTensor> values = new LinkedHashMap<>();
    for (String module : modules) {
      values.put(
          module, joined(evaluations.stream().map(each -> each.probes().get(module)).toList()));
    }
    return values;
  }

  private static FloatTensor joined(List<FloatTensor> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    return Stitched.of(parts);
  }

  /**
   * The metric of the receiver with each of the modules patched by the donor's, one at a time.
   *
   * @param progress told after every module of every part
   */
  List<Scores> patched(Subject receiver, List<String> modules, Progress progress)
      throws LoupeException {
    List<Scores> scores =
        Stream.generate(() -> new Scores(receiver, head, parameters))
            .limit(modules.size())
            .toList();
    BatchSource ofDonor = inputs(donor);
    BatchSource ofReceiver = inputs(receiver);
    int windows = ofReceiver.size();
    int size = partSize(read(donor, part(ofDonor, 0, 1), modules, progress));
    long total = (long) modules.size() * windows;
    for (int from = 0; from < windows; from += size) {
      int to = Math.min(windows, from + size);
      Map<String, FloatTensor> values = read(donor, part(ofDonor, from, to), modules, progress);
      for (int m = 0; m < modules.size(); m++) {
        progress.checkCancelled();
        String module = modules.get(m);
        score(
            receiver,
            part(ofReceiver, from, to),
            from,
            scores.get(m),
            progress,
            Patch.of(module, values.get(module)));
        long done = (long) modules.size() * from + (long) (m + 1) * (to - from);
        progress.report("patching", done, total);
      }
    }
    return scores;
  }

  /** Passes on that the work is no longer wanted, and nothing else. */
  private record Quiet(Progress whole) implements Progress {
    @Override
    public void report(String task, long done, long total) {
      // A part of a part is told when it is done.
    }

    @Override
    public boolean isCancelled() {
      return whole.isCancelled();
    }
  }

  private static int partSize(Map<String, FloatTensor> ofOneWindow) {
    long each = ofOneWindow.values().stream().mapToLong(value -> 4L * value.size()).sum();
    long most = Runtime.getRuntime().maxMemory() / SHARE / Math.max(1, each);
    return (int) Math.max(1, Math.min(PART, most));
  }
}
