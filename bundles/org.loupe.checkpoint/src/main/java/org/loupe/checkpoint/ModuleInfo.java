package org.loupe.checkpoint;

/**
 * A sub-module of a TorchScript model.
 *
 * @param path from the model: {@code encoder.layers.0}
 * @param type the class: {@code torch.nn.modules.linear.Linear}
 */
public record ModuleInfo(String path, String type) {}
