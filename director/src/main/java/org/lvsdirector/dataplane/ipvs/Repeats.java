package org.lvsdirector.dataplane.ipvs;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.StructNlAttr;

/**
 * Remembers what the rows of a table were decoded to. One that comes in the same bytes as the row
 * at its turn the last time is not decoded again: it is the same object. Thousands of services that
 * stand still cost next to nothing so.
 */
final class Repeats<T> {
  private List<Row<T>> before = List.of();
  private List<Row<T>> now = new ArrayList<>();

  /** Bytes, and what they mean; empty where they mean nothing. */
  private record Row<T>(ByteBuffer bytes, Optional<T> value) {}

  /** Decodes a row. */
  @FunctionalInterface
  interface Decoder<T> {
    Optional<T> decode(StructNlAttr row) throws NetlinkException;
  }

  /** A listing begins from its start. */
  void begin() {
    before = now;
    now = new ArrayList<>(before.size());
  }

  /** The value of the listing's next row. */
  Optional<T> next(StructNlAttr row, Decoder<T> decoder) throws NetlinkException {
    int turn = now.size();
    Row<T> last = turn < before.size() ? before.get(turn) : null;
    if (last == null || !last.bytes.equals(row.value())) {
      last = new Row<>(ByteBuffer.wrap(row.bytes()), decoder.decode(row));
    }
    now.add(last);
    return last.value;
  }
}
