package org.lvsdirector.doctor;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.kernel.Setting;
import org.lvsdirector.kernel.Sysctl;

/** Whether kernel settings are as they must be. */
final class SettingsCheck {
  private SettingsCheck() {}

  /** Where a setting's value comes from. */
  interface Values {
    Optional<String> read(Sysctl sysctl) throws IOException;
  }

  static List<Finding> of(List<Setting> settings, Values values) {
    return settings.stream().map(setting -> one(setting, values)).toList();
  }

  private static Finding one(Setting setting, Values values) {
    String subject = setting.sysctl().toString();
    try {
      Optional<String> value = values.read(setting.sysctl());
      return setting.accepts(value)
          ? Finding.ok(subject, value.orElseThrow())
          : Finding.wrong(subject, setting.complaint(value), setting.cure());
    } catch (IOException unreadable) {
      return Finding.unknown(subject, unreadable.getMessage(), "run as root");
    }
  }
}
