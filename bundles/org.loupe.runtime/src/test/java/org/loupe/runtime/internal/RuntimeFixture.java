package org.loupe.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.loupe.model.BatchSource;
import org.loupe.model.Checkpoint;
import org.loupe.model.Evaluation;
import org.loupe.model.Gradient;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;
import org.loupe.model.Target;

/** Opens sessions on small models and closes what was opened. */
abstract class RuntimeFixture {

  DjlModelRuntime runtime;

  @BeforeEach
  void start() {
    runtime = TestRuntime.create();
  }

  @AfterEach
  void stop() {
    runtime.close();
  }

  ModelSession open(Checkpoint checkpoint) throws LoupeException {
    return runtime.open(checkpoint, SessionOptions.AUTO);
  }

  static List<Evaluation> all(ModelSession session, BatchSource in, Query query)
      throws LoupeException {
    List<Evaluation> evaluations = new ArrayList<>();
    session.evaluate(in, query, evaluations::add, Progress.none());
    return evaluations;
  }

  static Evaluation one(ModelSession session, BatchSource in, Query query) throws LoupeException {
    List<Evaluation> evaluations = all(session, in, query);
    assertThat(evaluations).hasSize(1);
    return evaluations.get(0);
  }

  static Evaluation.GradientValues gradient(ModelSession session, BatchSource in, Target target)
      throws LoupeException {
    return one(session, in, Query.gradients(Gradient.ofInput(target, "x"))).gradients().get(0);
  }

  void refused(
      Class<? extends LoupeException> type, Checkpoint checkpoint, Query query, String... parts)
      throws LoupeException {
    refused(type, checkpoint, TestModels.windows(), query, parts);
  }

  void refused(
      Class<? extends LoupeException> type,
      Checkpoint checkpoint,
      BatchSource in,
      Query query,
      String... parts)
      throws LoupeException {
    try (ModelSession session = open(checkpoint)) {
      assertThatThrownBy(() -> all(session, in, query))
          .isInstanceOf(type)
          .message()
          .contains(parts)
          .doesNotContain("\n")
          .endsWith(".");
    }
  }
}
