package org.lvsdirector.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.lvsdirector.model.Addresses;

/**
 * Bounds how often something may happen to each address: a bucket that fills slowly. Of IPv6, where
 * everybody has many, networks of 64 bits count as one address. Thread-safe.
 */
final class Throttle {
  private static final int MOST = 10_000;

  private final double capacity;
  private final double perSecond;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * A throttle.
   *
   * @param capacity how often at once
   * @param perSecond how often in the long run
   * @param nanos a monotonic clock
   */
  Throttle(double capacity, double perSecond, LongSupplier nanos) {
    this.capacity = capacity;
    this.perSecond = perSecond;
    this.nanos = nanos;
  }

  private static final class Bucket {
    double left;
    long at;
  }

  /** Whether it may happen now; does not count. */
  synchronized boolean allows(String address) {
    return bucket(address).left >= 1;
  }

  /** Takes one; whether there was one to take. */
  synchronized boolean take(String address) {
    Bucket bucket = bucket(address);
    if (bucket.left < 1) {
      return false;
    }
    bucket.left--;
    return true;
  }

  private Bucket bucket(String address) {
    long now = nanos.getAsLong();
    Bucket bucket = buckets.computeIfAbsent(network(address), fresh -> full(now));
    bucket.left = Math.min(capacity, bucket.left + (now - bucket.at) / 1e9 * perSecond);
    bucket.at = now;
    if (buckets.size() > MOST) {
      buckets.remove(buckets.keySet().iterator().next());
    }
    return bucket;
  }

  private Bucket full(long now) {
    Bucket bucket = new Bucket();
    bucket.left = capacity;
    bucket.at = now;
    return bucket;
  }

  static String network(String address) {
    InetAddress parsed = Addresses.parse(address).orElse(null);
    return parsed instanceof Inet6Address
        ? Arrays.toString(Arrays.copyOf(parsed.getAddress(), 8))
        : address;
  }
}
