package org.loupe.project.internal.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.loupe.analysis.Decoding;
import org.loupe.model.BadInputException;
import org.loupe.model.Batch;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.FloatTensor;
import org.loupe.model.LoupeException;
import org.loupe.model.PredictionHead;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;
import org.loupe.model.Tensor;
import org.loupe.model.Windows;
import org.loupe.project.Subjects;
import org.loupe.project.Subjects.OpenSubject;
import org.loupe.project.imports.CardChecks;
import org.loupe.project.imports.CardReport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks cards by running their models. */
@Component
public final class ModelChecks implements CardChecks {
  /** Unlike most sizes of other axes. */
  private static final int LOOKED_AT = 3;

  private final Subjects subjects;

  /** Made once by Declarative Services. */
  @Activate
  public ModelChecks(@Reference Subjects subjects) {
    this.subjects = subjects;
  }

  @Override
  public CardReport check(
      Checkpoint checkpoint, Windows windows, SessionOptions options, Progress progress)
      throws LoupeException {
    Problems problems = new Problems();
    Windows sound = new InputCheck(checkpoint.card(), windows, problems, progress).sound();
    if (sound.size() == 0) {
      return new CardReport(0, windows.size(), List.of(), problems.all());
    }
    try (OpenSubject subject = subjects.of(checkpoint, sound, 0, options)) {
      List<HeadCheck> heads = heads(subject, problems, progress);
      for (HeadCheck head : heads) {
        head.readTargets(sound, progress);
      }
      run(subject, heads, progress);
      Map<String, CardReport.Head> reports = new LinkedHashMap<>();
      heads.forEach(head -> reports.put(head.head().name(), head.report()));
      List<CardReport.Head> inOrder = new ArrayList<>();
      for (PredictionHead head : checkpoint.card().heads()) {
        inOrder.add(
            reports.getOrDefault(
                head.name(),
                new CardReport.Head(head.name(), head.kind(), new int[0], null, null)));
      }
      if (inOrder.isEmpty()) {
        problems.error("The card has no prediction heads; describe them under 'heads'.");
      }
      return new CardReport(sound.size(), windows.size() - sound.size(), inOrder, problems.all());
    }
  }

  /** The heads whose outputs are as the card says. */
  private static List<HeadCheck> heads(OpenSubject subject, Problems problems, Progress progress)
      throws LoupeException {
    Map<String, int[]> shapes = shapes(subject, progress);
    String given =
        shapes.entrySet().stream()
            .map(e -> e.getKey() + " " + Tensor.describe(e.getValue()))
            .collect(Collectors.joining(", "));
    List<HeadCheck> fitting = new ArrayList<>();
    List<PredictionHead> all = subject.card().heads();
    for (PredictionHead head : all) {
      String output = head.output() == null ? head.name() : "@" + head.output();
      boolean lone = head.output() == null && all.size() == 1 && shapes.size() == 1;
      int[] shape = shapes.getOrDefault(output, new int[0]);
      if (shape.length == 0 && lone) {
        shape = shapes.values().iterator().next();
      }
      HeadCheck check = new HeadCheck(head, shape, problems);
      if (check.fits(given)) {
        fitting.add(check);
      }
    }
    return fitting;
  }

  private static Map<String, int[]> shapes(OpenSubject subject, Progress progress)
      throws LoupeException {
    BatchSource inputs = subject.inputs(Decoding.TEACHER_FORCED, List.of());
    BatchSource few = new First(inputs, Math.min(LOOKED_AT, inputs.size()));
    Map<String, int[]> shapes = new LinkedHashMap<>();
    subject
        .session()
        .evaluate(
            few,
            Query.everyOutput().withMicroBatch(few.size()),
            evaluation ->
                evaluation.outputs().forEach((name, output) -> shapes.put(name, shape(output))),
            progress);
    return shapes;
  }

  /** The first windows of a source. */
  private record First(BatchSource source, int size) implements BatchSource {
    @Override
    public Batch read(int from, int to) throws BadInputException {
      return source.read(from, to);
    }
  }

  private static int[] shape(FloatTensor output) {
    int[] shape = output.shape();
    if (shape.length > 0) {
      shape[0] = 0;
    }
    return shape;
  }

  private static void run(OpenSubject subject, List<HeadCheck> heads, Progress progress)
      throws LoupeException {
    if (heads.isEmpty()) {
      return;
    }
    String[] names = heads.stream().map(check -> check.head().name()).toArray(String[]::new);
    List<BadInputException> failures = new ArrayList<>();
    subject
        .session()
        .evaluate(
            subject.inputs(Decoding.TEACHER_FORCED, List.of()),
            Query.outputs(names),
            evaluation -> {
              for (HeadCheck head : heads) {
                try {
                  head.add(evaluation, subject.windows().dataset());
                } catch (BadInputException e) {
                  failures.add(e);
                }
              }
            },
            progress);
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
  }
}
