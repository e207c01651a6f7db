package org.loupe.releng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aQute.bnd.osgi.repository.XMLResourceParser;
import aQute.bnd.osgi.resource.ResourceUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;

@DisplayName("A repository of feature archives")
class ArchiveRepositoryTest {
  @TempDir Path folder;

  private Path archive(String id, String jar, String version) throws IOException {
    Path archive = folder.resolve(id.split(":")[1] + ".zip");
    Path bundle = TestJars.bundle(folder.resolve(jar), "org.a", version);
    FeatureArchive.write(archive, id, "A", List.of(FeatureBundle.of("g:a:" + version, bundle)));
    return archive;
  }

  private Path write(String name, Path... archives) throws IOException {
    Path repository = folder.resolve(name);
    ArchiveRepository.write(repository, "Tests", List.of(archives));
    return repository;
  }

  private static Map<String, Resource> resources(Path repository) throws Exception {
    return XMLResourceParser.getResources(repository.resolve("index.xml").toUri()).stream()
        .collect(Collectors.toMap(ResourceUtils::getIdentity, resource -> resource));
  }

  @Test
  @DisplayName("holds archives and bundles, and an index with the digest and size of each")
  void digests() throws Exception {
    Path repository = write("r", archive("g:feature.a:1.0.0-SNAPSHOT", "a.jar", "1.0.0"));
    Map<String, Resource> resources = resources(repository);
    assertThat(resources.keySet()).containsExactlyInAnyOrder("feature.a", "org.a");
    Map<String, String> places =
        Map.of(
            "feature.a",
            "archives/feature.a-1.0.0.SNAPSHOT.zip",
            "org.a",
            "bundles/org.a-1.0.0.jar");
    for (Map.Entry<String, String> place : places.entrySet()) {
      Path file = repository.resolve(place.getValue());
      var content = ResourceUtils.getContentCapability(resources.get(place.getKey()));
      assertThat(content.osgi_content()).isEqualToIgnoringCase(FeatureBundle.digest(file));
      assertThat(content.size()).isEqualTo(Files.size(file));
      assertThat(content.url().toString()).endsWith(place.getValue());
    }
  }

  @Test
  @DisplayName("says which bundles a feature needs")
  void requirements() throws Exception {
    Resource feature =
        resources(write("r", archive("g:feature.a:1.0.0", "a.jar", "1.0.0"))).get("feature.a");
    assertThat(feature.getCapabilities("osgi.identity").get(0).getAttributes())
        .containsEntry("type", RepositoryIndex.FEATURE)
        .containsEntry("name", "A");
    assertThat(feature.getRequirements("osgi.identity"))
        .extracting(Requirement::getDirectives)
        .containsExactly(
            Map.of("filter", "(&(osgi.identity=org.a)(type=osgi.bundle)(version=1.0.0))"));
  }

  @Test
  @DisplayName("has the same bytes when it is written again, and nothing of what was there before")
  void again() throws Exception {
    Path archive = archive("g:feature.a:1.0.0", "a.jar", "1.0.0");
    Path first = write("r", archive);
    byte[] index = Files.readAllBytes(first.resolve("index.xml"));
    Files.writeString(first.resolve("bundles/old.jar"), "old");
    write("r", archive);
    assertThat(first.resolve("index.xml")).hasBinaryContent(index);
    assertThat(first.resolve("bundles/old.jar")).doesNotExist();
  }

  @Test
  @DisplayName("refuses two different bundles of one name and version")
  void twice() throws IOException {
    Path a = archive("g:feature.a:1.0.0", "a.jar", "1.0.0");
    Path bundle = TestJars.bundle(folder.resolve("b.jar"), "org.a", "1.0.0", "other");
    Path b = folder.resolve("b.zip");
    FeatureArchive.write(b, "g:feature.b:1.0.0", "B", List.of(FeatureBundle.of("g:a:1", bundle)));
    assertThatThrownBy(() -> write("r", a, b))
        .hasMessageContaining("two different files org.a-1.0.0.jar");
  }
}
