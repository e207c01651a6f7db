package org.loupe.workbench.internal.extensions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.extensions.AvailableExtension;
import org.loupe.extensions.BundleDetails;
import org.loupe.extensions.InstalledExtension;
import org.loupe.extensions.InstalledExtension.InstalledBundle;
import org.loupe.extensions.InstalledExtension.State;
import org.loupe.extensions.Signature;

@DisplayName("The list of extensions")
class ExtensionRowTest {
  private static InstalledExtension installed(
      String id, String version, State state, @Nullable String reason) {
    return new InstalledExtension(
        id,
        "The " + id,
        version,
        state,
        reason,
        "/" + id + ".jar",
        List.of(new InstalledBundle(id, version, "0".repeat(64), 51_412)));
  }

  private static AvailableExtension offered(String id, String version) {
    return new AvailableExtension(
        id, "The " + id, version, "Hides stretches", "Apache-2.0", 2_500_000, "/index.xml", null);
  }

  @Test
  @DisplayName("has what is installed first, each by name, with what is offered of it")
  void merged() {
    List<ExtensionRow> rows =
        ExtensionRow.of(
            List.of(installed("zebra", "1.0.0", State.IN_USE, null)),
            List.of(offered("zebra", "1.10.0"), offered("adder", "1.0.0")),
            "");
    assertThat(rows).extracting(ExtensionRow::id).containsExactly("zebra", "adder");
    assertThat(rows)
        .extracting(ExtensionRow::state)
        .containsExactly("in use, 1.10.0 is offered", "not installed");
    assertThat(rows).extracting(ExtensionRow::hasUpdate).containsExactly(true, false);
  }

  @Test
  @DisplayName("offers no update to an older version, nor to the same one; 1.10 is newer than 1.9")
  void updates() {
    for (String version : List.of("1.9.0", "1.8.0")) {
      assertThat(
              ExtensionRow.of(
                      List.of(installed("a", "1.9.0", State.DISABLED, null)),
                      List.of(offered("a", version)),
                      "")
                  .get(0)
                  .hasUpdate())
          .isFalse();
    }
    assertThat(
            new ExtensionRow(installed("a", "1.9.0", State.DISABLED, null), offered("a", "1.10.0"))
                .hasUpdate())
        .isTrue();
  }

  @Test
  @DisplayName("is searched by all words, in names and descriptions, whatever their case")
  void searched() {
    List<AvailableExtension> all = List.of(offered("occlusion", "1.0.0"), offered("lrp", "1.0.0"));
    assertThat(ExtensionRow.of(List.of(), all, "HIDES occl"))
        .extracting(ExtensionRow::id)
        .containsExactly("occlusion");
    assertThat(ExtensionRow.of(List.of(), all, "hides nothing")).isEmpty();
  }

  @Test
  @DisplayName("says why an extension cannot be used, and how large its bundles are")
  void words() {
    ExtensionRow row =
        new ExtensionRow(installed("a", "1.0.0", State.NOT_USABLE, "a needs b 2."), null);
    assertThat(ExtensionWords.of(row, List.of(), BundleFacts.UNKNOWN))
        .contains("a, not usable", "Why: a needs b 2.", "Bundle: a 1.0.0, 51 kB");
    assertThat(
            ExtensionWords.of(
                new ExtensionRow(null, offered("a", "1.0.0")), List.of(), BundleFacts.UNKNOWN))
        .contains("Licence: Apache-2.0", "Size: 2.5 MB, without what it needs");
  }

  @Test
  @DisplayName("says who signed what is installed, under which licence, and what it needs")
  void facts() {
    InstalledExtension a = installed("a", "1.0.0", State.IN_USE, null);
    BundleDetails details =
        new BundleDetails(
            a.bundles().get(0),
            "MIT",
            new Signature(Signature.Kind.UNKNOWN_SIGNER, "Ada"),
            List.of("Java 17", "org.loupe.analysis 1.3"));
    ExtensionRow row = new ExtensionRow(a, null);
    assertThat(ExtensionWords.of(row, List.of(), new BundleFacts(List.of(details), "")))
        .contains(
            "Bundle: a 1.0.0, 51 kB, licence MIT, signed by 'Ada', for whom nobody known vouches\n"
                + "It needs Java 17, org.loupe.analysis 1.3.");
    assertThat(ExtensionWords.of(row, List.of(), new BundleFacts(List.of(), "A file is gone.")))
        .contains("Who signed it and what it needs is not known: A file is gone.");
  }
}
