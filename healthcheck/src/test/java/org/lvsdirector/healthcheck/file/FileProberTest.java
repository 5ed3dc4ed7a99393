package org.lvsdirector.healthcheck.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.Await;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Weight;
import org.lvsdirector.healthcheck.testing.Watches;

class FileProberTest {
  private final Vertx vertx = Vertx.vertx();
  private final FileProber prober = new FileProber(vertx);
  @TempDir Path folder;

  @AfterEach
  void stop() throws Exception {
    prober.close();
    Await.get(vertx.close());
  }

  @Test
  void takesWeightAndStateFromTheFirstLine() throws Exception {
    Path file = Files.writeString(folder.resolve("state"), "50%\nmaint\n");
    ProbeResult half = probe(file);
    assertThat(half.ok()).as(half.text()).isTrue();
    assertThat(half.text()).matches("file .*/state: says 50% after \\d+ ms");
    assertThat(half.findings().weight()).contains(new Weight.Percent(50));
    Files.writeString(file, "down # for the night");
    assertThat(probe(file).outcome()).isEqualTo(Outcome.FAILED);
    Files.writeString(file, "");
    assertThat(probe(file).text()).contains("says , which means nothing");
  }

  @Test
  void tellsAFileThatIsNotThereFromOneThatCannotBeRead() throws Exception {
    ProbeResult missing = probe(folder.resolve("none"));
    assertThat(missing.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(missing.text()).contains("does not exist");
    assertThat(probe(folder).outcome()).as("a folder").isEqualTo(Outcome.UNABLE);
  }

  private ProbeResult probe(Path file) throws Exception {
    return Await.get(prober.probe(Watches.of(1, new FileProbe(file))));
  }
}
