package org.loupe.plots.swt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.loupe.model.Dimension;
import org.loupe.plots.render.Hit;
import org.loupe.plots.render.Zoom;

/** Who is told what people do with a canvas. */
final class CanvasListeners {
  private final List<Consumer<Zoom>> zoom = new ArrayList<>();
  private final List<Consumer<Optional<Hit>>> hover = new ArrayList<>();
  private final List<BiConsumer<Hit, SelectionMode>> select = new ArrayList<>();
  private final List<BiConsumer<Map<Dimension, int[]>, SelectionMode>> enclose = new ArrayList<>();
  private final List<Consumer<String>> export = new ArrayList<>();
  private final List<Predicate<Hit>> open = new ArrayList<>();

  void onZoom(Consumer<Zoom> listener) {
    zoom.add(listener);
  }

  void onHover(Consumer<Optional<Hit>> listener) {
    hover.add(listener);
  }

  void onSelect(BiConsumer<Hit, SelectionMode> listener) {
    select.add(listener);
  }

  void onOpen(Predicate<Hit> listener) {
    open.add(listener);
  }

  void onEnclose(BiConsumer<Map<Dimension, int[]>, SelectionMode> listener) {
    enclose.add(listener);
  }

  void onExport(Consumer<String> listener) {
    export.add(listener);
  }

  void zoomed(Zoom to) {
    zoom.forEach(listener -> listener.accept(to));
  }

  void hovered(Optional<Hit> hit) {
    hover.forEach(listener -> listener.accept(hit));
  }

  void selected(Hit hit, SelectionMode mode) {
    select.forEach(listener -> listener.accept(hit, mode));
  }

  /** Asks one after the other to open what is drawn at a place; says whether one did. */
  boolean opens(Hit hit) {
    return open.stream().anyMatch(listener -> listener.test(hit));
  }

  void enclosed(Map<Dimension, int[]> positions, SelectionMode mode) {
    enclose.forEach(listener -> listener.accept(positions, mode));
  }

  void exported(String what) {
    export.forEach(listener -> listener.accept(what));
  }
}
