package org.lvsdirector.ops.ipvsadm;

import java.util.Set;

/**
 * What is to be done: the first option of a command line.
 *
 * <p>Which options go with which action, and which it can not do without, is what ipvsadm 1.31
 * accepts.
 */
@SuppressWarnings("ImmutableEnumChecker") // What Set.of makes can not be changed.
enum Action {
  ADD_SERVICE('A', "add-service", "service-address", Groups.SERVICE),
  EDIT_SERVICE('E', "edit-service", "service-address", Groups.SERVICE),
  DELETE_SERVICE('D', "delete-service", "service-address", ""),
  CLEAR('C', "clear", "", ""),
  ADD_SERVER('a', "add-server", Groups.BOTH_ADDRESSES, Groups.SERVER),
  EDIT_SERVER('e', "edit-server", Groups.BOTH_ADDRESSES, Groups.SERVER),
  DELETE_SERVER('d', "delete-server", Groups.BOTH_ADDRESSES, ""),
  LIST('L', "list", "", Groups.LISTING),
  ZERO('Z', "zero", "", "service-address"),
  SAVE('S', "save", "", "numeric"),
  RESTORE('R', "restore", "", ""),
  SET(Option.NO_LETTER, "set", "", ""),
  START_DAEMON(Option.NO_LETTER, "start-daemon", "", Groups.DAEMON),
  STOP_DAEMON(Option.NO_LETTER, "stop-daemon", "", "syncid"),
  HELP('h', "help", "", ""),
  VERSION('v', "version", "", "");

  private final char letter;
  private final String longName;
  private final Set<String> required;
  private final Set<String> optional;

  Action(char letter, String longName, String required, String optional) {
    this.letter = letter;
    this.longName = longName;
    this.required = words(required);
    this.optional = words(optional);
  }

  private static final class Groups {
    static final String BOTH_ADDRESSES = "service-address real-server";
    static final String SERVICE = "scheduler persistent netmask ops sched-flags pe";
    static final String SERVER =
        "forwarding-method weight u-threshold l-threshold"
            + " tun-type tun-port tun-nocsum tun-csum tun-remcsum";
    static final String LISTING =
        "service-address connection timeout daemon stats rate exact thresholds persistent-conn"
            + " tun-info nosort numeric syncid";
    static final String DAEMON =
        "syncid sync-maxlen mcast-interface mcast-group mcast-port mcast-ttl";
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1));
  }

  /** The name as errors and long options write it. */
  String longName() {
    return longName;
  }

  /** Whether a letter stands for this action. */
  boolean isLetter(char c) {
    return c == letter || (this == LIST && c == 'l');
  }

  /** Whether it is followed by the state of a daemon. */
  boolean takesState() {
    return this == START_DAEMON || this == STOP_DAEMON;
  }

  /** Groups of options that it can not do without. */
  Set<String> required() {
    return required;
  }

  /** Whether an option of this group goes with it. */
  boolean allows(String group) {
    return required.contains(group) || optional.contains(group);
  }
}
