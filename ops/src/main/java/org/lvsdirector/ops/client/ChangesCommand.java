package org.lvsdirector.ops.client;

import java.util.concurrent.Callable;
import org.lvsdirector.ConfigChange;
import org.lvsdirector.ConfigChange.Settings;
import org.lvsdirector.DrainPlan;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.ops.command.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what operators changed against the configuration file, and saves it there. */
@Command(
    name = "changes",
    description = {
      "Show what operators changed against a node's configuration file.",
      "With --save: write it into the files of all members, or of none."
    },
    mixinStandardHelpOptions = true)
public final class ChangesCommand implements Callable<Integer> {
  private static final String PATH = "/api/v1/config/changes";
  private static final String SAVE = "/api/v1/config/save";

  @Mixin private ApiOptions options;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--save", description = "Save what is shown in the files.")
  private boolean save;

  @Override
  public Integer call() throws CommandFailure {
    ApiClient client = options.client();
    if (save) {
      client.send("POST", SAVE, "application/json", "");
    }
    System.out.print(json ? client.get(PATH) : text(client.get(PATH, ConfigChange[].class)));
    return ExitCodes.OK;
  }

  private static String text(ConfigChange... changes) {
    if (changes.length == 0) {
      return "all is as the file says\n";
    }
    Table table = new Table("SERVICE", "SERVER", "FILE", "NOW");
    for (ConfigChange change : changes) {
      boolean drains =
          change.edited().equals("changed") && !change.file().drain().equals(change.now().drain());
      table.row(
          change.service(),
          change.server(),
          text(change.file(), drains, change.edited().equals("added") ? "" : "there"),
          text(change.now(), drains, change.edited()));
    }
    return table.toString();
  }

  /** Of services, and of servers that are not there, there is a word only. */
  private static String text(Settings settings, boolean drains, String word) {
    return settings == null ? word : text(settings, drains);
  }

  private static String text(Settings settings, boolean drains) {
    DrainPlan plan = settings.drain();
    String text = "weight " + settings.weight() + ", " + settings.state();
    return drains
        ? "%s, drain: deadline %s, then %s, leftovers %s, templates %s, rate %d"
            .formatted(
                text,
                plan.deadlineSeconds() == null ? "none" : plan.deadlineSeconds() + "s",
                plan.then(),
                plan.leftovers(),
                plan.templates(),
                plan.rate())
        : text;
  }
}
