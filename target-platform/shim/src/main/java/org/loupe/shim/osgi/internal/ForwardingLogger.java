package org.loupe.shim.osgi.internal;

import java.lang.System.Logger.Level;
import org.eclipse.equinox.log.Logger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;
import org.osgi.service.log.LogService;
import org.osgi.service.log.LoggerConsumer;

/** Hands everything on to the {@link java.lang.System.Logger} of the same name. */
class ForwardingLogger implements Logger {
  private final System.Logger target;

  ForwardingLogger(String name) {
    this.target = System.getLogger(name);
  }

  @Override
  public String getName() {
    return target.getName();
  }

  private void write(Level level, LogMessage message) {
    target.log(level, message.text(), message.error());
  }

  @SuppressWarnings("deprecation") // The numbers of the old log service are what e4 sends.
  private static Level level(int number) {
    return switch (number) {
      case LogService.LOG_ERROR -> Level.ERROR;
      case LogService.LOG_WARNING -> Level.WARNING;
      case LogService.LOG_INFO -> Level.INFO;
      default -> Level.DEBUG;
    };
  }

  @Override
  public boolean isLoggable(int number) {
    return target.isLoggable(level(number));
  }

  @Override
  public void log(int number, String text) {
    target.log(level(number), text);
  }

  @Override
  public void log(int number, String text, @Nullable Throwable error) {
    target.log(level(number), text, error);
  }

  @Override
  public void log(@Nullable ServiceReference<?> reference, int number, String text) {
    log(number, text);
  }

  @Override
  public void log(
      @Nullable ServiceReference<?> reference, int number, String text, @Nullable Throwable error) {
    log(number, text, error);
  }

  @Override
  public void log(@Nullable Object context, int number, @Nullable String text) {
    log(context, number, text, null);
  }

  /** The platform's own log sends its status as context. */
  @Override
  public void log(
      @Nullable Object context, int number, @Nullable String text, @Nullable Throwable error) {
    target.log(level(number), text == null ? String.valueOf(context) : text, error);
  }

  @Override
  public boolean isTraceEnabled() {
    return target.isLoggable(Level.TRACE);
  }

  @Override
  public void trace(String text) {
    target.log(Level.TRACE, text);
  }

  @Override
  public void trace(String format, Object argument) {
    write(Level.TRACE, LogMessage.of(format, argument));
  }

  @Override
  public void trace(String format, Object first, Object second) {
    write(Level.TRACE, LogMessage.of(format, first, second));
  }

  @Override
  public void trace(String format, Object... arguments) {
    write(Level.TRACE, LogMessage.of(format, arguments));
  }

  @Override
  public <E extends Exception> void trace(LoggerConsumer<E> consumer) throws E {
    if (isTraceEnabled()) {
      consumer.accept(this);
    }
  }

  @Override
  public boolean isDebugEnabled() {
    return target.isLoggable(Level.DEBUG);
  }

  @Override
  public void debug(String text) {
    target.log(Level.DEBUG, text);
  }

  @Override
  public void debug(String format, Object argument) {
    write(Level.DEBUG, LogMessage.of(format, argument));
  }

  @Override
  public void debug(String format, Object first, Object second) {
    write(Level.DEBUG, LogMessage.of(format, first, second));
  }

  @Override
  public void debug(String format, Object... arguments) {
    write(Level.DEBUG, LogMessage.of(format, arguments));
  }

  @Override
  public <E extends Exception> void debug(LoggerConsumer<E> consumer) throws E {
    if (isDebugEnabled()) {
      consumer.accept(this);
    }
  }

  @Override
  public boolean isInfoEnabled() {
    return target.isLoggable(Level.INFO);
  }

  @Override
  public void info(String text) {
    target.log(Level.INFO, text);
  }

  @Override
  public void info(String format, Object argument) {
    write(Level.INFO, LogMessage.of(format, argument));
  }

  @Override
  public void info(String format, Object first, Object second) {
    write(Level.INFO, LogMessage.of(format, first, second));
  }

  @Override
  public void info(String format, Object... arguments) {
    write(Level.INFO, LogMessage.of(format, arguments));
  }

  @Override
  public <E extends Exception> void info(LoggerConsumer<E> consumer) throws E {
    if (isInfoEnabled()) {
      consumer.accept(this);
    }
  }

  @Override
  public boolean isWarnEnabled() {
    return target.isLoggable(Level.WARNING);
  }

  @Override
  public void warn(String text) {
    target.log(Level.WARNING, text);
  }

  @Override
  public void warn(String format, Object argument) {
    write(Level.WARNING, LogMessage.of(format, argument));
  }

  @Override
  public void warn(String format, Object first, Object second) {
    write(Level.WARNING, LogMessage.of(format, first, second));
  }

  @Override
  public void warn(String format, Object... arguments) {
    write(Level.WARNING, LogMessage.of(format, arguments));
  }

  @Override
  public <E extends Exception> void warn(LoggerConsumer<E> consumer) throws E {
    if (isWarnEnabled()) {
      consumer.accept(this);
    }
  }

  @Override
  public boolean isErrorEnabled() {
    return target.isLoggable(Level.ERROR);
  }

  @Override
  public void error(String text) {
    target.log(Level.ERROR, text);
  }

  @Override
  public void error(String format, Object argument) {
    write(Level.ERROR, LogMessage.of(format, argument));
  }

  @Override
  public void error(String format, Object first, Object second) {
    write(Level.ERROR, LogMessage.of(format, first, second));
  }

  @Override
  public void error(String format, Object... arguments) {
    write(Level.ERROR, LogMessage.of(format, arguments));
  }

  @Override
  public <E extends Exception> void error(LoggerConsumer<E> consumer) throws E {
    if (isErrorEnabled()) {
      consumer.accept(this);
    }
  }

  @Override
  public void audit(String text) {
    target.log(Level.INFO, text);
  }

  @Override
  public void audit(String format, Object argument) {
    write(Level.INFO, LogMessage.of(format, argument));
  }

  @Override
  public void audit(String format, Object first, Object second) {
    write(Level.INFO, LogMessage.of(format, first, second));
  }

  @Override
  public void audit(String format, Object... arguments) {
    write(Level.INFO, LogMessage.of(format, arguments));
  }
}
