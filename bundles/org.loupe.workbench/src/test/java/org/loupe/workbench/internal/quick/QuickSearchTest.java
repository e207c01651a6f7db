package org.loupe.workbench.internal.quick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Quick search")
class QuickSearchTest {
  private final QuickSource views = source("Views", "Saliency", "Sensors", "States");
  private final QuickSource help = source("Help", "Saliency", "User guide");

  @Test
  @DisplayName("groups by kind in the order of the sources")
  void groups() {
    assertThat(find("sal", List.of()))
        .extracting(hit -> hit.kind() + " " + hit.entry().title())
        .containsExactly("Views Saliency", "Help Saliency");
  }

  @Test
  @DisplayName("puts what was used last first")
  void recent() {
    assertThat(find("s", List.of("Views:States", "Views:Sensors")))
        .filteredOn(hit -> hit.kind().equals("Views"))
        .extracting(hit -> hit.entry().title())
        .containsExactly("States", "Sensors", "Saliency");
  }

  @Test
  @DisplayName("leaves out poor matches where there are good ones")
  void poor() {
    QuickSource channels = source("Channels", "spindle_front.Ax");
    assertThat(QuickSearch.find("sen", List.of(views, channels), List.of(), () -> false))
        .extracting(hit -> hit.entry().title())
        .startsWith("Sensors")
        .doesNotContain("spindle_front.Ax");
    assertThat(QuickSearch.find("spfr", List.of(views, channels), List.of(), () -> false))
        .extracting(hit -> hit.entry().title())
        .containsExactly("spindle_front.Ax");
  }

  @Test
  @DisplayName("shows a few of each kind only")
  void few() {
    String[] many = IntStream.range(0, 10_000).mapToObj(i -> "channel " + i).toArray(String[]::new);
    assertThat(QuickSearch.find("ch 77", List.of(source("Channels", many)), List.of(), () -> false))
        .hasSize(QuickSearch.MOST_OF_A_KIND)
        .first()
        .extracting(hit -> hit.entry().title())
        .isEqualTo("channel 77");
  }

  @Test
  @DisplayName("ends when nobody waits for it")
  void stale() {
    String[] many = IntStream.range(0, 1000).mapToObj(i -> "channel " + i).toArray(String[]::new);
    assertThatThrownBy(
            () -> QuickSearch.find("c", List.of(source("Channels", many)), List.of(), () -> true))
        .isInstanceOf(CancellationException.class);
  }

  private List<QuickSearch.Hit> find(String query, List<String> recent) {
    return QuickSearch.find(query, List.of(views, help), recent, () -> false);
  }

  private static QuickSource source(String kind, String... titles) {
    List<QuickEntry> entries =
        List.of(titles).stream()
            .map(title -> new QuickEntry(kind + ":" + title, title, "", "", () -> {}))
            .toList();
    return new QuickSource() {
      @Override
      public String kind() {
        return kind;
      }

      @Override
      public List<QuickEntry> entries(String query) {
        return entries;
      }
    };
  }
}
