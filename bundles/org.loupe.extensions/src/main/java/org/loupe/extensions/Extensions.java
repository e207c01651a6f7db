package org.loupe.extensions;

import java.util.List;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What is installed besides the product, and how that is changed.
 *
 * <p>A service. Safe for use by several threads. Changes come one after the other, and one process
 * at a time may make them in a state folder; another is told so. Whoever wants to hear of changes
 * registers an {@link ExtensionsListener}.
 */
@ProviderType
public interface Extensions {
  /** The installed extensions, by name; those that cannot be used say why. */
  List<InstalledExtension> installed();

  /**
   * Reads what the bundles of an installed extension say of themselves, and verifies their
   * signatures. That takes as long as reading their files does.
   *
   * @param id of an installed extension
   * @return ordered by symbolic name
   * @throws BadInputException if there is no such extension, or a file of it is missing or damaged
   * @throws ExtensionException if a file cannot be read
   */
  List<BundleDetails> details(String id) throws BadInputException, ExtensionException;

  /**
   * Reads what is to be installed, or installed in a newer version, and works out what that takes.
   * Nothing is changed, and nothing in it is executed.
   *
   * @param source a jar, a feature archive or a repository index: a file's path or an https
   *     address; or the name of an extension in one of the {@link #repositories()}. An index must
   *     offer a single extension; otherwise add it to the repositories and name one.
   * @return to be closed
   * @throws BadInputException if it is not what it should be; the message says what was found
   * @throws ExtensionException if it cannot be had, or there is no room
   */
  Plan install(String source, Progress progress) throws BadInputException, ExtensionException;

  /**
   * Works out what brings an extension to the newest version that its repositories offer; {@link
   * Plan#changesNothing()} where it is the newest.
   *
   * @param id of an installed extension
   * @return to be closed
   * @throws BadInputException if there is no such extension, or nobody offers it
   * @throws ExtensionException if a repository cannot be read
   */
  Plan update(String id, Progress progress) throws BadInputException, ExtensionException;

  /**
   * Works out what removing an extension takes, and says which others need it.
   *
   * @param id of an installed extension
   * @return to be closed
   * @throws BadInputException if there is no such extension
   */
  Plan uninstall(String id) throws BadInputException, ExtensionException;

  /**
   * Works out what it takes to use an extension that was disabled, or no longer to use one.
   *
   * @param id of an installed extension
   * @return to be closed
   * @throws BadInputException if there is no such extension
   */
  Plan enable(String id, boolean enabled) throws BadInputException, ExtensionException;

  /**
   * What the repositories offer; the newest version of each extension.
   *
   * @throws ExtensionException if none of them can be read; those that cannot be are else left out
   *     and logged
   */
  List<AvailableExtension> available(Progress progress)
      throws BadInputException, ExtensionException;

  /** The addresses of the repositories' indexes, in the order in which they were added. */
  List<String> repositories();

  /**
   * Adds a repository. Its index is read, so that a wrong address is noticed at once.
   *
   * @param address an https address or a file's path, of an OSGi repository index ({@code .xml} or
   *     {@code .xml.gz})
   * @throws BadInputException if it is no index, or is there already
   */
  void addRepository(String address, Progress progress)
      throws BadInputException, ExtensionException;

  /**
   * Removes a repository; what was installed from it stays.
   *
   * @throws BadInputException if there is no such repository
   */
  void removeRepository(String address) throws BadInputException, ExtensionException;
}
