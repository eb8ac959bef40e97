package dev.marquee.data.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys of a configuration that are {@link Secret}.
 *
 * @param paths their paths, such as {@code events.password}
 */
record SecretKeys(Set<String> paths) {
  private static final String HIDDEN = "(hidden)";

  /** The secret keys of a record and of the records in it. */
  static SecretKeys of(Class<? extends Record> type) {
    Set<String> paths = new TreeSet<>();
    collect(type, "", paths);
    return new SecretKeys(paths);
  }

  /** The configuration with another text in the place of every secret that is set. */
  Config hide(Config config) {
    Config hidden = config;
    for (String path : paths) {
      if (config.hasPath(path) && !config.getValue(path).unwrapped().equals("")) {
        hidden = hidden.withValue(path, ConfigValueFactory.fromAnyRef(HIDDEN));
      }
    }
    return hidden;
  }

  private static void collect(Class<? extends Record> type, String prefix, Set<String> paths) {
    for (RecordComponent component : type.getRecordComponents()) {
      String path = prefix + component.getName();
      if (component.isAnnotationPresent(Secret.class)) {
        paths.add(path);
      } else if (component.getType().isRecord()) {
        collect(component.getType().asSubclass(Record.class), path + ".", paths);
      }
    }
  }
}
