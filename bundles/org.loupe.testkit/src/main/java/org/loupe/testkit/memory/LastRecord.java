package org.loupe.testkit.memory;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import java.util.List;

/**
 * What Java itself remembers of records: the types of the last one whose {@code equals}, {@code
 * hashCode} or {@code toString} was first called, in a cache of one entry, and with them its class
 * loader. That is no leak of ours, and gone when the next record follows; here one does.
 *
 * <p>To be copied into the bundle that uses it, so that the class loader that is remembered is one
 * that stays.
 */
public final class LastRecord {
  private record Next(LastRecord component) {}

  private LastRecord() {}

  /**
   * Makes it one of this bundle.
   *
   * @throws ReflectiveOperationException if Java no longer makes the methods of records like this
   */
  public static void forget() throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodHandle component =
        lookup.findVirtual(Next.class, "component", MethodType.methodType(LastRecord.class));
    List<MethodType> types =
        List.of(
            MethodType.methodType(boolean.class, Next.class, Object.class),
            MethodType.methodType(int.class, Next.class),
            MethodType.methodType(String.class, Next.class));
    List<String> names = List.of("equals", "hashCode", "toString");
    for (int i = 0; i < names.size(); i++) {
      try {
        ObjectMethods.bootstrap(
            lookup, names.get(i), types.get(i), Next.class, "component", component);
      } catch (ReflectiveOperationException | RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
