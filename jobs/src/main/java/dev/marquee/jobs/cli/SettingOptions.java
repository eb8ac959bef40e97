package dev.marquee.jobs.cli;

import com.typesafe.config.ConfigUtil;
import dev.marquee.jobs.nightly.RunSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that reads the configuration. */
public final class SettingOptions {
  @Option(
      names = "--conf-file",
      paramLabel = "FILE",
      description = "HOCON file over the defaults; conf/local.conf documents every key.")
  private Path confFile;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Sets one configuration key, such as ncf.epochs=10; may be repeated.")
  private List<String> settings = new ArrayList<>();

  /** The settings, with {@code extra} ones (key=value) on top. */
  public RunSettings load(List<String> extra) {
    List<String> all = new ArrayList<>(settings);
    all.addAll(extra);
    return RunSettings.load(Optional.ofNullable(confFile), all, System.getenv());
  }

  /** One key=value setting whose value is taken as text, whatever characters it has. */
  public static String setting(String key, String value) {
    return key + "=" + ConfigUtil.quoteString(value);
  }
}
