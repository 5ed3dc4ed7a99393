package org.lvsdirector.ops.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/** {@code lvs-director run} on one guest. */
public final class DirectorProcess {
  private static final String PID = "$LAB_HOME/director.pid";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Guest guest;

  /** Writes the configuration; starts nothing. */
  public DirectorProcess(Guest guest, String configuration) {
    this.guest = guest;
    configure(configuration);
  }

  /** The machine it is on. */
  public Guest guest() {
    return guest;
  }

  /** Replaces the configuration file; {@link #reload()} makes a running process read it. */
  public void configure(String configuration) {
    try {
      Files.writeString(guest.home().resolve("lvs-director.yaml"), configuration);
    } catch (IOException e) {
      throw new LabException("cannot write the configuration of " + guest.name(), e);
    }
  }

  /** Starts it; does not wait. */
  public void start() {
    long pid =
        guest.spawn(
            Project.launcher() + " run --config $LAB_HOME/lvs-director.yaml",
            "$LAB_HOME/director.log");
    guest.ok("echo " + pid + " >" + PID);
  }

  /** Whether the process is there. */
  public boolean runs() {
    return guest.run("read -r pid <" + PID + " && kill -0 $pid").ok();
  }

  /** Sends SIGKILL. */
  public void kill() {
    signal("KILL");
  }

  /** Sends SIGTERM: it hands over and stops. */
  public void terminate() {
    signal("TERM");
  }

  /** Sends SIGTERM and waits for the end. */
  public void stop() {
    terminate();
    Await.until(guest.name() + " has stopped", Duration.ofSeconds(20), () -> !runs());
  }

  /** Sends SIGSTOP: the process stands still, its machine goes on. */
  public void pause() {
    signal("STOP");
  }

  /** Sends SIGCONT. */
  public void resume() {
    signal("CONT");
  }

  /** Sends SIGHUP: it reads its configuration again. */
  public void reload() {
    signal("HUP");
  }

  private void signal(String signal) {
    guest.ok("read -r pid <" + PID + " && kill -" + signal + " $pid");
  }

  /** Its answer at {@code /api/v1/status}; a missing node when it does not answer. */
  public JsonNode status() {
    Output output = guest.run("curl -sS -m 2 http://127.0.0.1:8480/api/v1/status");
    try {
      return output.ok() ? JSON.readTree(output.text()) : MissingNode.getInstance();
    } catch (JsonProcessingException e) {
      throw new LabException(guest.name() + ": status is not JSON: " + output.text(), e);
    }
  }

  /** Whether its view of the cluster has this many members. */
  public boolean sees(int members) {
    return status().at("/cluster/members").size() == members;
  }

  /** Whether its machine holds this address on the data segment. */
  public boolean holds(String vip) {
    return guest.run("ip -o addr show dev vec0 | grep -q ' " + vip + "/'").ok();
  }

  /** The end of its log. */
  public String log() {
    return guest.run("tail -60 $LAB_HOME/director.log").text();
  }
}
