package org.lvsdirector.web;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;

/**
 * The Java process of a node.
 *
 * @param heapUsed bytes, likewise {@code heapMax}
 * @param collectionMillis how long it has collected garbage since its start, in all
 */
record ProcessUse(long heapUsed, long heapMax, int threads, long collectionMillis) {
  static ProcessUse now() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return new ProcessUse(
        heap.getUsed(),
        heap.getMax(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(it -> Math.max(0, it.getCollectionTime()))
            .sum());
  }
}
