package dev.marquee.data.config;

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
 * Configuration in layers, bound to a record. Later layers win: the packed defaults, the file given
 * by the user, variables of the environment, {@code key=value} settings.
 *
 * @param <T> the record; its components are the keys
 */
public final class LayeredConfig<T extends Record> {
  /** How the descriptions of settings and variables begin. */
  static final String SETTING = "--set ";

  static final String VARIABLE = "variable ";

  private final Class<T> type;
  private final String defaults;
  private final String environmentPrefix;
  private final SecretKeys secrets;

  /**
   * Configuration of one program.
   *
   * @param type the record that it is bound to
   * @param defaults the HOCON resource that holds every key with its default
   * @param environmentPrefix how the names of variables begin that stand for keys
   */
  public LayeredConfig(Class<T> type, String defaults, String environmentPrefix) {
    this.type = type;
    this.defaults = defaults;
    this.environmentPrefix = environmentPrefix;
    this.secrets = SecretKeys.of(type);
  }

  /**
   * The configuration with all layers applied.
   *
   * @param file the user's HOCON file, if any
   * @param settings {@code key=value} pairs, the later one wins
   * @param environment the process's environment
   * @throws UserError if a file cannot be read or a key or value is not what was expected
   */
  public T load(Optional<Path> file, List<String> settings, Map<String, String> environment) {
    return RecordBinder.bind(type, merge(file, settings, environment).root(), "");
  }

  /** The configuration in force as JSON text, without the values of {@link Secret} keys. */
  public String toJson(
      Optional<Path> file, List<String> settings, Map<String, String> environment) {
    return secrets
        .hide(merge(file, settings, environment))
        .root()
        .render(ConfigRenderOptions.concise());
  }

  private Config merge(
      Optional<Path> file, List<String> settings, Map<String, String> environment) {
    try {
      Config packed =
          ConfigFactory.parseResources(
              type.getClassLoader(),
              defaults,
              ConfigParseOptions.defaults().setAllowMissing(false));
      Config fromEnvironment = environmentLayer(packed, environment);
      Config fromFile = file.map(LayeredConfig::parseFile).orElse(ConfigFactory.empty());
      Config fromSettings = ConfigFactory.empty();
      for (String setting : settings) {
        fromSettings = parseSetting(setting).withFallback(fromSettings);
      }
      Config layered =
          fromSettings.withFallback(fromEnvironment).withFallback(fromFile).withFallback(packed);
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
      throw new UserError(SETTING + setting + ": expected key=value");
    }
    String key = setting.substring(0, equals).trim();
    String value = setting.substring(equals + 1).trim();
    // Without the value, which may be a secret.
    String description = SETTING + key;
    ConfigParseOptions origin = ConfigParseOptions.defaults().setOriginDescription(description);
    try {
      return ConfigFactory.parseString(key + " = " + value, origin);
    } catch (ConfigException e) {
      // Paths such as hdfs://host/x are no unquoted HOCON values; take the text as it is.
      return ConfigFactory.parseString(key + " = \"\"", origin)
          .withValue(key, ConfigValueFactory.fromAnyRef(value, description));
    }
  }

  /** With the prefix MARQUEE_CONF_, MARQUEE_CONF_NCF_LEARNING_RATE is ncf.learningRate. */
  private Config environmentLayer(Config packed, Map<String, String> environment) {
    Map<String, String> keys = new TreeMap<>();
    collectKeys(packed.root(), "", keys);
    Config layer = ConfigFactory.empty();
    for (var entry : new TreeMap<>(environment).entrySet()) {
      if (!entry.getKey().startsWith(environmentPrefix)) {
        continue;
      }
      String key = keys.get(entry.getKey());
      if (key == null) {
        throw new UserError(
            "environment variable " + entry.getKey() + " names no key of " + defaults);
      }
      layer =
          ConfigFactory.parseString(
                  key + " = " + parsable(entry.getValue()),
                  ConfigParseOptions.defaults().setOriginDescription(VARIABLE + entry.getKey()))
              .withFallback(layer);
    }
    return layer;
  }

  /** Lists and numbers pass as they are; anything else becomes quoted text. */
  private static String parsable(String value) {
    String trimmed = value.trim();
    return trimmed.startsWith("[") ? trimmed : ConfigUtil.quoteString(trimmed);
  }

  private void collectKeys(ConfigObject object, String path, Map<String, String> keys) {
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

  private String environmentName(String key) {
    return environmentPrefix
        + key.replaceAll("([a-z])([A-Z])", "$1_$2").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
