package dev.marquee.jobs.cli;

import dev.marquee.jobs.nightly.RunSettings;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every command that works on a warehouse. */
public final class ConfigOptions {
  @Option(
      names = "--warehouse",
      paramLabel = "URI",
      description = "Where snapshots are written; overrides the key warehouse.")
  private String warehouse;

  @Mixin private SettingOptions settings;

  /** The settings, with {@code extra} ones (key=value) on top. */
  public RunSettings load(String... extra) {
    List<String> all = new ArrayList<>();
    if (warehouse != null) {
      all.add(setting("warehouse", warehouse));
    }
    all.addAll(List.of(extra));
    return settings.load(all);
  }

  /** The settings that stand behind the warehouse. */
  public SettingOptions settings() {
    return settings;
  }

  /** One key=value setting whose value is taken as text, whatever characters it has. */
  static String setting(String key, String value) {
    return SettingOptions.setting(key, value);
  }
}
