package org.loupe.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The digest of a card")
class CardDigestTest {
  /** Something that a card could be made of. */
  public record Said(String name, Map<String, Object> map, Set<String> set, int[] numbers) {}

  /** The same, which can say more. */
  public record SaidMore(
      String name, Map<String, Object> map, Set<String> set, int[] numbers, List<String> more) {}

  /** Nothing that a card could be made of. */
  public record Foreign(Path path) {}

  private static Said said(String name, Map<String, Object> map, int... numbers) {
    return new Said(name, map, Set.of("p", "q", "r"), numbers);
  }

  @Test
  @DisplayName("is of what it says, in whatever order maps and sets are")
  void content() {
    String digest = CardDigest.of(said("a", Map.of("x", 1, "y", true, "z", 0.5), 1, 2));
    assertThat(digest)
        .matches("[0-9a-f]{64}")
        .isEqualTo(CardDigest.of(said("a", Map.of("z", 0.5, "y", true, "x", 1), 1, 2)))
        .isNotEqualTo(CardDigest.of(said("b", Map.of("x", 1, "y", true, "z", 0.5), 1, 2)))
        .isNotEqualTo(CardDigest.of(said("a", Map.of("x", 1, "y", false, "z", 0.5), 1, 2)))
        .isNotEqualTo(CardDigest.of(said("a", Map.of("x", 1, "y", true, "z", 0.5), 2, 1)));
    assertThat(CardDigest.of(said("a\",\"numbers\":[1,", Map.of())))
        .isNotEqualTo(CardDigest.of(said("a", Map.of(), 1)));
  }

  @Test
  @DisplayName("stays where cards learn to say more, as long as nothing more is said")
  void empty() {
    Set<String> none = Set.of();
    String digest = CardDigest.of(new Said("a", Map.of(), none, new int[] {1}));
    assertThat(CardDigest.of(new SaidMore("a", Map.of(), none, new int[] {1}, List.of())))
        .isEqualTo(digest);
    assertThat(CardDigest.of(new SaidMore("a", Map.of(), none, new int[] {1}, List.of("m"))))
        .isNotEqualTo(digest);
  }

  @Test
  @DisplayName("is of nothing whose content cannot be told")
  void foreign() {
    Foreign foreign = new Foreign(Path.of("x"));
    assertThatIllegalArgumentException().isThrownBy(() -> CardDigest.of(foreign));
  }
}
