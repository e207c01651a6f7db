package org.loupe.extensions.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.felix.utils.resource.CapabilityImpl;
import org.apache.felix.utils.resource.RequirementImpl;
import org.apache.felix.utils.resource.ResourceImpl;
import org.loupe.model.BadInputException;
import org.osgi.framework.Version;

/**
 * Reads an OSGi repository index (Compendium R8, chapter 132), plain or compressed. Document types
 * and entities are refused, referrals to other indexes are not followed.
 */
final class RepositoryIndex {
  private static final long MOST_BYTES = 64L << 20;
  private static final int MOST_RESOURCES = 50_000;
  private static final int MOST_CHILDREN = 20_000;

  private final URI base;
  private final String label;
  private final XMLStreamReader xml;
  private final List<IndexedResource> resources = new ArrayList<>();

  private RepositoryIndex(URI base, String label, XMLStreamReader xml) {
    this.base = base;
    this.label = label;
    this.xml = xml;
  }

  /**
   * Reads one.
   *
   * @param base against which addresses in it are resolved
   * @param label what it is, for messages
   */
  static List<IndexedResource> read(Path file, URI base, String label) throws BadInputException {
    try (InputStream in = open(file);
        InputStream bounded = new BoundedStream(in, MOST_BYTES)) {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      RepositoryIndex index =
          new RepositoryIndex(base, label, factory.createXMLStreamReader(bounded));
      index.document();
      return index.resources;
    } catch (XMLStreamException | IOException | IllegalArgumentException e) {
      throw new BadInputException(label + " is no OSGi repository index: " + firstLine(e) + ".", e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }

  private static InputStream open(Path file) throws IOException {
    BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file));
    in.mark(2);
    boolean compressed = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return compressed ? new GZIPInputStream(in) : in;
  }

  private void document() throws XMLStreamException, BadInputException {
    boolean root = false;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw new XMLStreamException("it has a document type, which is not allowed");
      }
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      String element = xml.getLocalName();
      if (!root && !element.equals("repository")) {
        throw new XMLStreamException("it begins with '" + element + "', not with 'repository'");
      }
      root = true;
      if (element.equals("resource")) {
        resource();
      }
    }
  }

  private void resource() throws XMLStreamException, BadInputException {
    if (resources.size() == MOST_RESOURCES) {
      throw new XMLStreamException("it lists more than " + MOST_RESOURCES + " resources");
    }
    ResourceImpl resource = new ResourceImpl();
    int children = 0;
    while (!ends("resource")) {
      if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
        if (++children > MOST_CHILDREN) {
          throw new XMLStreamException(
              "a resource has more than " + MOST_CHILDREN + " capabilities and requirements");
        }
        child(resource);
      }
    }
    resources.add(IndexedResource.of(resource, base, label));
  }

  private void child(ResourceImpl resource) throws XMLStreamException {
    String kind = xml.getLocalName();
    String namespace = required("namespace");
    Map<String, String> directives = new HashMap<>();
    Map<String, Object> attributes = new HashMap<>();
    while (!ends(kind)) {
      if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "directive" -> directives.put(required("name"), required("value"));
          case "attribute" -> attributes.put(required("name"), value());
          default -> {
            // Later versions of the format may say more.
          }
        }
      }
    }
    switch (kind) {
      case "capability" ->
          resource.addCapability(new CapabilityImpl(resource, namespace, directives, attributes));
      case "requirement" ->
          resource.addRequirement(new RequirementImpl(resource, namespace, directives, attributes));
      default -> {
        // Later versions of the format may say more.
      }
    }
  }

  /** Moves on; whether an element ends there. */
  private boolean ends(String element) throws XMLStreamException {
    int event = xml.next();
    if (event == XMLStreamConstants.END_DOCUMENT) {
      throw new XMLStreamException("it ends within '" + element + "'");
    }
    return event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element);
  }

  private String required(String attribute) throws XMLStreamException {
    String value = xml.getAttributeValue(null, attribute);
    if (value == null) {
      throw new XMLStreamException(
          "'" + xml.getLocalName() + "' has no '" + attribute + "' in line " + line());
    }
    return value;
  }

  private int line() {
    return xml.getLocation().getLineNumber();
  }

  private Object value() throws XMLStreamException {
    String value = required("value");
    String type = xml.getAttributeValue(null, "type");
    if (type == null) {
      return value;
    }
    if (type.startsWith("List<") && type.endsWith(">")) {
      String element = type.substring("List<".length(), type.length() - 1);
      List<Object> list = new ArrayList<>();
      for (String part : split(value)) {
        list.add(typed(part, element));
      }
      return list;
    }
    return typed(value, type);
  }

  /** At commas, but for those behind a backslash. */
  private static List<String> split(String value) {
    return Arrays.stream(value.split("(?<!\\\\),"))
        .map(part -> part.strip().replaceAll("\\\\(.)", "$1"))
        .toList();
  }

  private static Object typed(String value, String type) throws XMLStreamException {
    try {
      return switch (type) {
        case "Version" -> Version.parseVersion(value);
        case "Long" -> Long.valueOf(value);
        case "Double" -> Double.valueOf(value);
        case "String" -> value;
        default -> throw new XMLStreamException("it has an attribute of the type '" + type + "'");
      };
    } catch (IllegalArgumentException e) {
      throw new XMLStreamException("'" + value + "' is no " + type, e);
    }
  }
}
