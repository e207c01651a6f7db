package org.loupe.runtime.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.loupe.model.BadInputException;
import org.loupe.model.Checkpoint;
import org.loupe.model.LoupeException;
import org.loupe.model.ModelSession;
import org.loupe.model.Probe;
import org.loupe.model.Progress;
import org.loupe.model.Query;
import org.loupe.model.SessionOptions;
import org.loupe.testkit.mutation.Mutant;
import org.loupe.testkit.mutation.Mutations;

/**
 * A process of its own, which mutants may end: opens one after the other and runs those that open.
 * Says what it does, a line each: the number before, the outcome after.
 */
public final class MutantRunner {
  static final String BEGINS = "begin ";
  static final String ENDS = "end ";

  private MutantRunner() {}

  /**
   * Arguments: an archive, the first mutant's number, the number after the last, a folder to work
   * in.
   */
  public static void main(String[] arguments) throws IOException {
    byte[] original = Files.readAllBytes(Path.of(arguments[0]));
    int end = Integer.parseInt(arguments[2]);
    Path folder = Path.of(arguments[3]);
    Path file = folder.resolve("mutant.pt");
    RuntimeSettings shared = RuntimeSettings.of(TestRuntime.STATE.toAbsolutePath());
    RuntimeSettings settings =
        new RuntimeSettings(
            shared.cache(),
            folder.resolve("archives"),
            shared.archiveBytes(),
            shared.memory(),
            shared.threads());
    PrintStream out = System.out;
    try (DjlModelRuntime runtime = new DjlModelRuntime(settings)) {
      for (int seed = Integer.parseInt(arguments[1]); seed < end; seed++) {
        Mutant mutant = Mutations.ofArchive(original, seed);
        out.println(BEGINS + seed + " " + mutant.kind());
        out.flush();
        Files.write(file, mutant.bytes());
        out.println(ENDS + outcome(runtime, file));
      }
    }
  }

  private static String outcome(DjlModelRuntime runtime, Path file) {
    Checkpoint checkpoint = TestModels.checkpoint("mutant", file, null, TestModels.tinyCard());
    try (ModelSession session = runtime.open(checkpoint, SessionOptions.AUTO)) {
      String[] probes = session.probes().all().stream().map(Probe::name).toArray(String[]::new);
      session.evaluate(
          TestModels.windows(),
          Query.outputs("step").withProbes(probes),
          evaluation -> {},
          Progress.none());
      return "runs";
    } catch (BadInputException e) {
      return e.getMessage().contains(" is refused: ") ? "refused" : "bad input " + e.getMessage();
    } catch (LoupeException e) {
      return "fails " + e.getMessage();
    } catch (RuntimeException | Error e) {
      return "DEFECT " + e;
    }
  }
}
