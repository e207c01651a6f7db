package org.loupe.method.ablation.internal;

import java.util.ArrayList;
import java.util.List;
import org.loupe.model.BadInputException;

/**
 * Something that is taken away: one thing, or two together.
 *
 * @param name unique among the items
 * @param layer what it belongs to: an attention's module, a grouping of channels; within it
 *     gradient importances are normalised
 * @param number of the attention head, of the module, of the group within its grouping; −1 of a
 *     pair
 * @param parts places of the single items it consists of: itself, or two others
 */
record Item(String name, String layer, int number, List<Integer> parts) {
  /** The most items that are evaluated, each on every window. */
  static final int MOST = 2000;

  /** Copies the list. */
  Item {
    parts = List.copyOf(parts);
  }

  /** A single item. */
  static Item single(String name, String layer, int number, int place) {
    return new Item(name, layer, number, List.of(place));
  }

  boolean isPair() {
    return parts.size() > 1;
  }

  /**
   * The items and, if wanted, every two of them that may be taken away together.
   *
   * @param across whether two of different layers may, as attention heads may and channel groups,
   *     which overlap, may not
   * @throws BadInputException if there would be too many
   */
  static List<Item> withPairs(List<Item> singles, boolean pairs, boolean across)
      throws BadInputException {
    List<Item> all = new ArrayList<>(singles);
    for (int i = 0; pairs && i < singles.size() && all.size() <= MOST; i++) {
      for (int j = i + 1; j < singles.size(); j++) {
        Item a = singles.get(i);
        Item b = singles.get(j);
        if (across || a.layer().equals(b.layer())) {
          all.add(new Item(a.name() + " + " + b.name(), "", -1, List.of(i, j)));
        }
      }
    }
    if (all.size() > MOST) {
      throw new BadInputException(
          singles.size()
              + " single items "
              + (pairs ? "make too many pairs" : "are too many")
              + ": at most "
              + MOST
              + " are evaluated; "
              + (pairs ? "choose pairs=false." : "choose over=attention_heads or channel_groups."));
    }
    return List.copyOf(all);
  }
}
