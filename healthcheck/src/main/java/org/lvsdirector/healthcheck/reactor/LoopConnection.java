package org.lvsdirector.healthcheck.reactor;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoRegistration;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A connection in an event loop, whatever the loop waits with: it is opened, read, and over. */
abstract class LoopConnection implements IoHandle, Connection {
  private final ConnectionListener listener;
  private final ByteBuffer scratch;
  private IoRegistration registration;
  private boolean stands;
  private boolean over;

  LoopConnection(ConnectionListener listener, ByteBuffer scratch) {
    this.listener = listener;
    this.scratch = scratch;
  }

  /** Whether the socket is connected now. */
  abstract boolean finishConnect() throws IOException;

  /** Has the loop tell from here on what it shall of a connection that stands. */
  abstract void stands(IoRegistration own);

  /** Reads what is there; how many bytes, negative at the end. */
  abstract int read(ByteBuffer into) throws IOException;

  abstract void closeSocket() throws IOException;

  final void registered(IoRegistration own) {
    registration = own;
  }

  @Override
  public final void handle(IoRegistration own, IoEvent event) {
    if (over) {
      return;
    }
    try {
      if (stands) {
        read();
      } else if (finishConnect()) {
        stands = true;
        stands(own);
        listener.connected();
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  private void read() throws IOException {
    scratch.clear();
    int count = read(scratch);
    if (count < 0) {
      close();
      listener.closed();
    } else if (count > 0) {
      listener.heard(count);
    }
  }

  final void fail(IOException cause) {
    if (!over) {
      close();
      listener.failed(cause);
    }
  }

  @Override
  public final void close() {
    if (over) {
      return;
    }
    over = true;
    try {
      if (registration != null) {
        registration.cancel();
      }
      closeSocket();
    } catch (IOException e) {
      // The descriptor is free whatever close(2) says, and there is nothing left to do with it.
    }
  }
}
