package org.loupe.analysis;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import org.jspecify.annotations.Nullable;

/** Ascending numbers that never change, four bytes each: a lasso may enclose very many. */
final class PositionSet extends AbstractSet<Integer> {
  private final int[] ascending;
  private final int hash;

  private PositionSet(int[] ascending) {
    this.ascending = ascending;
    int sum = 0;
    for (int number : ascending) {
      sum += number;
    }
    // As java.util.Set wants it: the sum of the elements' own.
    this.hash = sum;
  }

  /** The numbers of an array, in any order, each once. */
  static PositionSet of(int[] numbers) {
    int[] sorted = numbers.clone();
    if (!isAscending(sorted)) {
      Arrays.sort(sorted);
    }
    int count = 0;
    for (int number : sorted) {
      if (count == 0 || sorted[count - 1] != number) {
        sorted[count++] = number;
      }
    }
    return new PositionSet(count == sorted.length ? sorted : Arrays.copyOf(sorted, count));
  }

  static PositionSet of(Collection<Integer> numbers) {
    return numbers instanceof PositionSet same
        ? same
        : of(numbers.stream().mapToInt(Integer::intValue).toArray());
  }

  private static boolean isAscending(int[] numbers) {
    for (int i = 1; i < numbers.length; i++) {
      if (numbers[i - 1] > numbers[i]) {
        return false;
      }
    }
    return true;
  }

  int[] toIntArray() {
    return ascending.clone();
  }

  @Override
  public int size() {
    return ascending.length;
  }

  @Override
  public boolean contains(@Nullable Object number) {
    return number instanceof Integer position && Arrays.binarySearch(ascending, position) >= 0;
  }

  @Override
  public Iterator<Integer> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < ascending.length;
      }

      @Override
      public Integer next() {
        if (next == ascending.length) {
          throw new NoSuchElementException();
        }
        return ascending[next++];
      }
    };
  }

  @Override
  public Spliterator<Integer> spliterator() {
    return Spliterators.spliterator(this, Spliterator.ORDERED | Spliterator.DISTINCT);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PositionSet set
        ? Arrays.equals(ascending, set.ascending)
        : super.equals(other);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
