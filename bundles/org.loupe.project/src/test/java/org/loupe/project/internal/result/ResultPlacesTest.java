package org.loupe.project.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.analysis.Provenance;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.ModelCard;
import org.loupe.project.Freshness;
import org.loupe.project.ResultRequest;
import org.loupe.project.StoredResult;

@DisplayName("Results of a project")
class ResultPlacesTest {
  private final ResultFolder results = new ResultFolder();

  @TempDir Path folder;

  private static ResultRequest request(String step) {
    return ResultRequest.of(new SampleResult(step, 1, 0).provenance());
  }

  private Path write(String step) throws BadInputException {
    Path place = results.place(folder, request(step), Set.of());
    results.write(place, new SampleResult(step, 1, 0), List.of());
    return place;
  }

  @Test
  @DisplayName("of other parameters lie beside each other, and the same request finds its own")
  void variants() throws Exception {
    Path first = write("x");
    Path second = write("y");

    assertThat(first).isEqualTo(folder.resolve("sample/late"));
    assertThat(second.getFileName().toString()).matches("late~[0-9a-f]{8}");
    assertThat(write("x")).isEqualTo(first);
    assertThat(write("y")).isEqualTo(second);
    assertThat(results.stored(folder, "late"))
        .extracting(StoredResult::folder)
        .containsExactly(first, second);
    assertThat(results.stored(folder, "early")).isEmpty();
    assertThat(results.inventory(folder).results()).hasSize(2);
  }

  @Test
  @DisplayName("are found by what was asked for although the method left windows out")
  void leftOut() throws Exception {
    ResultRequest answered = request("x");
    ResultRequest asked =
        new ResultRequest(
            answered.method(),
            answered.parameters(),
            answered.seed(),
            answered.checkpoints(),
            answered.dataset(),
            new int[] {3, 5, 8});
    Path place = results.place(folder, asked, Set.of());
    results.write(place, asked, new SampleResult("x", 1, 0), List.of());

    assertThat(results.find(folder, asked)).map(StoredResult::folder).contains(place);
    assertThat(results.find(folder, asked)).map(StoredResult::asked).contains(asked);
    assertThat(results.place(folder, asked, Set.of())).isEqualTo(place);
    assertThat(results.find(folder, answered))
        .as("nobody knows whether the method would have left out the same of others")
        .isEmpty();
    assertThat(results.stored(folder, "late"))
        .singleElement()
        .satisfies(one -> assertThat(one.provenance().windows()).containsExactly(3, 8));
  }

  @Test
  @DisplayName("that say nothing of what was asked were asked for by what they are of")
  void asked() throws Exception {
    Path place = write("x");
    assertThat(Files.readString(place.resolve("result.json"))).doesNotContain("asked");
    assertThat(results.find(folder, request("x"))).map(StoredResult::asked).contains(request("x"));
  }

  @Test
  @DisplayName("of one request can be written by several at once: one of them stays, whole")
  void atOnce() throws Exception {
    Path place = folder.resolve("sample/late");
    Callable<Void> writing =
        () -> {
          for (int i = 0; i < 50; i++) {
            results.write(place, new SampleResult("x", 1, 0), List.of());
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Void> each : threads.invokeAll(Collections.nCopies(4, writing))) {
        each.get();
      }
    } finally {
      threads.shutdown();
    }
    assertThat(results.inventory(folder).results()).hasSize(1);
    assertThat(folder.resolve("sample")).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  @DisplayName("that are planned together get places that do not depend on who is done first")
  void planned() throws Exception {
    Path first = results.place(folder, request("x"), Set.of());
    Path second = results.place(folder, request("y"), Set.of(first));
    assertThat(second).isNotEqualTo(first);
    results.write(second, new SampleResult("y", 1, 0), List.of());
    assertThat(results.place(folder, request("y"), Set.of(first))).isEqualTo(second);
    assertThat(results.place(folder, request("x"), Set.of())).isEqualTo(first);
  }

  @Test
  @DisplayName("that are damaged do not hide the others, and are not written over")
  void damaged() throws Exception {
    Path first = write("x");
    Path second = write("y");
    Files.writeString(first.resolve("result.json"), "{\"loupe\": 1}");

    assertThat(results.inventory(folder).results())
        .extracting(StoredResult::folder)
        .containsExactly(second);
    assertThat(results.inventory(folder).damaged())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.folder()).isEqualTo(first);
              assertThat(one.problem()).contains("lacks the key 'provenance'");
            });
    assertThat(results.place(folder, request("x"), Set.of())).isNotEqualTo(first);
  }

  @Test
  @DisplayName("of names that are no folders are refused")
  void names() {
    ResultRequest outside =
        new ResultRequest("sample", Map.of(), 1, List.of("../late"), "test", new int[] {1});
    assertThatThrownBy(() -> results.place(folder, outside, Set.of()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot be the name of a folder");
  }

  @Test
  @DisplayName("are deleted whole, unless somebody keeps other files there")
  void deleted() throws Exception {
    Path first = write("x");
    Path second = write("y");
    Files.writeString(second.resolve("notes.txt"), "mine");
    List<StoredResult> stored = results.stored(folder, "late");

    results.delete(stored.get(0));

    assertThat(first).doesNotExist();
    assertThat(folder.resolve("sample").toFile().list()).containsExactly(second.toFile().getName());
    assertThatThrownBy(() -> results.delete(stored.get(1)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("notes.txt");
    assertThat(second.resolve("result.json")).exists();
  }

  @Test
  @DisplayName("are exported with their numbers as CSV")
  void exported() throws Exception {
    write("x");
    StoredResult result = results.stored(folder, "late").get(0);
    Path to = folder.resolve("out/late");

    results.export(result, Optional.empty(), to);

    assertThat(to.toFile().list())
        .containsExactlyInAnyOrder("result.json", "arrays.npz", "scalars.csv", "top.csv");
    assertThat(to.resolve("scalars.csv"))
        .hasContent(
            "name,label,value,low,high,level,method\nmean,\"Mean, \"\"of all\"\"\",0.0,,,,\n");
    assertThat(to.resolve("top.csv")).hasContent("channel,value\n\"a,b\",\n");
    assertThat(to.resolve("arrays.npz"))
        .hasSameBinaryContentAs(result.folder().resolve("arrays.npz"));
    assertThatThrownBy(() -> results.export(result, Optional.empty(), to))
        .hasMessageContaining("is there already");
  }

  @Test
  @DisplayName("are stale when the method or a file changed, and say why")
  void stale() {
    Provenance provenance = new SampleResult("x", 1, 0).provenance();
    assertThat(freshness("ab", "cd").stale(provenance))
        .containsExactly("method 'sample' is not installed");
    assertThat(freshness("other", "other").stale(provenance))
        .contains("checkpoint 'late' changed since", "data 'test' changed since");
    assertThat(freshness(null, "cd").stale(provenance))
        .contains("checkpoint 'late' is gone or cannot be read");
  }

  @Test
  @DisplayName("are stale when what a model's tensors mean changed")
  void otherCard() {
    Provenance p = new SampleResult("x", 1, 0).provenance();
    Provenance known =
        new Provenance(
            p.analyzer(),
            p.version(),
            p.parameters(),
            p.seed(),
            p.checkpoint(),
            p.checkpointSha256(),
            p.dataset(),
            p.datasetSha256(),
            p.windows(),
            p.device(),
            p.engine(),
            p.microBatch(),
            p.duration(),
            List.of(),
            card("tiny").sha256());
    assertThat(freshness("ab", "cd").stale(known))
        .containsExactly("method 'sample' is not installed");
    Freshness other =
        new Freshness(
            id -> Optional.empty(),
            name -> Optional.of(new Checkpoint(name, Path.of("x"), null, "ab", card("other"))),
            name -> Optional.of("cd"));
    assertThat(other.stale(known)).contains("model card of 'late' changed since");
    assertThat(other.stale(p)).containsExactly("method 'sample' is not installed");
  }

  private static ModelCard card(String name) {
    return ModelCard.of(name, List.of(), List.of(), List.of());
  }

  private static Freshness freshness(String checkpoint, String dataset) {
    return new Freshness(
        id -> Optional.empty(),
        name ->
            Optional.ofNullable(checkpoint)
                .map(sha -> new Checkpoint(name, Path.of("x"), null, sha, card("tiny"))),
        name -> Optional.ofNullable(dataset));
  }
}
