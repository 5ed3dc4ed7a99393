package org.lvsdirector.healthcheck;

/**
 * How a monitor does.
 *
 * @param subjects how many different things it probes
 * @param watches how many it tells the health of; equal subjects are probed once
 * @param ok results so far, by outcome
 * @param failed see {@code ok}
 * @param unable see {@code ok}
 * @param running probes under way
 * @param sentinels idle connections that are held
 * @param lateness of all probes so far
 * @param lack what this machine lacks at the moment, in words; empty when nothing
 */
public record MonitorStatus(
    int subjects,
    int watches,
    long ok,
    long failed,
    long unable,
    int running,
    int sentinels,
    Lateness lateness,
    String lack) {}
