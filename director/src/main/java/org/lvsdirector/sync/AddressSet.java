package org.lvsdirector.sync;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import org.lvsdirector.sync.message.Hashes;

/** Addresses, asked for by their hashes: those of a million entries are not made objects of. */
final class AddressSet {
  private final long[] hashes;

  AddressSet(Collection<InetAddress> addresses) {
    hashes = addresses.stream().mapToLong(Hashes::of).sorted().toArray();
  }

  boolean contains(long hash) {
    return Arrays.binarySearch(hashes, hash) >= 0;
  }
}
