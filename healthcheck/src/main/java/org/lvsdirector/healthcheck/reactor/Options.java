package org.lvsdirector.healthcheck.reactor;

/** Names and numbers of socket options: asm-generic/socket.h, linux/in.h, linux/tcp.h. */
final class Options {
  static final int SOL_SOCKET = 1;
  static final int SO_BINDTODEVICE = 25;
  static final int SO_MARK = 36;
  static final int IPPROTO_IP = 0;
  static final int IP_BIND_ADDRESS_NO_PORT = 24;
  static final int IPPROTO_TCP = 6;
  static final int TCP_KEEPIDLE = 4;
  static final int TCP_KEEPINTVL = 5;
  static final int TCP_QUICKACK = 12;
  static final int TCP_USER_TIMEOUT = 18;

  private Options() {}
}
