package org.lvsdirector.ops.lab;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Command lines that start another program of this class path. */
public final class Jvm {
  private Jvm() {}

  /** A small JVM on {@code main}; works in any working directory. */
  public static String command(Class<?> main, int megabytes, String... arguments) {
    return System.getProperty("java.home")
        + "/bin/java -Xshare:auto -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx"
        + megabytes
        + "m -cp "
        + classPath()
        + " "
        + main.getName()
        + " "
        + String.join(" ", arguments);
  }

  static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
