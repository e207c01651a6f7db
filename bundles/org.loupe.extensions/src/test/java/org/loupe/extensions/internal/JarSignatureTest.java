package org.loupe.extensions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.loupe.extensions.Signature;
import org.loupe.extensions.Signature.Kind;
import org.loupe.model.BadInputException;
import org.loupe.testkit.BundleJar;

@DisplayName("A jar's signature")
class JarSignatureTest {
  @TempDir Path folder;
  private Path signed;

  @BeforeEach
  void sign() throws Exception {
    KeyStore keys = TestKeys.make(folder, "CN=Somebody, O=Example");
    PrivateKey key = (PrivateKey) keys.getKey(TestKeys.ALIAS, TestKeys.PASSWORD);
    JarSigner signer =
        new JarSigner.Builder(
                key,
                CertificateFactory.getInstance("X.509")
                    .generateCertPath(List.of(keys.getCertificate(TestKeys.ALIAS))))
            .build();
    Path jar =
        new BundleJar("org.example.signed", "1.0.0").file("data", new byte[100]).write(folder);
    signed = folder.resolve("signed.jar");
    try (ZipFile zip = new ZipFile(jar.toFile());
        OutputStream out = Files.newOutputStream(signed)) {
      signer.sign(zip, out);
    }
  }

  @Test
  @DisplayName("names who made it, and asks for consent where nobody known vouches for that")
  void unknown() throws Exception {
    Signature signature = JarSignature.of(signed, "it");
    assertThat(signature).isEqualTo(new Signature(Kind.UNKNOWN_SIGNER, "Somebody"));
    assertThat(signature.needsConsent()).isTrue();
  }

  @Test
  @DisplayName("may be absent")
  void unsigned() throws Exception {
    Path jar = new BundleJar("org.example.plain", "1.0.0").write(folder);
    assertThat(JarSignature.of(jar, "it").kind()).isEqualTo(Kind.UNSIGNED);
  }

  @Test
  @DisplayName("is broken where an entry was changed")
  void changed() throws Exception {
    Path changed = copy("data", new byte[101], null);
    assertThatThrownBy(() -> JarSignature.of(changed, "it"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("it was changed after it was signed");
  }

  @Test
  @DisplayName("is broken where an entry was added")
  void added() throws Exception {
    Path changed = copy(null, null, "more");
    assertThatThrownBy(() -> JarSignature.of(changed, "it"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("something was added");
  }

  private Path copy(String replaced, byte[] content, String added) throws Exception {
    Path copy = folder.resolve("copy.jar");
    try (ZipFile zip = new ZipFile(signed.toFile());
        OutputStream out = Files.newOutputStream(copy);
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry entry : zip.stream().toList()) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        to.write(
            entry.getName().equals(replaced) ? content : zip.getInputStream(entry).readAllBytes());
      }
      if (added != null) {
        to.putNextEntry(new ZipEntry(added));
        to.write(1);
      }
    }
    return copy;
  }
}
