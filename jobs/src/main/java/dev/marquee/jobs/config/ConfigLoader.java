package dev.marquee.jobs.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import dev.marquee.data.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Loads the configuration. Later layers win: the packed {@code conf/local.conf}, the file given by
 * the user, {@code MARQUEE_CONF_...} variables, {@code key=value} settings.
 */
public final class ConfigLoader {
  /** {@code conf/local.conf} as it lies in the jar. */
  static final String DEFAULTS = "conf/local.conf";

  private static final String ENVIRONMENT_PREFIX = "MARQUEE_CONF_";

  private ConfigLoader() {}

  /**
   * The configuration with all layers applied.
   *
   * @param file the user's HOCON file, if any
   * @param settings {@code key=value} pairs, the later one wins
   * @param environment the process's environment
   * @throws UserError if a file cannot be read or a key or value is not what was expected
   */
  public static MarqueeConfig load(
      Optional<Path> file, List<String> settings, Map<String, String> environment) {
    return RecordBinder.bind(MarqueeConfig.class, merge(file, settings, environment).root(), "");
  }

  /** The configuration in force as JSON text, for the manifest. */
  public static String toJson(
      Optional<Path> file, List<String> settings, Map<String, String> environment) {
    return merge(file, settings, environment).root().render(ConfigRenderOptions.concise());
  }

  private static Config merge(
      Optional<Path> file, List<String> settings, Map<String, String> environment) {
    try {
      Config defaults =
          ConfigFactory.parseResources(
              ConfigLoader.class.getClassLoader(),
              DEFAULTS,
              ConfigParseOptions.defaults().setAllowMissing(false));
      Config fromEnvironment = environmentLayer(defaults, environment);
      Config fromFile = file.map(ConfigLoader::parseFile).orElse(ConfigFactory.empty());
      Config fromSettings = ConfigFactory.empty();
      for (String setting : settings) {
        fromSettings = parseSetting(setting).withFallback(fromSettings);
      }
      Config layered =
          fromSettings.withFallback(fromEnvironment).withFallback(fromFile).withFallback(defaults);
      // The environment stands behind everything for ${?NAME}, and leaves no key of its own.
      Config variables = ConfigValueFactory.fromMap(environment, "environment").toConfig();
      Config resolved = layered.withFallback(variables).resolve(ConfigResolveOptions.noSystem());
      for (String name : variables.root().keySet()) {
        if (!layered.root().containsKey(name)) {
          resolved = resolved.withoutPath(ConfigUtil.quoteString(name));
        }
      }
      return resolved;
    } catch (ConfigException e) {
      throw new UserError("configuration: " + e.getMessage(), e);
    }
  }

  private static Config parseFile(Path file) {
    if (!Files.isReadable(file)) {
      throw new UserError("configuration file " + file + " does not exist or cannot be read");
    }
    return ConfigFactory.parseFile(file.toFile());
  }

  private static Config parseSetting(String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new UserError("--set " + setting + ": expected key=value");
    }
    String key = setting.substring(0, equals).trim();
    String value = setting.substring(equals + 1).trim();
    ConfigParseOptions origin =
        ConfigParseOptions.defaults().setOriginDescription("--set " + setting);
    try {
      return ConfigFactory.parseString(key + " = " + value, origin);
    } catch (ConfigException e) {
      // Paths such as hdfs://host/x are no unquoted HOCON values; take the text as it is.
      return ConfigFactory.parseString(key + " = \"\"", origin)
          .withValue(key, ConfigValueFactory.fromAnyRef(value, "--set " + setting));
    }
  }

  /** Maps {@code MARQUEE_CONF_NCF_LEARNING_RATE} to {@code ncf.learningRate}. */
  private static Config environmentLayer(Config defaults, Map<String, String> environment) {
    Map<String, String> keys = new TreeMap<>();
    collectKeys(defaults.root(), "", keys);
    Config layer = ConfigFactory.empty();
    for (var entry : new TreeMap<>(environment).entrySet()) {
      if (!entry.getKey().startsWith(ENVIRONMENT_PREFIX)) {
        continue;
      }
      String key = keys.get(entry.getKey());
      if (key == null) {
        throw new UserError(
            "environment variable " + entry.getKey() + " names no key of conf/local.conf");
      }
      layer =
          ConfigFactory.parseString(
                  key + " = " + parsable(entry.getValue()),
                  ConfigParseOptions.defaults().setOriginDescription("variable " + entry.getKey()))
              .withFallback(layer);
    }
    return layer;
  }

  /** Lists and numbers pass as they are; anything else becomes quoted text. */
  private static String parsable(String value) {
    String trimmed = value.trim();
    return trimmed.startsWith("[") ? trimmed : ConfigUtil.quoteString(trimmed);
  }

  private static void collectKeys(ConfigObject object, String path, Map<String, String> keys) {
    object.forEach(
        (name, value) -> {
          String key = path.isEmpty() ? name : path + "." + name;
          if (value instanceof ConfigObject child) {
            collectKeys(child, key, keys);
          } else {
            keys.put(environmentName(key), key);
          }
        });
  }

  /** {@code ncf.learningRate} is {@code MARQUEE_CONF_NCF_LEARNING_RATE}. */
  static String environmentName(String key) {
    return ENVIRONMENT_PREFIX
        + key.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
