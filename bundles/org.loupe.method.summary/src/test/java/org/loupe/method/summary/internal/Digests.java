package org.loupe.method.summary.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.loupe.analysis.Claim;
import org.loupe.analysis.Digest;
import org.loupe.analysis.Finding;
import org.loupe.analysis.Provenance;
import org.loupe.analysis.Scalar;
import org.loupe.analysis.Table;
import org.loupe.model.Dimension;
import org.loupe.model.EngineInfo;

/** What methods that do not exist found. */
record Digests(Provenance provenance, List<Finding> findings) implements Digest {

  /** Of a method, a checkpoint and a dataset, by their digests. */
  static Digests of(String method, String checkpoint, String dataset, Finding... findings) {
    return of(method, checkpoint, dataset, new int[] {0}, findings);
  }

  /** Of a method, of some windows. */
  static Digests ofWindows(String method, int[] windows, Finding... findings) {
    return of(method, "a", "d", windows, findings);
  }

  private static Digests of(
      String method, String checkpoint, String dataset, int[] windows, Finding... findings) {
    return new Digests(
        new Provenance(
            method,
            "1",
            Map.of(),
            42,
            "late",
            checkpoint,
            "test",
            dataset,
            windows,
            "cpu",
            new EngineInfo("PyTorch", "2", "DJL"),
            1,
            Duration.ZERO),
        List.of(findings));
  }

  /** A finding that channels [from, to) of 155 stand out for a prediction head. */
  static Finding channels(String id, @Nullable String head, int from, int to) {
    Set<Integer> members = IntStream.range(from, to).boxed().collect(Collectors.toSet());
    return new Finding(id, "Some channels stand out.", List.of(), "always said", null)
        .claiming(new Claim(Dimension.CHANNEL, "x", head, members, 155));
  }

  @Override
  public List<Scalar> scalars() {
    return List.of();
  }

  @Override
  public List<Table> tables() {
    return List.of();
  }
}
