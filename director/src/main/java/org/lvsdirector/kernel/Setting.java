package org.lvsdirector.kernel;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.Treatment;

/**
 * What a kernel setting must be.
 *
 * @param accepted values that will do, words apart by one space; the first is the one to set
 * @param why what goes wrong otherwise, half a sentence
 */
public record Setting(Sysctl sysctl, List<String> accepted, Treatment treatment, String why) {
  /** Copies the list. */
  public Setting {
    accepted = List.copyOf(accepted);
  }

  /** The value to set. */
  public String wanted() {
    return accepted.get(0);
  }

  /** Whether a value will do; a kernel that lacks the setting will not. */
  public boolean accepts(Optional<String> value) {
    return value.filter(accepted::contains).isPresent();
  }

  /** What is wrong with a value that will not do, e.g. {@code is 0, must be 1: …}. */
  public String complaint(Optional<String> value) {
    return value
        .map(it -> "is %s, must be %s: %s".formatted(it, String.join(" or ", accepted), why))
        .orElse("does not exist in this kernel, must be %s: %s".formatted(wanted(), why));
  }

  /** The command that puts it right until the next boot. */
  public String cure() {
    return wanted().contains(" ")
        ? "sysctl -w %s=\"%s\"".formatted(sysctl, wanted())
        : "sysctl -w %s=%s".formatted(sysctl, wanted());
  }
}
