package org.lvsdirector.config;

import java.nio.file.Path;

/**
 * One thing wrong with a configuration file.
 *
 * @param line from 1; 0 where the fault is the file's as a whole
 * @param column from 1; 0 where the fault is the file's as a whole
 * @param key path of the key, e.g. {@code services[0].scheduler}; empty outside any key
 * @param message a sentence that says what is wrong and what would be right
 */
public record Fault(Path file, int line, int column, String key, String message) {
  /** The line that {@code check-config} prints: {@code d1.yaml:12:7: services[0].port: …}. */
  @Override
  public String toString() {
    String place = line == 0 ? file.toString() : file + ":" + line + ":" + column;
    return place + ": " + (key.isEmpty() ? "" : key + ": ") + message;
  }
}
