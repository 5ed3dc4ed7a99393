package org.lvsdirector.dataplane.ipvs;

/**
 * What the kernel says of its IPVS.
 *
 * @param version e.g. {@code 1.2.1}
 * @param connectionTableSize buckets of the connection table, a module parameter
 */
public record IpvsInfo(String version, int connectionTableSize) {
  static IpvsInfo of(int packedVersion, int connectionTableSize) {
    String version =
        "%d.%d.%d"
            .formatted(
                (packedVersion >> 16) & 0xff, (packedVersion >> 8) & 0xff, packedVersion & 0xff);
    return new IpvsInfo(version, connectionTableSize);
  }
}
