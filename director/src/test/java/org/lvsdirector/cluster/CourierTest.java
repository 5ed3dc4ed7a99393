package org.lvsdirector.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.lvsdirector.cluster.membership.AloneMembership;

class CourierTest {
  @Test
  void whatCannotBeUnderstoodIsCountedAndDropped() throws Exception {
    Courier courier = new Courier(new AloneMembership("d1"));
    byte[] garbage = "<html>".getBytes(StandardCharsets.UTF_8);
    assertThat(courier.decode("d2", garbage)).isEmpty();
    assertThat(courier.decode("d2", garbage)).isEmpty();
    assertThat(courier.malformed()).isEqualTo(2);
    Message answer = new Message.Answer(1, Optional.empty());
    assertThat(courier.decode("d2", Wire.encode(answer))).contains(answer);
    CountDownLatch closed = new CountDownLatch(1);
    courier.close(closed::countDown);
    assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
  }
}
