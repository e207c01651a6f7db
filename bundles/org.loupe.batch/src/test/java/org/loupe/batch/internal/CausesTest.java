package org.loupe.batch.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.loupe.checkpoint.StateDict;
import org.loupe.checkpoint.StoredTensor;
import org.loupe.model.Axis;
import org.loupe.model.BadInputException;
import org.loupe.model.Dimension;
import org.loupe.model.ElementType;
import org.loupe.model.FloatTensor;
import org.loupe.model.LongTensor;
import org.loupe.model.Tensor;
import org.loupe.project.internal.data.NpzWriter;

/**
 * The channels that cause the demo's predictions are known. Of the k causes of a prediction head,
 * recall is the share that is found among the first k channels of its ranking.
 */
@DisplayName("The causes of the demo's predictions")
class CausesTest {
  private static final Path DEMO = Path.of("../../product/demo").toAbsolutePath().normalize();
  private static final List<String> SECTION = List.of("model_state_dict");
  private static final int MODELS = 10;

  /**
   * So many hits of 36 places at most: by chance, k of 155 for each place, five or more happen less
   * than once in 400 times.
   */
  private static final int CHANCE = 4;

  private static RealLoupe loupe;
  private static Map<String, List<Integer>> causes;
  @TempDir Path out;

  @BeforeAll
  static void open() throws IOException {
    loupe = new RealLoupe();
    causes = new LinkedHashMap<>();
    JsonNode heads = new ObjectMapper().readTree(DEMO.resolve("truth.json").toFile()).get("heads");
    heads
        .fields()
        .forEachRemaining(
            head -> {
              List<Integer> channels = new ArrayList<>();
              head.getValue().forEach(channel -> channels.add(channel.asInt()));
              causes.put(head.getKey(), channels);
            });
  }

  @AfterAll
  static void close() {
    loupe.close();
  }

  /** How many of a prediction head's causes are found. */
  private int found(String method, String head, String windows, List<String> model)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("analyze"));
    arguments.addAll(model);
    // A folder of its own, in which there is no other request's result.
    Path folder = Files.createTempDirectory(out, head);
    arguments.addAll(List.of("--windows", windows, "--out", folder.toString()));
    if (method.equals("sensors")) {
      arguments.addAll(List.of("--method", "sensors", "--param", "repeats=1"));
    } else {
      arguments.addAll(List.of("--method", "saliency", "--param", "variant=" + method));
    }
    arguments.add("prediction_head=" + head);
    assertThat(loupe.run(arguments)).as(loupe.printed()).isEqualTo(ExitCode.DONE);
    JsonNode table;
    try (var names =
        Files.list(folder.resolve(method.equals("sensors") ? "sensors" : "saliency"))) {
      Path result = names.findFirst().orElseThrow().resolve("result.json");
      table = new ObjectMapper().readTree(result.toFile()).get("tables").get(0);
    }
    int hits = 0;
    for (int rank = 0; rank < causes.get(head).size(); rank++) {
      int channel = table.get("rows").get(rank).get(1).asInt();
      hits += causes.get(head).contains(channel) ? 1 : 0;
    }
    return hits;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sensors", "integrated_gradients", "smoothgrad"})
  @DisplayName("are found in the trained model")
  void trained(String method) throws IOException {
    int hits = 0;
    int all = 0;
    for (String head : causes.keySet()) {
      List<String> model = List.of(DEMO.toString(), "--checkpoint", "late");
      hits += found(method, head, "random:24", model);
      all += causes.get(head).size();
    }
    assertThat(hits / (double) all).isGreaterThanOrEqualTo(0.9);
  }

  @Test
  @DisplayName("lie in the groups of channels that occlusion misses most")
  void occluded() throws IOException {
    Set<String> groups = new HashSet<>();
    JsonNode card = new ObjectMapper().readTree(DEMO.resolve("demo.card.json").toFile());
    card.at("/channels/sensors/groups/module")
        .fields()
        .forEachRemaining(
            group ->
                group
                    .getValue()
                    .forEach(
                        channel -> {
                          if (causes.get("command").contains(channel.asInt())) {
                            groups.add(group.getKey());
                          }
                        }));
    assertThat(
            loupe.run(
                List.of(
                    "analyze",
                    DEMO.toString(),
                    "--checkpoint",
                    "late",
                    "--windows",
                    "random:24",
                    "--out",
                    out.toString(),
                    "--method",
                    "occlusion",
                    "--param",
                    "prediction_head=command")))
        .as(loupe.printed())
        .isEqualTo(ExitCode.DONE);
    JsonNode rows =
        new ObjectMapper()
            .readTree(out.resolve("occlusion/late/result.json").toFile())
            .at("/tables/0/rows");
    Set<String> found = new HashSet<>();
    for (int rank = 0; rank < groups.size(); rank++) {
      found.add(rows.get(rank).get(1).asText());
    }
    assertThat(groups).hasSize(3);
    assertThat(found).isEqualTo(groups);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sensors", "integrated_gradients"})
  @DisplayName("are found in ten models with shuffled weights no better than by chance")
  void shuffled(String method) throws IOException, BadInputException {
    int hits = 0;
    List<String> heads = List.copyOf(causes.keySet());
    for (int seed = 0; seed < MODELS; seed++) {
      Path weights = shuffled(seed);
      List<String> model =
          List.of(
              "--checkpoint",
              weights.toString(),
              "--architecture",
              DEMO.resolve("checkpoints/late.ts.pt").toString(),
              "--card",
              DEMO.resolve("demo.card.json").toString(),
              "--data",
              DEMO.resolve("data/test.npz").toString());
      hits += found(method, heads.get(seed % heads.size()), "random:6", model);
    }
    assertThat(hits).isLessThanOrEqualTo(CHANCE);
  }

  /** The trained weights, each tensor's numbers in a random order. */
  private Path shuffled(int seed) throws IOException, BadInputException {
    Random random = new Random(seed);
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    try (StateDict dict = StateDict.open(DEMO.resolve("checkpoints/late.pt"))) {
      for (String name : dict.tensors(SECTION).keySet()) {
        StoredTensor stored = dict.read(name, SECTION);
        List<Axis> axes = new ArrayList<>();
        for (long size : stored.info().shape()) {
          axes.add(new Axis("axis" + axes.size(), Dimension.VALUE, (int) size));
        }
        if (stored.info().type().isFloatingPoint()) {
          float[] values = stored.floats();
          for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            float value = values[i];
            values[i] = values[j];
            values[j] = value;
          }
          arrays.put("model_state_dict." + name, new FloatTensor(axes, values));
        } else {
          arrays.put(
              "model_state_dict." + name, new LongTensor(axes, ElementType.INT64, stored.longs()));
        }
      }
    }
    Path file = out.resolve("shuffled.npz");
    try (OutputStream written = Files.newOutputStream(file)) {
      NpzWriter.write(arrays, written);
    }
    return file;
  }
}
