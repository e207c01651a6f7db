package org.loupe.project.internal.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.model.BadInputException;
import org.loupe.project.StoredResult;

@DisplayName("When a process is killed that writes results")
class KilledWriterTest {
  private static final int KILLS = 12;
  private static final int SIZE = 200_000;

  @TempDir Path folder;

  /** Writes one result over the other, with ever other numbers, until it is killed. */
  static final class Writer {
    private Writer() {}

    /**
     * Begins.
     *
     * @param arguments the place
     */
    public static void main(String[] arguments) throws BadInputException {
      ResultFolder results = new ResultFolder();
      for (int i = 0; ; i++) {
        results.write(Path.of(arguments[0]), new SampleResult("x", SIZE, i), List.of());
        System.out.println(i);
      }
    }
  }

  @Test
  @DisplayName("the old or the new result is there, whole, and nothing else to see")
  void oldOrNew() throws Exception {
    Path place = folder.resolve("sample/late");
    new ResultFolder().write(place, new SampleResult("x", SIZE, -1), List.of());
    for (int kill = 0; kill < KILLS; kill++) {
      Process writer =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  place.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      // It is at work when it has written once; then at another moment each time.
      assertThat(writer.inputReader().readLine()).isNotNull();
      TimeUnit.MILLISECONDS.sleep(7L * kill);
      writer.destroyForcibly().waitFor();

      List<StoredResult> found = new ResultFolder().stored(folder, "late");

      assertThat(found).hasSize(1);
      float value = (float) found.get(0).scalars().get(0).value();
      assertThat(new NpzArrays(place.resolve("arrays.npz")).read("a").shape())
          .containsExactly(SIZE);
      assertThat(value).isGreaterThanOrEqualTo(-1);
      assertThat(new ResultFolder().inventory(folder).damaged()).isEmpty();
    }
  }

  @Test
  @DisplayName("a result that was moved away comes back, and what was not finished goes in time")
  void mended() throws Exception {
    Path place = folder.resolve("sample/late");
    ResultFolder results = new ResultFolder();
    results.write(place, new SampleResult("x", 3, 1), List.of());
    long dead = deadProcess();
    Files.move(place, place.resolveSibling(".late." + dead + "-5.01234567.old"));
    Path unfinished = place.resolveSibling(".late." + dead + "-5.89abcdef.new");
    Files.createDirectory(unfinished);
    Files.writeString(unfinished.resolve("result.json"), "{");

    assertThat(results.stored(folder, "late")).hasSize(1);
    assertThat(hidden()).as("perhaps another machine is writing it").hasSize(1);

    Files.setLastModifiedTime(unfinished, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    assertThat(results.stored(folder, "late")).hasSize(1);
    assertThat(hidden()).isEmpty();
  }

  @Test
  @DisplayName("what a process that is alive has moved away is left to it")
  void alive() throws Exception {
    Path place = folder.resolve("sample/late");
    ResultFolder results = new ResultFolder();
    results.write(place, new SampleResult("x", 3, 1), List.of());
    Path before = Leftovers.before(place);
    Files.move(place, before);

    assertThat(results.stored(folder, "late")).isEmpty();
    assertThat(before).exists();
  }

  private static long deadProcess() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor();
    return process.pid();
  }

  private List<Path> hidden() throws IOException {
    try (Stream<Path> content = Files.list(folder.resolve("sample"))) {
      return content.filter(path -> path.getFileName().toString().startsWith(".")).toList();
    }
  }
}
