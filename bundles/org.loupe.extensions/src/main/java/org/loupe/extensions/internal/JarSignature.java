package org.loupe.extensions.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.Signature;
import org.loupe.model.BadInputException;

/** Verifies a jar as the JDK does, reading all of it. */
final class JarSignature {
  private JarSignature() {}

  /**
   * Says who signed a jar.
   *
   * @param label what it is, for messages
   * @throws BadInputException if an entry was changed after it was signed, or added
   */
  static Signature of(Path file, String label) throws BadInputException, IOException {
    Set<CodeSigner> signers = null;
    boolean claimed = false;
    try (JarFile jar = new JarFile(file.toFile(), true)) {
      for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        read(jar, entry);
        claimed |= entry.getName().toUpperCase(Locale.ROOT).matches("META-INF/[^/]+\\.SF");
        if (isSigned(entry)) {
          Set<CodeSigner> own =
              entry.getCodeSigners() == null
                  ? new HashSet<>()
                  : new HashSet<>(Arrays.asList(entry.getCodeSigners()));
          if (signers == null) {
            signers = own;
          } else {
            signers.retainAll(own);
          }
        }
      }
    } catch (ZipException | EOFException e) {
      throw BoundedZip.damaged(label, e);
    } catch (SecurityException e) {
      throw new BadInputException(
          label
              + " was changed after it was signed ("
              + e.getMessage()
              + "); it is not installed. Get it again from where it is made.",
          e);
    }
    if (!claimed) {
      return new Signature(Signature.Kind.UNSIGNED, null);
    }
    if (signers == null || signers.isEmpty()) {
      throw new BadInputException(
          label
              + " is signed, but not all that is in it: something was added, or the signature is"
              + " broken. It is not installed.");
    }
    return judge(signers.iterator().next());
  }

  private static void read(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = new BoundedStream(jar.getInputStream(entry), BoundedZip.MOST_BYTES)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /** Signatures do not cover folders and themselves. */
  private static boolean isSigned(JarEntry entry) {
    String name = entry.getName().toUpperCase(Locale.ROOT);
    return !entry.isDirectory()
        && !name.equals(JarFile.MANIFEST_NAME)
        && !name.matches("META-INF/([^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]+)");
  }

  private static Signature judge(CodeSigner signer) {
    String name = null;
    if (signer.getSignerCertPath().getCertificates().get(0) instanceof X509Certificate first) {
      name = first.getSubjectX500Principal().getName();
    }
    return new Signature(
        isTrusted(signer) ? Signature.Kind.TRUSTED : Signature.Kind.UNKNOWN_SIGNER,
        commonName(name));
  }

  private static @Nullable String commonName(@Nullable String name) {
    return name == null ? null : name.replaceFirst("^(?:.*,)?CN=([^,]*).*$", "$1");
  }

  private static boolean isTrusted(CodeSigner signer) {
    try {
      PKIXParameters parameters = new PKIXParameters(anchors());
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX").validate(signer.getSignerCertPath(), parameters);
      return true;
    } catch (GeneralSecurityException e) {
      // That nobody known vouches for it is an answer, no failure.
      return false;
    }
  }

  private static Set<TrustAnchor> anchors() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    Set<TrustAnchor> anchors = new HashSet<>();
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        anchors.addAll(
            Arrays.stream(x509.getAcceptedIssuers())
                .map(issuer -> new TrustAnchor(issuer, null))
                .collect(Collectors.toSet()));
      }
    }
    return anchors;
  }
}
