package org.lvsdirector.netfilter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.config.NetfilterKind;
import org.lvsdirector.model.EventSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at the packet filter after the other. What the kernel lists right after new rules were
 * put in force is remembered; any other listing means that somebody has changed them, and is never
 * learnt, even where it comes right after a repair. One thread.
 */
final class FilterPass {
  private static final Logger log = LoggerFactory.getLogger(FilterPass.class);
  private static final int LINES_SHOWN = 3;

  private final Opener opener;
  private final EventSink events;
  private RuleTable table;
  private FullnatRules applied;
  private List<String> listing = List.of();
  private String fault = "";
  private boolean looked;

  /** Finds a packet filter that works. */
  @FunctionalInterface
  private interface Opener {
    RuleTable open() throws IOException;
  }

  /** Looks through whatever works here. */
  FilterPass(NetfilterKind kind, EventSink events) {
    this.opener = () -> RuleTables.open(kind);
    this.events = events;
  }

  /** Looks through a given one. */
  FilterPass(RuleTable table, EventSink events) {
    this.opener = () -> table;
    this.events = events;
  }

  /** Puts the rules in force where they are not; gives why that failed, or nothing. */
  String run(FullnatRules wanted) {
    if (wanted.isEmpty() && applied().isEmpty() && looked) {
      return "";
    }
    looked = true;
    try {
      if (table == null) {
        table = opener.open();
        log.info("the packet filter is reached through {}", table.name());
      }
      if (!wanted.equals(applied)) {
        put(wanted);
      } else {
        repair();
      }
      answered();
    } catch (IOException refused) {
      // Without FullNAT nobody needs a packet filter.
      failed(wanted.isEmpty() && applied().isEmpty() ? "" : refused.getMessage());
    }
    return fault;
  }

  /** The rules that were put in force last. */
  FullnatRules applied() {
    return applied == null ? FullnatRules.NONE : applied;
  }

  private void put(FullnatRules wanted) throws IOException {
    table.replace(wanted);
    listing = table.read();
    applied = wanted;
  }

  private void repair() throws IOException {
    List<String> now = table.read();
    if (now.equals(listing)) {
      return;
    }
    List<String> missing = new ArrayList<>(listing);
    missing.removeAll(now);
    List<String> strange = new ArrayList<>(now);
    strange.removeAll(listing);
    table.replace(applied);
    List<String> after = table.read();
    if (sorted(after).equals(sorted(listing))) {
      listing = after;
    }
    events.emit(
        "drift-repaired",
        "packet filter",
        "changed by someone else, put back: %d lines were missing%s, %d were too many%s"
            .formatted(missing.size(), shown(missing), strange.size(), shown(strange)));
  }

  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  private static String shown(List<String> lines) {
    if (lines.isEmpty()) {
      return "";
    }
    String text = String.join("; ", lines.stream().limit(LINES_SHOWN).map(String::strip).toList());
    return " (" + text + (lines.size() > LINES_SHOWN ? "; …)" : ")");
  }

  private void answered() {
    if (!fault.isEmpty()) {
      events.emit("netfilter-ok", "packet filter", "the rules of FullNAT are in force again");
      fault = "";
    }
  }

  private void failed(String reason) {
    if (!reason.equals(fault) && !reason.isEmpty()) {
      events.emit("netfilter-failed", "packet filter", reason);
    }
    fault = reason;
  }
}
