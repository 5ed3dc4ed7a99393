package org.lvsdirector.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example in the module's README compiles, and does what is said of it. */
class ReadmeTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @Test
  void theExampleWatchesAServer() throws Exception {
    Matcher example = JAVA.matcher(Files.readString(Path.of("README.md")));
    assertThat(example.find()).isTrue();
    Path source = Files.writeString(folder.resolve("Example.java"), example.group(1));
    compile(source);
    BlockingQueue<HealthChange> changes = new LinkedBlockingQueue<>();
    Consumer<HealthChange> tell = changes::add;
    try (URLClassLoader loader =
            new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      HealthMonitor monitor =
          (HealthMonitor)
              loader
                  .loadClass("Example")
                  .getMethod("watch", String.class, int.class, Consumer.class)
                  .invoke(null, "127.0.0.1", server.getLocalPort(), tell);
      HealthChange first = changes.poll(60, TimeUnit.SECONDS);
      assertThat(first).isNotNull();
      assertThat(first.after().up()).isTrue();
      assertThat(monitor.health(first.watch()).up()).isTrue();
      Await.get(monitor.close());
    }
  }

  private void compile(Path source) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options =
        List.of("-d", folder.toString(), "-classpath", System.getProperty("java.class.path"));
    boolean compiled =
        compiler
            .getTask(
                said,
                null,
                null,
                options,
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call();
    assertThat(compiled).as(said.toString()).isTrue();
  }
}
