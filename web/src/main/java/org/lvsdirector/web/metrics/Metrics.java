package org.lvsdirector.web.metrics;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.Supplier;

/**
 * The metrics of a node. What is said of the node is read when Prometheus asks, so that what is no
 * longer configured is no longer told; how many series there are depends on the configuration
 * alone.
 */
public final class Metrics implements AutoCloseable {
  /** The type of what {@link #scrape} returns. */
  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Supplier<Reading> node;
  private final JvmGcMetrics collections = new JvmGcMetrics();

  /**
   * Measures the process.
   *
   * @param node is asked for each scrape, on its thread
   */
  public Metrics(Supplier<Reading> node) {
    this.node = node;
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** All of them, in Prometheus' text format. Takes a moment. */
  public String scrape() {
    Families families = new Families();
    Reading reading = node.get();
    new NodeMetrics(families).add(reading);
    new ServiceMetrics(families).add(reading.services());
    return families + registry.scrape(TYPE);
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
