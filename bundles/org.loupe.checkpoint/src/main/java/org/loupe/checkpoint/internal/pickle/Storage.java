package org.loupe.checkpoint.internal.pickle;

/**
 * Where a tensor's numbers stand.
 *
 * @param type PyTorch's name: {@code FloatStorage}
 * @param key of the storage in the file
 * @param elements how many it says it has
 * @param viewOffset elements to skip, in old files that share storages
 */
public record Storage(String type, String key, long elements, long viewOffset) {}
