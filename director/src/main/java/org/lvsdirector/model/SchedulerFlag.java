package org.lvsdirector.model;

import java.util.Locale;

/**
 * Options of the hashing schedulers, as ipvsadm names them.
 *
 * <p>The bits are the kernel's IP_VS_SVC_F_SCHED1 and IP_VS_SVC_F_SCHED2 (uapi linux/ip_vs.h),
 * whose meaning depends on the scheduler.
 */
public enum SchedulerFlag {
  SH_FALLBACK(Scheduler.SH, 0x08),
  SH_PORT(Scheduler.SH, 0x10),
  MH_FALLBACK(Scheduler.MH, 0x08),
  MH_PORT(Scheduler.MH, 0x10);

  private final Scheduler scheduler;
  private final int bit;

  SchedulerFlag(Scheduler scheduler, int bit) {
    this.scheduler = scheduler;
    this.bit = bit;
  }

  /** The one scheduler that knows this flag. */
  public Scheduler scheduler() {
    return scheduler;
  }

  /** The flag's bit in IPVS_SVC_ATTR_FLAGS. */
  public int bit() {
    return bit;
  }

  /** The name as the configuration writes it, e.g. {@code sh-port}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
