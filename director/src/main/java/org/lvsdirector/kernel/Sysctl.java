package org.lvsdirector.kernel;

/**
 * The name of a kernel setting below {@code /proc/sys} (sysctl(8)).
 *
 * @param path with slashes, e.g. {@code net/ipv4/ip_forward}
 */
public record Sysctl(String path) {
  private static final String CONF = "net/ipv4/conf/";
  private static final String ALL = "all";

  /** A setting of one interface, or of {@code all}, e.g. {@code rp_filter}. */
  public static Sysctl ipv4Conf(String interfaceName, String setting) {
    return new Sysctl(CONF + interfaceName + "/" + setting);
  }

  /** A setting of IPVS, e.g. {@code conntrack}. */
  public static Sysctl vs(String setting) {
    return new Sysctl("net/ipv4/vs/" + setting);
  }

  /**
   * Whether the kernel uses the greater of this value and that of {@code all} (IN_DEV_MAXCONF and
   * IN_DEV_ORCONF, linux/inetdevice.h): true for all settings of an interface that stand here.
   */
  boolean countsWithAll() {
    return path.startsWith(CONF) && !path.startsWith(CONF + ALL + "/");
  }

  /** The same setting of {@code all} interfaces. */
  Sysctl ofAll() {
    return ipv4Conf(ALL, path.substring(path.lastIndexOf('/') + 1));
  }

  /** The name as sysctl(8) takes it: with dots, unless an interface's name has one. */
  @Override
  public String toString() {
    return path.contains(".") ? path : path.replace('/', '.');
  }
}
