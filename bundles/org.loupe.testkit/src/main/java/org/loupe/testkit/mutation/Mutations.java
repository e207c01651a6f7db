package org.loupe.testkit.mutation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes mutants of a file; the same seed makes the same mutant. */
public final class Mutations {
  private static final String[] NAMES = {
    "../../../tmp/mutant",
    "/tmp/mutant",
    "C:\\mutant",
    "a/../../b",
    "",
    ".",
    "..",
    "a//b",
    "a\0b",
    "data.pkl",
    "it/",
    "it/DATA.PKL",
    "it/data/../data.pkl",
    "n".repeat(70_000)
  };

  private Mutations() {}

  /**
   * A mutant of any file.
   *
   * @param original a file that is read without complaint
   * @param seed which of its mutants
   */
  public static Mutant ofFile(byte[] original, long seed) {
    Random random = random(seed);
    return switch (random.nextInt(4)) {
      case 0 -> new Mutant("truncated", Bytes.truncated(original, random));
      case 1 -> new Mutant("extreme number", Bytes.extreme(original, random));
      case 2 -> new Mutant("shifted", Bytes.shifted(original, random));
      default -> new Mutant("bytes changed", Bytes.spoiled(original, random));
    };
  }

  /**
   * A mutant of an archive: of its bytes, of its entries' contents (the archive around them stays
   * sound, so that the mutation is reached), or of its structure.
   *
   * @param original a ZIP file that is read without complaint
   * @param seed which of its mutants
   */
  public static Mutant ofArchive(byte[] original, long seed) {
    Random random = random(seed);
    List<RawZip.Entry> entries = RawZip.entries(original);
    int way = random.nextInt(40);
    if (way == 0) {
      return bomb(entries, random);
    } else if (way < 5) {
      return structure(entries, random);
    } else if (way < 12) {
      return ofFile(original, random.nextLong());
    }
    return content(entries, random);
  }

  /** Seeds that follow each other would begin alike. */
  private static Random random(long seed) {
    return new Random((seed + 1) * 0x9e3779b97f4a7c15L);
  }

  private static Mutant content(List<RawZip.Entry> original, Random random) {
    List<RawZip.Entry> entries = new ArrayList<>(original);
    // a model has many entries of numbers, of which one is as good as the other
    List<RawZip.Entry> telling =
        entries.stream()
            .filter(
                entry -> !entry.name().matches(".*/(data/\\d+|version)") || random.nextInt(10) == 0)
            .toList();
    RawZip.Entry changed = telling.get(random.nextInt(telling.size()));
    Mutant mutant = content(changed, random);
    entries.set(entries.indexOf(changed), new RawZip.Entry(changed.name(), mutant.bytes()));
    return new Mutant(mutant.kind() + " in " + changed.name(), RawZip.of(entries));
  }

  private static Mutant content(RawZip.Entry entry, Random random) {
    if (entry.name().endsWith(".py") && random.nextInt(4) > 0) {
      return new Mutant("source", Sources.changed(entry.content(), random));
    }
    if (entry.name().endsWith("pkl")) {
      switch (random.nextInt(14)) {
        case 0:
          return new Mutant("command", Pickles.command(random));
        case 1:
          return new Mutant("deep values", Pickles.deep(random));
        case 2:
          return new Mutant("cyclic values", Pickles.cyclic(random));
        case 3:
          return new Mutant("promises", Pickles.promising(random));
        case 4, 5:
          return new Mutant("other global", Pickles.otherGlobal(entry.content(), random));
        case 6:
          return new Mutant("swapped global", Pickles.swappedGlobal(entry.content(), random));
        case 7:
          return new Mutant("other tuple", Pickles.otherTuple(entry.content(), random));
        default:
          break;
      }
    }
    return entry.content().length == 0
        ? new Mutant("filled", new byte[100])
        : ofFile(entry.content(), random.nextLong());
  }

  private static Mutant structure(List<RawZip.Entry> original, Random random) {
    List<RawZip.Entry> entries = new ArrayList<>(original);
    int at = random.nextInt(entries.size());
    RawZip.Entry entry = entries.get(at);
    String kind;
    switch (random.nextInt(5)) {
      case 0 -> {
        kind = "entry twice";
        entries.add(random.nextBoolean() ? entry : new RawZip.Entry(entry.name(), new byte[3]));
      }
      case 1 -> {
        kind = "contents swapped";
        RawZip.Entry other = entries.get(random.nextInt(entries.size()));
        entries.set(at, new RawZip.Entry(entry.name(), other.content()));
        entries.set(entries.indexOf(other), new RawZip.Entry(other.name(), entry.content()));
      }
      case 2 -> {
        kind = "order changed";
        Collections.shuffle(entries, random);
      }
      case 3 -> {
        kind = "other name";
        String name = NAMES[random.nextInt(NAMES.length)];
        entries.set(
            at,
            new RawZip.Entry(name.substring(0, Math.min(name.length(), 0xffff)), entry.content()));
      }
      default -> {
        kind = "entry missing";
        entries.remove(at);
      }
    }
    return new Mutant(kind + ": " + entry.name(), RawZip.of(entries));
  }

  /** Archives of some kilobytes that promise, or hold, much more. */
  private static Mutant bomb(List<RawZip.Entry> entries, Random random) {
    RawZip zip = new RawZip();
    RawZip.Entry entry = entries.get(random.nextInt(entries.size()));
    switch (random.nextInt(4)) {
      case 0 -> {
        entries.forEach(each -> zip.deflated(each == entry ? zeros(entry.name(), 20 << 20) : each));
        return new Mutant("zeros in " + entry.name(), zip.end());
      }
      case 1 -> {
        zip.deflated(zeros(entry.name(), 70 << 20));
        return new Mutant("many zeros in " + entry.name(), zip.end());
      }
      case 2 -> {
        entries.forEach(zip::stored);
        RawZip.Entry all = new RawZip.Entry("it/all", new byte[40_000]);
        zip.stored(all);
        for (int i = 0; i < 250; i++) {
          zip.again("it/" + i, all, 8_000_000);
        }
        return new Mutant("overlapping entries", zip.end());
      }
      default -> {
        byte[] inner = entries.get(0).content();
        for (int i = 0; i < 5; i++) {
          RawZip shell = new RawZip();
          for (int j = 0; j < 8; j++) {
            shell.deflated(new RawZip.Entry("it/" + j + ".zip", inner));
          }
          inner = shell.end();
        }
        zip.stored(new RawZip.Entry(entry.name(), inner));
        return new Mutant("nested archives in " + entry.name(), zip.end());
      }
    }
  }

  private static RawZip.Entry zeros(String name, int size) {
    byte[] zeros = new byte[size];
    Arrays.fill(zeros, (byte) (name.endsWith(".py") ? ' ' : 0));
    return new RawZip.Entry(name, zeros);
  }
}
