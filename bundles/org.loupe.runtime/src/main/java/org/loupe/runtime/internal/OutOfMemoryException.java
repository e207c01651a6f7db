package org.loupe.runtime.internal;

/** The host or the device had not enough memory for a micro-batch; a smaller one may do. */
final class OutOfMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutOfMemoryException(Throwable cause) {
    super(cause);
  }
}
