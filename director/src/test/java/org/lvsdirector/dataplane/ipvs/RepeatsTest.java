package org.lvsdirector.dataplane.ipvs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.netlink.StructNlAttr;

class RepeatsTest {
  private final Repeats<String> repeats = new Repeats<>();
  private final List<String> decoded = new ArrayList<>();

  @Test
  void whatComesInTheSameBytesIsTheSameObject() throws Exception {
    List<Optional<String>> first = list("a", "b", "");
    assertThat(decoded).containsExactly("a", "b", "");
    List<Optional<String>> second = list("a", "b", "");
    assertThat(decoded).hasSize(3);
    assertThat(second)
        .isEqualTo(first)
        .containsExactly(Optional.of("a"), Optional.of("b"), Optional.empty());
    assertThat(second.get(1).get()).isSameAs(first.get(1).get());
  }

  @Test
  void whatHasChangedOrMovedIsDecodedAgain() throws Exception {
    list("a", "b", "c");
    decoded.clear();
    assertThat(list("a", "bb", "c", "d"))
        .extracting(Optional::get)
        .containsExactly("a", "bb", "c", "d");
    assertThat(decoded).containsExactly("bb", "d");
    decoded.clear();
    assertThat(list("bb", "c")).extracting(Optional::get).containsExactly("bb", "c");
    assertThat(decoded).containsExactly("bb", "c");
  }

  private List<Optional<String>> list(String... rows) throws Exception {
    repeats.begin();
    List<Optional<String>> values = new ArrayList<>();
    for (String row : rows) {
      ByteBuffer received = ByteBuffer.allocateDirect(row.length());
      received.put(row.getBytes(StandardCharsets.US_ASCII)).flip();
      values.add(repeats.next(new StructNlAttr(1, received), this::decode));
    }
    return values;
  }

  private Optional<String> decode(StructNlAttr row) {
    decoded.add(row.string());
    return row.string().isEmpty() ? Optional.empty() : Optional.of(row.string());
  }
}
