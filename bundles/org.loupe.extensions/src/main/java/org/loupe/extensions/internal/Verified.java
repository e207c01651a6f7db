package org.loupe.extensions.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.loupe.extensions.ExtensionException;
import org.loupe.extensions.InstalledExtension.InstalledBundle;
import org.loupe.extensions.PlannedBundle;
import org.loupe.extensions.PlannedBundle.Action;
import org.loupe.extensions.Signature;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;

/**
 * A bundle whose file is here and is what was promised.
 *
 * @param bundle its name, version, digest and size
 * @param licence as it stands there
 * @param signature who vouches for it
 */
record Verified(Path file, InstalledBundle bundle, @Nullable String licence, Signature signature) {

  /** Fetches what is not here, and looks at all of it. */
  static List<Verified> all(List<Offer> offers, Fetch fetch, Staging staging, Progress progress)
      throws BadInputException, ExtensionException, IOException {
    List<Verified> verified = new ArrayList<>();
    for (Offer offer : offers) {
      progress.checkCancelled();
      verified.add(of(offer, fetch, staging, progress));
      progress.report("verifying", verified.size(), offers.size());
    }
    return verified;
  }

  private static Verified of(Offer offer, Fetch fetch, Staging staging, Progress progress)
      throws BadInputException, ExtensionException, IOException {
    String label = offer.identity().toString();
    Content content = offer.content();
    Path file;
    String digest;
    if (content instanceof Content.There there) {
      file = staging.fresh(".jar");
      long most = there.size() > 0 ? there.size() : BoundedZip.MOST_BYTES;
      digest = fetch.copy(there.address(), file, most, progress);
    } else {
      file = ((Content.Here) content).file();
      digest = Digests.of(file);
    }
    if (!digest.equals(content.sha256())) {
      throw FeatureArchive.wrongDigest(label, content.sha256(), digest);
    }
    Identity own = BundleFile.read(file, label).identity();
    if (!own.symbolicName().equals(offer.identity().symbolicName())
        || !own.version().equals(offer.identity().version())) {
      throw new BadInputException(label + " is " + own + " by its own manifest.");
    }
    return new Verified(
        file,
        new InstalledBundle(own.symbolicName(), own.version().toString(), digest, Files.size(file)),
        own.licence(),
        JarSignature.of(file, label));
  }

  /** As it is shown to whom is asked for consent. */
  PlannedBundle shown() {
    return new PlannedBundle(
        bundle.symbolicName(),
        bundle.version(),
        Action.INSTALL,
        null,
        bundle.size(),
        bundle.sha256(),
        licence,
        signature);
  }
}
