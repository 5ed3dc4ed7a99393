package org.lvsdirector.ops.node;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * A signal of the process, by {@code sun.misc.Signal}: Java has no other way to hear SIGHUP. By
 * reflection, because that class can not be named without a warning of the compiler, and warnings
 * fail the build.
 */
final class Signal {
  private final Object signal;
  private final Class<?> handlerType;

  /** The signal of this name, without SIG. */
  Signal(String name) {
    try {
      Class<?> type = Class.forName("sun.misc.Signal");
      signal = type.getConstructor(String.class).newInstance(name);
      handlerType = Class.forName("sun.misc.SignalHandler");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "cannot hear SIG" + name + "; this Java lacks jdk.unsupported", e);
    }
  }

  /**
   * Calls the action on each arrival, on a thread of the JVM.
   *
   * @return brings back what was in place before
   */
  Runnable handle(Runnable action) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                action.run();
                yield null;
              }
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              default -> signal.toString();
            };
    Object before =
        set(
            Proxy.newProxyInstance(
                Signal.class.getClassLoader(), new Class<?>[] {handlerType}, handler));
    return () -> set(before);
  }

  private Object set(Object handler) {
    try {
      return signal
          .getClass()
          .getMethod("handle", signal.getClass(), handlerType)
          .invoke(null, signal, handler);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalStateException("cannot hear " + signal, e);
    } catch (InvocationTargetException refused) {
      throw new IllegalStateException("cannot hear " + signal, refused.getCause());
    }
  }
}
