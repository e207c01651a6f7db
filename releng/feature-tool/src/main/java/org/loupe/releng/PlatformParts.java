package org.loupe.releng;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a package has in place of the built product's own: SWT's fragment and libtorch of another
 * platform, and a Java runtime.
 *
 * @param folder holds {@code org.eclipse.swt.*.jar}, {@code pytorch-jni-*.jar} and {@code
 *     pytorch-native-cpu-*.jar} as their makers publish them, and {@code jre/}; each may be missing
 *     for the platform that the product is built on
 */
record PlatformParts(Path folder) {
  private static final String NATIVES = "org.loupe.wrap.djl.natives";
  private static final Pattern SWT = Pattern.compile("org\\.eclipse\\.swt\\.\\w+\\.\\w+\\.\\w+");

  /** The folder of the Java runtime, if the package is to bring one. */
  Optional<Path> java() {
    Path java = folder.resolve("jre");
    return Files.isDirectory(java) ? Optional.of(java) : Optional.empty();
  }

  /**
   * The bundle that takes the place of one of the product's.
   *
   * @param own the product's file
   * @param work where bundles are made
   * @throws IOException if a part is missing
   */
  FeatureBundle inPlaceOf(FeatureBundle bundle, Path own, Platform platform, Path work)
      throws IOException {
    if (SWT.matcher(bundle.symbolicName()).matches()) {
      return FeatureBundle.of(bundle.id(), part("org.eclipse.swt."));
    }
    if (bundle.symbolicName().equals(NATIVES)) {
      Path made = work.resolve(bundle.fileName());
      Files.copy(own, made);
      JarMerge.keep(made, name -> name.startsWith("META-INF/MANIFEST.MF"));
      String binding = "jnilib/" + platform.natives() + "/";
      JarMerge.append(
          made,
          part("pytorch-jni-"),
          name -> name.equals("jnilib/pytorch.properties") || name.startsWith(binding));
      JarMerge.append(made, part("pytorch-native-cpu-"), name -> !name.startsWith("META-INF/"));
      return FeatureBundle.of(bundle.id(), made);
    }
    return bundle;
  }

  private Path part(String prefix) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        Optional<Path> found =
            files
                .filter(file -> file.getFileName().toString().startsWith(prefix))
                .filter(file -> file.getFileName().toString().endsWith(".jar"))
                .sorted()
                .findFirst();
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    throw new IOException(
        "Found no " + prefix + "*.jar in " + folder + "; releng/packages puts it there.");
  }
}
