package org.lvsdirector.healthcheck.channel;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.channel.unix.UnixChannel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.lvsdirector.healthcheck.Causes;
import org.lvsdirector.healthcheck.Origin;

/** Mark and interface of a socket, which only Linux knows (include/uapi/asm-generic/socket.h). */
final class SocketOptions {
  private static final int SOL_SOCKET = 1;
  private static final int SO_BINDTODEVICE = 25;
  private static final int SO_MARK = 36;

  /** Length of an interface's name with its final zero (include/uapi/linux/if.h). */
  private static final int IFNAMSIZ = 16;

  private static final ChannelOption<Integer> MARK =
      new IntegerUnixChannelOption("SO_MARK", SOL_SOCKET, SO_MARK);
  private static final ChannelOption<ByteBuffer> DEVICE =
      new RawUnixChannelOption("SO_BINDTODEVICE", SOL_SOCKET, SO_BINDTODEVICE, IFNAMSIZ);

  private SocketOptions() {}

  static void apply(Channel channel, Origin origin) {
    origin.mark().ifPresent(mark -> set(channel, MARK, mark, "the mark " + mark));
    origin.device().ifPresent(name -> set(channel, DEVICE, padded(name), "the interface " + name));
  }

  private static <T> void set(Channel channel, ChannelOption<T> option, T value, String what) {
    if (!(channel instanceof UnixChannel)) {
      throw new ChannelException(what + " needs netty's native transport");
    }
    try {
      channel.config().setOption(option, value);
    } catch (ChannelException e) {
      throw new ChannelException("a socket cannot have " + what + ": " + Causes.text(e));
    }
  }

  private static ByteBuffer padded(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length >= IFNAMSIZ) {
      throw new ChannelException("no interface has a name as long as " + name);
    }
    return ByteBuffer.allocateDirect(IFNAMSIZ).put(bytes).rewind();
  }
}
