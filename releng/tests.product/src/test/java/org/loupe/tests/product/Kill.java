package org.loupe.tests.product;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.ClassPrepareEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.ClassPrepareRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Ends a process hard in the midst of a change. It watches from outside, as a debugger does, so
 * that the product needs nothing for it; and it counts the moments at which files or the framework
 * are about to be changed by the thread that makes the change.
 */
final class Kill implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** A method, of one signature where that is not empty. */
  private record Place(String type, String method, String signature) {
    List<Method> in(ReferenceType type) {
      return signature.isEmpty()
          ? type.methodsByName(method)
          : type.methodsByName(method, signature);
    }
  }

  private static final List<Place> FILES =
      List.of(
          new Place("java.nio.file.Files", "copy", ""),
          new Place("java.nio.file.Files", "move", ""),
          new Place("java.nio.file.Files", "delete", ""),
          new Place("org.loupe.extensions.internal.Staging", "close", ""));

  private static final List<Place> FRAMEWORK =
      List.of(
          new Place("org.apache.felix.framework.BundleImpl", "uninstall", ""),
          new Place("org.apache.felix.framework.BundleImpl", "start", "(I)V"),
          new Place(
              "org.apache.felix.framework.BundleContextImpl",
              "installBundle",
              "(Ljava/lang/String;)Lorg/osgi/framework/Bundle;"));

  private final Place begin;
  private final List<Place> moments;
  private final int point;
  private final ListeningConnector connector;
  private final Map<String, Connector.Argument> arguments;
  private final String address;
  private int passed;

  private Kill(Place begin, List<Place> moments, int point) throws IOException {
    this.begin = begin;
    this.moments = moments;
    this.point = point;
    connector =
        Bootstrap.virtualMachineManager().listeningConnectors().stream()
            .filter(each -> each.transport().name().equals("dt_socket"))
            .findFirst()
            .orElseThrow();
    arguments = connector.defaultArguments();
    arguments.get("localAddress").setValue("127.0.0.1");
    arguments.get("timeout").setValue(String.valueOf(PATIENCE.toMillis()));
    try {
      address = connector.startListening(arguments);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * While a change is made.
   *
   * @param point the moment, from 1
   */
  static Kill whileChanging(int point) throws IOException {
    List<Place> moments = Stream.concat(FILES.stream(), FRAMEWORK.stream()).toList();
    return new Kill(
        new Place("org.loupe.extensions.internal.Committer", "make", ""), moments, point);
  }

  /**
   * While the start tidies up after a change that was interrupted; that changes files only.
   *
   * @param point the moment, from 1
   */
  static Kill whileRecovering(int point) throws IOException {
    return new Kill(
        new Place("org.loupe.extensions.internal.Journal", "recover", ""), FILES, point);
  }

  /** Lets a Java process be watched. */
  String option() {
    return "-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=127.0.0.1:"
        + address.replaceFirst(".*:", "");
  }

  /** How many moments passed, the one at which it was ended included. */
  int passed() {
    return passed;
  }

  /** Returns when the process was ended, or ended by itself. */
  void watch(Process process) throws IOException, InterruptedException {
    VirtualMachine machine;
    try {
      machine = connector.accept(arguments);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IllegalStateException(e);
    }
    ClassPrepareRequest begins = machine.eventRequestManager().createClassPrepareRequest();
    begins.addClassFilter(begin.type());
    begins.enable();
    machine.resume();
    try {
      EventSet events = machine.eventQueue().remove(PATIENCE.toMillis());
      while (events != null) {
        for (Event event : events) {
          hear(event, process);
        }
        events.resume();
        events = machine.eventQueue().remove(PATIENCE.toMillis());
      }
      throw new IllegalStateException("nothing was heard of the process for " + PATIENCE);
    } catch (VMDisconnectedException ended) {
      // It is over, as it was to be.
      return;
    }
  }

  private void hear(Event event, Process process) throws InterruptedException {
    if (event instanceof ClassPrepareEvent prepared) {
      begin.in(prepared.referenceType()).forEach(method -> stopAt(method, null));
    } else if (event instanceof BreakpointEvent reached) {
      Method method = reached.location().method();
      if (method.declaringType().name().equals(begin.type())) {
        event.request().disable();
        count(event.virtualMachine(), reached.thread());
      } else if (++passed == point) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private void count(VirtualMachine machine, ThreadReference thread) {
    for (Place place : moments) {
      for (ReferenceType type : machine.classesByName(place.type())) {
        place.in(type).forEach(method -> stopAt(method, thread));
      }
    }
  }

  private static void stopAt(Method method, ThreadReference thread) {
    BreakpointRequest request =
        method.virtualMachine().eventRequestManager().createBreakpointRequest(method.location());
    if (thread != null) {
      request.addThreadFilter(thread);
    }
    request.enable();
  }

  @Override
  public void close() throws IOException {
    try {
      connector.stopListening(arguments);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IllegalStateException(e);
    }
  }
}
