package org.loupe.family.ncp.internal;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.loupe.checkpoint.StateDict;
import org.loupe.family.ncp.internal.NcpOptions.Assumed;
import org.loupe.model.BadInputException;

/**
 * Which package a file comes from.
 *
 * @param implementation the package
 * @param assumed says so where nothing in the file does; else empty
 */
record Origin(Implementation implementation, List<Assumed> assumed) {

  /**
   * What the card says, else what the names say, else what files of this kind mostly are.
   *
   * @throws BadInputException if the card names a package that is not known
   */
  static Origin of(StateDict dict, SavedWeights weights, CellNames cell, NcpOptions options)
      throws BadInputException {
    Optional<Implementation> said =
        options.choice(NcpOptions.IMPLEMENTATION, Implementation.class, Implementation::key);
    if (said.isPresent()) {
      return new Origin(said.get(), List.of());
    }
    if (weights.names().stream()
        .anyMatch(name -> name.startsWith(cell.path() + "backbone.layers."))) {
      return new Origin(Implementation.MLX, List.of());
    }
    String first = cell.isWired() ? cell.layers().values().iterator().next() : cell.path();
    boolean isWiring = cell.isWired() || cell.kind() == CellNames.Kind.LTC;
    if (isWiring) {
      // PyTorch's cells always save their masks, MLX's never do.
      return new Origin(
          weights.has(first + "sparsity_mask") ? Implementation.TORCH : Implementation.MLX,
          List.of());
    }
    Object format = dict.values().get("format");
    if ("mlx".equals(format) || "pt".equals(format)) {
      return new Origin(
          "mlx".equals(format) ? Implementation.MLX : Implementation.TORCH, List.of());
    }
    String name = String.valueOf(dict.file().getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".npz")) {
      return assumed(Implementation.MLX, "MLX saves .npz, PyTorch does not");
    } else if (name.endsWith(".safetensors")) {
      return assumed(Implementation.TORCH, "nothing in the file tells ncps from ncps-mlx");
    }
    return new Origin(Implementation.TORCH, List.of());
  }

  private static Origin assumed(Implementation implementation, String why) {
    return new Origin(
        implementation,
        List.of(
            new Assumed(
                NcpOptions.IMPLEMENTATION,
                implementation.key(),
                "It is taken for a network of "
                    + implementation.title()
                    + ", since "
                    + why
                    + "; x-ncp.implementation (torch, mlx) says otherwise.")));
  }
}
