package org.lvsdirector.config;

import java.util.List;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Section;

/** The reference of all keys, made from what the reader itself reads by. */
public final class ConfigReference {
  private static final List<Section> SECTIONS =
      List.of(
          TopSection.SECTION,
          ClusterSection.SECTION,
          GroupSection.SECTION,
          VipSection.VIPS,
          VipSection.SNAT,
          DefaultsSection.SECTION,
          ServiceSection.SECTION,
          TunnelSection.SECTION,
          CheckSection.SECTION,
          QuorumSection.SECTION,
          ServerSection.SECTION,
          DrainSection.SECTION,
          TimeoutsSection.SECTION,
          ApiSection.SECTION,
          TlsSection.SECTION,
          KernelSection.SECTION,
          HookSection.SECTION);

  private ConfigReference() {}

  /**
   * What there is to know about a key.
   *
   * @param path e.g. {@code services[].scheduler}
   * @param kind what it may hold, with its range
   * @param absent "required", or what holds without it
   * @param meaning one or two sentences
   */
  public record Entry(String path, String kind, String absent, String meaning) {}

  /** All keys, section by section. */
  public static List<Entry> entries() {
    return SECTIONS.stream()
        .flatMap(section -> section.keys().stream().map(key -> entry(section, key)))
        .toList();
  }

  /** The whole reference as text. */
  public static String text() {
    StringBuilder text = new StringBuilder();
    for (Entry entry : entries()) {
      text.append(entry.path())
          .append("\n    ")
          .append(entry.kind())
          .append("; ")
          .append(entry.absent())
          .append("\n    ")
          .append(entry.meaning())
          .append('\n');
    }
    return text.toString();
  }

  private static Entry entry(Section section, Key<?> key) {
    String kind = key.kind().description();
    return new Entry(
        section.pathOf(key),
        key.isPerNode() ? kind + ", or a section of node: value" : kind,
        key.absent(),
        key.meaning());
  }
}
