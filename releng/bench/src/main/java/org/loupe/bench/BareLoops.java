package org.loupe.bench;

import java.util.HashMap;
import java.util.Map;
import org.loupe.model.BadInputException;

/** Bare loops over batches of any size. */
final class BareLoops implements AutoCloseable {

  private final Material material;
  private final String head;
  private final Map<Integer, BareLoop> loops = new HashMap<>();

  BareLoops(Material material, String head) {
    this.material = material;
    this.head = head;
  }

  void forward(int size) {
    of(size).forward();
  }

  void forwardBackward(int size) {
    of(size).forwardBackward();
  }

  private BareLoop of(int size) {
    return loops.computeIfAbsent(
        size,
        windows -> {
          try {
            return new BareLoop(material.checkpoint(), material.windows().read(0, windows), head);
          } catch (BadInputException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Override
  public void close() {
    loops.values().forEach(BareLoop::close);
  }
}
