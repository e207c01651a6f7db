package org.loupe.extensions.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.loupe.extensions.ExtensionException;
import org.loupe.model.BadInputException;
import org.loupe.model.Progress;

/** Brings files here, from this machine or through https. */
final class Fetch {
  private static final Duration CONNECT = Duration.ofSeconds(20);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration STILL = Duration.ofSeconds(60);
  private static final int FOUND = 200;

  private final Supplier<HttpClient> client;

  Fetch() {
    this(
        () ->
            HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                // Never from https to http.
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build());
  }

  Fetch(Supplier<HttpClient> client) {
    this.client = client;
  }

  /** Whether people mean an address and no file. */
  static boolean isAddress(String source) {
    return source.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
  }

  /**
   * The address of a file or of what stands there.
   *
   * @throws BadInputException if it is neither a path nor an https or file address
   */
  static URI address(String source) throws BadInputException {
    try {
      URI address = isAddress(source) ? new URI(source) : Path.of(source).toAbsolutePath().toUri();
      requireScheme(address);
      return address;
    } catch (java.net.URISyntaxException | java.nio.file.InvalidPathException e) {
      throw new BadInputException(
          "'" + source + "' is neither a file nor an address: " + e.getMessage() + ".", e);
    }
  }

  private static void requireScheme(URI address) throws BadInputException {
    String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("file")) {
      throw new BadInputException(
          address
              + " is not https; over other ways anybody could change what comes. Use https or"
              + " a file.");
    }
  }

  /**
   * Copies what is there.
   *
   * @param most bytes that are accepted
   * @return its digest
   */
  String copy(URI address, Path to, long most, Progress progress)
      throws BadInputException, ExtensionException, IOException {
    requireScheme(address);
    if (!isFile(address)) {
      return download(address, to, most, progress);
    }
    Path file = path(address);
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          "There is no file " + file + (Files.exists(file) ? ", but a folder." : "."));
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Digests.copy(in, to, file.getFileName().toString(), most, Files.size(file), progress);
    } catch (NoSuchFileException | java.nio.file.AccessDeniedException e) {
      throw new BadInputException(file + " cannot be read.", e);
    }
  }

  static boolean isFile(URI address) {
    return "file".equalsIgnoreCase(address.getScheme());
  }

  private static Path path(URI address) throws BadInputException {
    try {
      return Path.of(address);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          address + " is no address of a file; file:///… was expected, or a path.", e);
    }
  }

  private String download(URI address, Path to, long most, Progress progress)
      throws BadInputException, ExtensionException, IOException {
    HttpResponse<InputStream> response;
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER).build();
      response = client.get().send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(address + " is no https address of a file.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } catch (IOException e) {
      throw new ExtensionException(
          address + " does not answer (" + reason(e) + "); is there a connection?", e);
    }
    try (InputStream body = new DownloadGuard(response.body(), STILL, progress)) {
      if (response.statusCode() != FOUND) {
        throw new ExtensionException(
            address + " answers " + response.statusCode() + " instead of a file.");
      }
      long size = response.headers().firstValueAsLong("Content-Length").orElse(0);
      return Digests.copy(body, to, address.toString(), most, size, progress);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new ExtensionException(
          address + " was not read to its end (" + reason(e) + "); try again.", e);
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
