package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Addresses;

class KernelQueueTest {
  private static final String HEAD =
      "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode ref pointer drops            \n";

  /** The kernel's own sender to the group. */
  private static final String SENDER =
      "  183: 860110AC:AC37 510000E0:2290 01 00000000:00000000 00:00000000 00000000     0        0"
          + " 338 2 0000000071473eb2 0           \n";

  private static final String OTHER =
      "   68: 00000000:0044 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0"
          + " 301 2 0000000024d2f7a1 5           \n";

  private static final String LISTENER =
      "  455: 510000E0:2290 00000000:0000 07 00000000:00012B00 00:00000000 00000000     0        0"
          + " 340 2 00000000e75c9a63 17          \n";

  private final KernelQueue queue =
      new KernelQueue(Addresses.parse("224.0.0.81").orElseThrow(), 8848);

  @Test
  void whatWaitsAndWhatWasDropped() throws IOException {
    assertThat(queue.state(HEAD + OTHER + LISTENER)).isEqualTo(new KernelQueue.State(0x12B00, 17));
  }

  @Test
  void whoeverSendsThereIsAnother() throws IOException {
    assertThat(queue.state(HEAD + SENDER + LISTENER)).isEqualTo(new KernelQueue.State(0x12B00, 17));
    assertThatThrownBy(() -> queue.state(HEAD + OTHER + SENDER))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("224.0.0.81:8848");
  }
}
