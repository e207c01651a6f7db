package org.loupe.model;

/**
 * What computes.
 *
 * @param name of the engine: {@code PyTorch}
 * @param version of the engine: {@code 2.7.1}
 * @param binding and its version: {@code DJL 0.35.1}
 */
public record EngineInfo(String name, String version, String binding) {}
