package org.loupe.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.loupe.model.Progress;

@DisplayName("Rows of channels")
class ChannelRowsTest {
  @Test
  @DisplayName("begin with rank, channel and mean, and have as many cells as there are titles")
  void cells() {
    ChannelRows rows =
        new ChannelRows(
            new ChannelNames(null),
            Bootstrap.means(new float[] {1, 2}, 2, Resampling.windows(1), 42, Progress.none()));
    assertThat(rows.titles("drop", "share"))
        .containsExactly("rank", "channel", "name", "group", "drop", "low", "high", "share");
    assertThat(rows.row(1, 1, 0.5))
        .containsExactly(1, 1, "channel 1", "", 2.0, Double.NaN, Double.NaN, 0.5);
  }
}
