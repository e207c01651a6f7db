package org.loupe.runtime.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.loupe.checkpoint.ProbeWriter.Depth;
import org.loupe.model.Probes.Verification;

/**
 * Keeps a verdict as a properties file. One that is missing or cannot be read is as good as none:
 * the model is verified again.
 *
 * @param path of the file
 */
record VerdictFile(Path path) {

  private static final System.Logger LOG = System.getLogger(VerdictFile.class.getName());

  private static final String PROBE = "probe.";

  /** The verdict, or empty. */
  Optional<Verdict> read() {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(path)) {
      properties.load(in);
      return Optional.of(verdict(properties));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      LOG.log(Level.WARNING, path + " cannot be read, the model is verified again", e);
      return Optional.empty();
    }
  }

  private static Verdict verdict(Properties properties) {
    Map<String, List<CallLayout>> calls = new LinkedHashMap<>();
    for (String name : properties.stringPropertyNames()) {
      if (name.startsWith(PROBE)) {
        calls.put(
            name.substring(PROBE.length()),
            Arrays.stream(properties.getProperty(name).split(";"))
                .map(VerdictFile::layout)
                .toList());
      }
    }
    String depth = get(properties, "depth");
    String deterministic = get(properties, "deterministic");
    return new Verdict(
        depth.isEmpty() ? null : Depth.valueOf(depth),
        new Verification(
            Verification.State.valueOf(get(properties, "state")),
            deterministic.isEmpty() ? null : Boolean.valueOf(deterministic),
            get(properties, "remark")),
        new ProbeLayouts(calls));
  }

  private static String get(Properties properties, String name) {
    String value = properties.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return value;
  }

  /** Order, axis, shape: {@code ALONE 1 64 128}. */
  private static CallLayout layout(String text) {
    String[] words = text.split(" ");
    if (words.length < 2) {
      throw new IllegalArgumentException("no layout: " + text);
    }
    List<Integer> shape = new ArrayList<>();
    for (int i = 2; i < words.length; i++) {
      shape.add(Integer.valueOf(words[i]));
    }
    return new CallLayout(CallLayout.Order.valueOf(words[0]), Integer.parseInt(words[1]), shape);
  }

  private static String text(CallLayout layout) {
    return layout.order()
        + " "
        + layout.axis()
        + layout.shape().stream().map(size -> " " + size).collect(Collectors.joining());
  }

  /** Keeps a verdict, atomically. Where that fails the model is verified again next time. */
  void write(Verdict verdict) {
    Properties properties = new Properties();
    Depth depth = verdict.depth();
    Boolean deterministic = verdict.verification().deterministic();
    properties.setProperty("depth", depth == null ? "" : depth.name());
    properties.setProperty("state", verdict.verification().state().name());
    properties.setProperty("deterministic", deterministic == null ? "" : deterministic.toString());
    properties.setProperty("remark", verdict.verification().remark());
    verdict
        .layouts()
        .calls()
        .forEach(
            (probe, calls) ->
                properties.setProperty(
                    PROBE + probe,
                    calls.stream().map(VerdictFile::text).collect(Collectors.joining(";"))));
    try {
      Files.createDirectories(path.getParent());
      Path written = Files.createTempFile(path.getParent(), "verdict", ".tmp");
      try {
        try (Writer out = Files.newBufferedWriter(written)) {
          properties.store(out, null);
        }
        Files.move(written, path, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(written);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "what verification found cannot be kept in " + path, e);
    }
  }
}
