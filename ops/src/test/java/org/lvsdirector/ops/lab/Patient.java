package org.lvsdirector.ops.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.ops.Main;

/** A machine that the doctor examines. */
record Patient(Machine machine, String arguments) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Something that is wrong for a while.
   *
   * @param where the machine it is planted on
   * @param plant a script that makes it so
   * @param undo a script that takes it back
   * @param seen must stand in the only finding
   * @param cure must stand in its cure
   */
  record Fault(Machine where, String plant, String undo, String seen, String cure) {}

  /** Subject, what was seen and the cure of all that is not well, a line each. */
  List<String> complaints() {
    Output output =
        machine.run(Jvm.command(Main.class, 96, "doctor", "--json", arguments) + " 2>&1");
    String text = output.text();
    try {
      JsonNode report = JSON.readTree(text.substring(Math.max(0, text.indexOf('{'))));
      List<String> complaints = new ArrayList<>();
      for (JsonNode finding : report.path("findings")) {
        if (!finding.path("verdict").asText().equals("ok")) {
          complaints.add(
              "%s | %s | %s"
                  .formatted(
                      finding.path("subject").asText(),
                      finding.path("seen").asText(),
                      finding.path("cure").asText()));
        }
      }
      boolean agrees = report.path("ok").asBoolean() == output.ok() && report.has("findings");
      if (!agrees || output.ok() != complaints.isEmpty()) {
        throw new LabException("exit " + output.exit() + " does not fit " + text);
      }
      return complaints;
    } catch (JsonProcessingException e) {
      throw new LabException(machine.name() + ": no report: " + text, e);
    }
  }
}
