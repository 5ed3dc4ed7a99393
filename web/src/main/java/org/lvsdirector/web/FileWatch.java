package org.lvsdirector.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Notices that files have changed. All calls block for a moment. */
final class FileWatch {
  private final List<Path> files;
  private List<String> seen;

  /** Takes them as they are now. */
  FileWatch(List<Path> files) {
    this.files = List.copyOf(files);
    seen = look();
  }

  /** Whether one is another than when it was last asked. */
  synchronized boolean changed() {
    List<String> now = look();
    boolean changed = !now.equals(seen);
    seen = now;
    return changed;
  }

  private List<String> look() {
    List<String> looks = new ArrayList<>();
    for (Path file : files) {
      try {
        BasicFileAttributes it = Files.readAttributes(file, BasicFileAttributes.class);
        looks.add(it.fileKey() + " " + it.size() + " " + it.lastModifiedTime());
      } catch (IOException absent) {
        looks.add("");
      }
    }
    return looks;
  }
}
