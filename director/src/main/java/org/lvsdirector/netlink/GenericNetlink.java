package org.lvsdirector.netlink;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Requests to one family of generic netlink (uapi linux/genetlink.h), in the network namespace of
 * the thread that opened it. One thread owns it; calls block.
 */
public final class GenericNetlink implements AutoCloseable {
  static final int GENL_ID_CTRL = 0x10;
  static final int CTRL_CMD_GETFAMILY = 3;
  static final int CTRL_ATTR_FAMILY_ID = 1;
  static final int CTRL_ATTR_FAMILY_NAME = 2;
  private static final int CTRL_VERSION = 2;

  private final NetlinkSocket socket;
  private final int family;
  private final int version;

  private GenericNetlink(NetlinkSocket socket, int family, int version) {
    this.socket = socket;
    this.family = family;
    this.version = version;
  }

  /** Reads the attributes of one message of the family. */
  @FunctionalInterface
  public interface Decoder<T> {
    /**
     * Decodes one message.
     *
     * @param attributes valid during the call only
     * @return empty to leave it out
     */
    Optional<T> decode(NlAttrs attributes) throws NetlinkException;
  }

  /**
   * Opens a socket and asks for the number of a family. The kernel looks for a module of that
   * family if need be.
   *
   * @param name e.g. {@code IPVS}
   * @throws NetlinkException ENOENT when the kernel does not have it
   */
  public static GenericNetlink open(String name, int version) throws NetlinkException {
    NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.NETLINK_GENERIC);
    try {
      return open(socket, name, version);
    } catch (NetlinkException e) {
      socket.close();
      throw e;
    }
  }

  static GenericNetlink open(NetlinkSocket socket, String name, int version)
      throws NetlinkException {
    NetlinkRequest lookUp =
        new NetlinkRequest(
            GENL_ID_CTRL,
            0,
            "CTRL_CMD_GETFAMILY " + name,
            to -> {
              new StructGenlMsgHdr(CTRL_CMD_GETFAMILY, CTRL_VERSION).pack(to);
              new NlAttrWriter(to).string(CTRL_ATTR_FAMILY_NAME, name);
            });
    List<Integer> ids =
        socket.query(
            lookUp,
            (type, payload) -> {
              StructGenlMsgHdr.parse(payload);
              NlAttrs attributes = NlAttrs.parse(lookUp.text(), payload);
              return Optional.of(attributes.require(CTRL_ATTR_FAMILY_ID).u16());
            });
    if (ids.isEmpty()) {
      throw NetlinkException.refused(lookUp.text(), Errno.ENOENT, "an answer without a family");
    }
    return new GenericNetlink(socket, ids.get(0), version);
  }

  /**
   * Makes a request of this family.
   *
   * @param subject what it asks, for errors, which call its {@code toString}
   */
  public NetlinkRequest request(int command, Object subject, Consumer<NlAttrWriter> attributes) {
    return new NetlinkRequest(
        family,
        0,
        subject,
        to -> {
          new StructGenlMsgHdr(command, version).pack(to);
          attributes.accept(new NlAttrWriter(to));
        });
  }

  /** Has a request carried out. */
  public void execute(NetlinkRequest request) throws NetlinkException {
    socket.execute(request);
  }

  /** Sends a request and decodes what comes before its acknowledgement. */
  public <T> List<T> query(NetlinkRequest request, Decoder<T> decoder) throws NetlinkException {
    String what = answerTo(request);
    return socket.query(request, (type, payload) -> decode(what, type, payload, decoder));
  }

  /** Reads a whole table. */
  public <T> List<T> dump(NetlinkRequest request, Decoder<T> decoder) throws NetlinkException {
    String what = answerTo(request);
    return socket.dump(request, (type, payload) -> decode(what, type, payload, decoder));
  }

  /** As {@link NetlinkSocket#batch}. */
  public List<Optional<NetlinkException>> batch(List<NetlinkRequest> requests)
      throws NetlinkException {
    return socket.batch(requests);
  }

  @Override
  public void close() {
    socket.close();
  }

  private static String answerTo(NetlinkRequest request) {
    return "answer to " + request.text();
  }

  private <T> Optional<T> decode(String what, int type, ByteBuffer payload, Decoder<T> decoder)
      throws NetlinkException {
    if (type != family) {
      return Optional.empty();
    }
    StructGenlMsgHdr.parse(payload);
    return decoder.decode(NlAttrs.parse(what, payload));
  }
}
