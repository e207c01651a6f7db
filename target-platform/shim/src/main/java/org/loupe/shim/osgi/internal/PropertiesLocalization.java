package org.loupe.shim.osgi.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ListResourceBundle;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import org.eclipse.osgi.service.localization.BundleLocalization;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** Reads a bundle's default texts. Loupe speaks English, so the locale is not looked at. */
final class PropertiesLocalization implements BundleLocalization {
  private static final ResourceBundle NONE =
      new ListResourceBundle() {
        @Override
        protected Object[][] getContents() {
          return new Object[0][];
        }
      };

  @Override
  public ResourceBundle getLocalization(Bundle bundle, @Nullable String locale) {
    String base = bundle.getHeaders("").get(Constants.BUNDLE_LOCALIZATION);
    if (base == null) {
      base = Constants.BUNDLE_LOCALIZATION_DEFAULT_BASENAME;
    }
    URL texts = bundle.getEntry(base + ".properties");
    if (texts == null) {
      return NONE;
    }
    try (InputStream in = texts.openStream()) {
      return new PropertyResourceBundle(in);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + texts + " of " + bundle + '.', e);
    }
  }
}
