package org.lvsdirector.netfilter;

import java.io.IOException;
import java.util.List;

/**
 * The packet filter of the kernel, of which only our own chains are ever changed. Calls run
 * programs and block; one thread at a time.
 */
interface RuleTable {
  /** The program behind it, e.g. {@code nft}. */
  String name();

  /**
   * Tries whether it works here, without changing anything.
   *
   * @throws IOException with the program's own words when it does not
   */
  void probe() throws IOException;

  /** Our rules as the kernel has them, a line each; empty when there are none. */
  List<String> read() throws IOException;

  /** Puts other rules in force, all at once or not at all. */
  void replace(FullnatRules rules) throws IOException;
}
