package org.loupe.checkpoint.internal.guard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.loupe.checkpoint.internal.TorchFile;
import org.loupe.checkpoint.internal.TorchZip;
import org.loupe.checkpoint.internal.guard.CodeGuard.Keywords;
import org.loupe.checkpoint.internal.pickle.Pickle;
import org.loupe.checkpoint.internal.pickle.PickleException;
import org.loupe.checkpoint.internal.script.source.SourceFile;
import org.loupe.model.BadInputException;

/** Checks a TorchScript archive before libtorch sees it: its entries, its code and its data. */
public final class ScriptGuard {
  private static final long LARGEST_CODE = 64L << 20;

  private final TorchZip zip;
  private final Declarations declarations = new Declarations();
  private final Types types = new Types();

  private ScriptGuard(TorchZip zip) {
    this.zip = zip;
  }

  /**
   * Checks an archive; milliseconds.
   *
   * @param zip with code; it need not have been read
   * @throws BadInputException if it could do more than compute, or libtorch might not survive it
   */
  public static void check(TorchZip zip) throws BadInputException {
    ScriptGuard guard = new ScriptGuard(zip);
    guard.checkNames();
    guard.checkCode();
    guard.checkPickle("constants.pkl", "constants");
    guard.checkPickle("data.pkl", "data");
    guard.checkDebugInformation();
  }

  /** Libtorch does not tell small letters from capitals, and has a reader for an older format. */
  private void checkNames() throws BadInputException {
    Set<String> names = new HashSet<>();
    for (String name : zip.names()) {
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw refused("it holds two entries named '" + name + "' but for capitals");
      }
    }
    if (names.contains("model.json")) {
      throw refused(
          "it is in the format of PyTorch 1.0 to 1.2; save it again with a newer PyTorch");
    }
    if (!zip.isAlone()) {
      throw refused("it holds entries outside its own folder");
    }
    String version = zip.version().orElse("");
    if (!version.matches("[0-9]{1,4}")) {
      throw refused("its format version is '" + version + "', a number was expected");
    }
  }

  private void checkCode() throws BadInputException {
    Map<String, String> sources = new LinkedHashMap<>();
    long size = 0;
    for (String name : zip.names()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!lower.startsWith("code/") || !lower.endsWith(".py")) {
        continue;
      }
      if (!name.matches("code/[\\w/]+\\.py")) {
        throw refused("it holds code named '" + name + "', which is no module");
      }
      // torch looks at bytes, so one character each
      String source = zip.text(name, StandardCharsets.ISO_8859_1).orElseThrow();
      size += source.length();
      if (size > LARGEST_CODE) {
        throw refused("it holds more than " + LARGEST_CODE + " bytes of code");
      }
      sources.put(name, source);
      declarations.add(module(name), source);
    }
    Map<String, Parsed> files = new LinkedHashMap<>();
    for (Map.Entry<String, String> source : sources.entrySet()) {
      check(
          source.getKey(),
          () -> {
            Keywords keywords = CodeGuard.check(Operators.LISTED, declarations, source.getValue());
            Parsed parsed = new Parsed(SourceFile.parse(source.getValue()), keywords);
            types.add(module(source.getKey()), parsed.file(), keywords);
            files.put(source.getKey(), parsed);
          });
    }
    for (Map.Entry<String, Parsed> parsed : files.entrySet()) {
      String name = parsed.getKey();
      SourceFile file = parsed.getValue().file();
      check(name, () -> types.checkCasts(module(name), file, parsed.getValue().keywords()));
    }
  }

  private record Parsed(SourceFile file, Keywords keywords) {}

  /** A check of code. */
  private interface Check {
    void run() throws CodeException;
  }

  private void check(String name, Check check) throws BadInputException {
    try {
      check.run();
    } catch (CodeException e) {
      throw refused(
          "its code "
              + e.getMessage()
              + " ("
              + name
              + (e.line() > 0 ? ", line " + e.line() : "")
              + "); save the model without that");
    }
  }

  private static String module(String name) {
    return name.substring("code/".length(), name.length() - ".py".length()).replace('/', '.');
  }

  /** Where each piece of code came from, which libtorch reads to say where something failed. */
  private void checkDebugInformation() throws BadInputException {
    for (String name : zip.names()) {
      if (name.toLowerCase(Locale.ROOT).endsWith(".debug_pkl")) {
        Object root = checkPickle(name, "nowhere");
        try {
          DebugInformation.check(root);
        } catch (PickleException e) {
          throw TorchFile.refused(zip.file(), e);
        }
      }
    }
  }

  private @Nullable Object checkPickle(String name, String storages) throws BadInputException {
    ScriptPickleRules rules = new ScriptPickleRules(zip, storages, types);
    try (InputStream in = zip.stream(name).orElseThrow(() -> refused("it has no " + name))) {
      Pickle pickle = new Pickle(in, rules);
      Object root = pickle.load();
      ValueDepth depth = new ValueDepth();
      depth.check(root);
      for (@Nullable Object value : rules.remembered()) {
        depth.check(value);
      }
      new PickledTypes(types, rules.tags()).check(root, pickle.objects());
      return root;
    } catch (IOException e) {
      throw TorchFile.refused(zip.file(), e);
    }
  }

  private BadInputException refused(String reason) {
    return new BadInputException(zip.file() + " is refused: " + reason + ".");
  }
}
