package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;

/**
 * Services with servers each, NAT and {@code wrr}, in the three languages of the contenders.
 *
 * @param services how many, 1 to 65536
 * @param each servers of a service
 */
record RuleSet(int services, int each) {
  private static final int CHANGED = 7;

  /** Reads {@code 2000x10}. */
  static RuleSet parse(String text) {
    String[] numbers = text.split("x", -1);
    if (numbers.length != 2) {
      throw new IllegalArgumentException(text + " is not like 2000x10");
    }
    return new RuleSet(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
  }

  int servers() {
    return services * each;
  }

  /** Writes what a measurement needs: all rules, one weight changed, then a tenth of the others. */
  void write(Path folder) {
    write(folder, "same", server -> 1);
    int one = servers() / 2 + 1;
    write(folder, "one", server -> server == one ? CHANGED : 1);
    write(folder, "tenth", server -> server % 10 == 0 || server == one ? CHANGED : 1);
    write(folder.resolve("commented.yaml"), yaml(server -> 1) + "# nothing else is new\n");
    write(folder.resolve("rules"), ipvsadm());
  }

  private void write(Path folder, String name, IntUnaryOperator weight) {
    write(folder.resolve(name + ".yaml"), yaml(weight));
    write(folder.resolve(name + ".conf"), keepalived(weight));
    write(folder.resolve(name + ".edit"), edits(weight));
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String yaml(IntUnaryOperator weight) {
    StringBuilder text = new StringBuilder("node: d1\nsync: off\ndefaults: {check: none}\n");
    text.append("services:\n");
    for (int i = 0; i < services; i++) {
      text.append("  - name: s").append(i).append("\n    address: ").append(service(i));
      text.append(":80\n    scheduler: wrr\n    forward: nat\n    servers:\n");
      for (int server = i * each; server < (i + 1) * each; server++) {
        text.append("      - {address: ").append(server(server)).append(":8080, weight: ");
        text.append(weight.applyAsInt(server)).append("}\n");
      }
    }
    return text.toString();
  }

  private String keepalived(IntUnaryOperator weight) {
    StringBuilder text = new StringBuilder("global_defs {\n  router_id d1\n}\n");
    for (int i = 0; i < services; i++) {
      text.append("virtual_server ").append(service(i));
      text.append(" 80 {\n  lvs_sched wrr\n  lvs_method NAT\n  protocol TCP\n");
      for (int server = i * each; server < (i + 1) * each; server++) {
        text.append("  real_server ").append(server(server)).append(" 8080 {\n    weight ");
        text.append(weight.applyAsInt(server)).append("\n  }\n");
      }
      text.append("}\n");
    }
    return text.toString();
  }

  private String ipvsadm() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < services; i++) {
      text.append("-A -t ").append(service(i)).append(":80 -s wrr\n");
      for (int server = i * each; server < (i + 1) * each; server++) {
        line(text, "-a", server, 1);
      }
    }
    return text.toString();
  }

  /** What is not 1, as commands that change it. */
  private String edits(IntUnaryOperator weight) {
    StringBuilder text = new StringBuilder();
    for (int server = 0; server < servers(); server++) {
      if (weight.applyAsInt(server) != 1) {
        line(text, "-e", server, weight.applyAsInt(server));
      }
    }
    return text.toString();
  }

  private void line(StringBuilder text, String command, int server, int weight) {
    text.append(command).append(" -t ").append(service(server / each)).append(":80 -r ");
    text.append(server(server)).append(":8080 -m -w ").append(weight).append('\n');
  }

  private static String service(int index) {
    return "10.100." + (index >> 8) + "." + (index & 255);
  }

  private static String server(int index) {
    return "10." + (10 + (index >> 16)) + "." + ((index >> 8) & 255) + "." + (index & 255);
  }

  @Override
  public String toString() {
    return String.format("%,d services x %d", services, each).replace(',', ' ');
  }
}
