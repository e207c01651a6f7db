package org.loupe.releng;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The sum of a folder's {@code TEST-*.xml} files. Tests inside the framework pass silently where
 * the tester found none, so somebody has to count.
 */
record TestReports(int run, int failures, int errors, int skipped) {

  static TestReports read(Path folder) throws IOException {
    TestReports sum = new TestReports(0, 0, 0, 0);
    if (!Files.isDirectory(folder)) {
      return sum;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> reports =
          files.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml")).toList();
      for (Path report : reports) {
        sum = sum.plus(readSuite(report));
      }
    }
    return sum;
  }

  private static TestReports readSuite(Path report) throws IOException {
    try (InputStream in = Files.newInputStream(report)) {
      XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(in);
      TestReports sum = new TestReports(0, 0, 0, 0);
      while (xml.hasNext()) {
        if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("testsuite")) {
          sum =
              sum.plus(
                  new TestReports(
                      count(xml, "tests"),
                      count(xml, "failures"),
                      count(xml, "errors"),
                      count(xml, "skipped")));
        }
      }
      return sum;
    } catch (XMLStreamException e) {
      throw new IOException("Cannot read test report " + report + ": " + e.getMessage(), e);
    }
  }

  private static int count(XMLStreamReader xml, String attribute) {
    String value = xml.getAttributeValue(null, attribute);
    return value == null ? 0 : Integer.parseInt(value);
  }

  private TestReports plus(TestReports other) {
    return new TestReports(
        run + other.run, failures + other.failures, errors + other.errors, skipped + other.skipped);
  }

  /** Returns the line that Surefire would print. */
  String summary() {
    return "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d"
        .formatted(run, failures, errors, skipped);
  }

  /** Fails where a test failed or none ran. */
  void requireSuccess() throws IOException {
    if (failures + errors > 0) {
      throw new IOException("Tests failed: " + summary());
    }
    if (run - skipped <= 0) {
      throw new IOException("No test ran, expected at least one: " + summary());
    }
  }
}
