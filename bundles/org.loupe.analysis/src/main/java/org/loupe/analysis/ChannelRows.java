package org.loupe.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the rows of tables of channels begin: with the rank, the channel's number, name and group,
 * and a mean over windows with the ends of its interval.
 *
 * @param names of the channels
 * @param means one column per channel
 */
public record ChannelRows(ChannelNames names, Bootstrap.Means means) {

  /**
   * The titles of the columns.
   *
   * @param mean what the means are of
   * @param more titles of columns that follow
   */
  public List<String> titles(String mean, String... more) {
    List<String> titles =
        new ArrayList<>(List.of("rank", "channel", "name", names.grouping(), mean, "low", "high"));
    titles.addAll(Arrays.asList(more));
    return titles;
  }

  /**
   * The row of a channel.
   *
   * @param rank from 1
   * @param more cells that follow
   */
  public List<Object> row(int rank, int channel, Object... more) {
    Interval interval = means.interval(channel);
    List<Object> row =
        new ArrayList<>(
            List.of(
                rank,
                channel,
                names.name(channel),
                names.group(channel),
                means.mean()[channel],
                Interval.lowerEnd(interval),
                Interval.upperEnd(interval)));
    row.addAll(Arrays.asList(more));
    return row;
  }
}
