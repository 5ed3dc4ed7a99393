package org.lvsdirector.netlink;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Steers the new connections among sockets that listen on one address and port with SO_REUSEPORT
 * (socket(7), SO_ATTACH_REUSEPORT_CBPF), so that one of them can leave without a client being
 * reset: what is still in a listener's queue when it closes is lost otherwise.
 */
public final class ReusePort {
  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_REUSEPORT_CBPF = 51;

  /** linux/filter.h: BPF_RET | BPF_K. */
  private static final short RETURN_CONSTANT = 0x06;

  /** Whoever listened first has index 0, and is the one that leaves. */
  private static final int SECOND = 1;

  /** State LISTEN in /proc/net/tcp, net/tcp_states.h. */
  private static final String LISTEN = "0A";

  private static final Pattern SPACES = Pattern.compile("\\s+");

  private ReusePort() {}

  /**
   * Sends all new connections to the second socket of the group, which takes the first one's place
   * when that closes. Where there is no second one, the kernel ignores the choice.
   *
   * @return whether somebody else listens there, too, and gets the connections from now on
   * @throws IOException when the kernel's tables can not be read or it refuses
   */
  public static boolean leaveToSecond(InetSocketAddress local) throws IOException {
    Set<String> listeners = listeners(local);
    if (listeners.size() < 2) {
      return false;
    }
    OptionalInt own = descriptor(listeners);
    if (own.isEmpty()) {
      return false;
    }
    ByteBuffer filter = ByteBuffer.allocateDirect(8).order(ByteOrder.nativeOrder());
    filter.putShort(RETURN_CONSTANT).put((byte) 0).put((byte) 0).putInt(SECOND).flip();
    // struct sock_fprog: the number of instructions, padding, their address.
    ByteBuffer program = ByteBuffer.allocateDirect(16).order(ByteOrder.nativeOrder());
    program.putShort((short) 1).position(8);
    program.putLong(Pointer.nativeValue(Native.getDirectBufferPointer(filter))).flip();
    int result = Libc.setsockopt(own.getAsInt(), SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, program, 16);
    if (result != 0) {
      int errno = Native.getLastError();
      throw new IOException(
          "setsockopt SO_ATTACH_REUSEPORT_CBPF for " + local + ": " + Libc.strerror(errno));
    }
    return true;
  }

  /** Inodes of the sockets, of any process, that listen on exactly this address and port. */
  private static Set<String> listeners(InetSocketAddress local) throws IOException {
    boolean six = local.getAddress() instanceof Inet6Address;
    String wanted = hex(local);
    Set<String> inodes = new HashSet<>();
    Path table = Path.of(six ? "/proc/self/net/tcp6" : "/proc/self/net/tcp");
    try (BufferedReader lines = Files.newBufferedReader(table, StandardCharsets.US_ASCII)) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = SPACES.split(line.trim(), -1);
        // The listening sockets come first; the others may be many.
        if (fields.length < 10 || !fields[3].equals(LISTEN)) {
          break;
        }
        if (fields[1].equals(wanted)) {
          inodes.add(fields[9]);
        }
      }
    }
    return inodes;
  }

  private static OptionalInt descriptor(Set<String> inodes) throws IOException {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors) {
        String name = linkTarget(descriptor);
        if (name.startsWith("socket:[")
            && inodes.contains(name.substring("socket:[".length(), name.length() - 1))) {
          return OptionalInt.of(Integer.parseInt(descriptor.getFileName().toString()));
        }
      }
    }
    return OptionalInt.empty();
  }

  private static String linkTarget(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  /** As /proc/net/tcp writes it: the address's 32-bit words in the machine's order, the port. */
  private static String hex(InetSocketAddress local) {
    ByteBuffer address =
        ByteBuffer.wrap(local.getAddress().getAddress()).order(ByteOrder.nativeOrder());
    StringBuilder text = new StringBuilder();
    while (address.hasRemaining()) {
      text.append(String.format(Locale.ROOT, "%08X", address.getInt()));
    }
    return text.append(String.format(Locale.ROOT, ":%04X", local.getPort())).toString();
  }
}
