package org.loupe.project.internal.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.loupe.model.Axis;
import org.loupe.model.Dimension;
import org.loupe.model.FloatTensor;
import org.loupe.model.Tensor;
import org.loupe.project.Results;
import org.loupe.project.StoredResult;
import org.loupe.project.internal.data.NpzWriter;

@DisplayName("A damaged result")
class DamagedResultsTest {
  @TempDir Path folder;

  /** Does harm to a result's folder. */
  private interface Harm {
    void to(Path result) throws IOException;
  }

  private static Harm json(String right, String wrong) {
    return result -> {
      Path file = result.resolve("result.json");
      String text = Files.readString(file);
      assertThat(text).contains(right);
      Files.writeString(file, text.replace(right, wrong));
    };
  }

  private static Harm arrays(Map<String, Tensor> arrays) {
    return result -> {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      NpzWriter.write(arrays, out);
      Files.write(result.resolve("arrays.npz"), out.toByteArray());
    };
  }

  private static Map<String, Tensor> array(String name, int size) {
    return Map.of(name, FloatTensor.of(new float[size], Axis.of(Dimension.WINDOW, size)));
  }

  private static Harm cut(String file, double share) {
    return result -> {
      Path whole = result.resolve(file);
      byte[] bytes = Files.readAllBytes(whole);
      Files.write(whole, Arrays.copyOf(bytes, (int) (share * bytes.length)));
    };
  }

  static Stream<Arguments> harms() {
    return Stream.of(
        arguments("no arrays", result -> Files.delete(result.resolve("arrays.npz")), "arrays.npz"),
        arguments("arrays cut off at once", cut("arrays.npz", 0), "arrays.npz"),
        arguments("arrays cut off in the middle", cut("arrays.npz", 0.5), "arrays.npz"),
        arguments("arrays cut off at the end", cut("arrays.npz", 0.99), "arrays.npz"),
        arguments("another array", arrays(array("b", 4)), "has no array 'a'"),
        arguments("a shorter array", arrays(array("a", 3)), "has the shape [3], result.json says"),
        arguments("no text", cut("result.json", 0), "is empty"),
        arguments("text cut off", cut("result.json", 0.5), "is no JSON in line"),
        arguments("no version", json("\"loupe\"", "\"lupe\""), "lacks the key 'loupe'"),
        arguments("a newer version", json("\"loupe\" : 1", "\"loupe\" : 9"), "use a newer Loupe"),
        arguments("a wrong type", json("\"seed\" : 42", "\"seed\" : []"), "/provenance/seed is []"),
        arguments("negative windows", json("3, 8", "-3, 8"), "/provenance/windows/0 is -3"),
        arguments(
            "no figure",
            json(
                "\"figures\" : [ ]",
                "\"figures\" : [ {\"id\": \"f\", \"title\": \"F\", \"caption\": \"\", \"file\": \"f.svg\"} ]"),
            "f.svg; compute the result again."),
        arguments("a row too long", json("\"a,b\",", "\"a,b\", 1,"), "has 3 cells where the table"),
        arguments("a shape in words", json("[ 4 ]", "[ \"4\" ]"), "result.json says"));
  }

  private static Arguments arguments(String what, Harm harm, String message) {
    return Arguments.of(what, harm, message);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harms")
  @DisplayName("is told with what is wrong, does not hide the others, and can be deleted")
  void damaged(String what, Harm harm, String message) throws Exception {
    ResultFolder results = new ResultFolder();
    Path good = folder.resolve("sample/early");
    Path bad = folder.resolve("sample/late");
    results.write(good, new SampleResult("x", 4, 0), List.of());
    results.write(bad, new SampleResult("x", 4, 0), List.of());
    harm.to(bad);

    Results.Inventory found = results.inventory(folder);

    assertThat(found.results()).extracting(StoredResult::folder).containsExactly(good);
    assertThat(found.damaged()).extracting(Results.Damaged::folder).containsExactly(bad);
    assertThat(found.damaged().get(0).problem()).contains(message);
    results.delete(bad);
    assertThat(bad).doesNotExist();
    assertThat(results.inventory(folder).damaged()).isEmpty();
  }
}
