package org.lvsdirector.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that benchmarks of the master's end have in common. */
final class FaultOptions {
  @Option(
      names = "--faults",
      split = ",",
      defaultValue = "power-cut,cable,freeze,kill,stop",
      description = "which, in this order (default: ${DEFAULT-VALUE})")
  private List<String> names;

  @Option(
      names = "--detect",
      defaultValue = "300ms",
      description = "the product's cluster.detect (default: ${DEFAULT-VALUE})")
  private String detect;

  @Option(names = "--json", description = "write every measurement and what it is to this file")
  private Path json;

  List<Fault> faults() {
    return names.stream().map(Fault::of).toList();
  }

  String detect() {
    return detect;
  }

  /** Writes the document, if that is wanted. */
  void write(Object document) throws IOException {
    if (json != null) {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(json.toFile(), document);
    }
  }
}
