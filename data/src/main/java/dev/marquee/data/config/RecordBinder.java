package dev.marquee.data.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.marquee.data.Names;
import dev.marquee.data.UserError;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Binds a HOCON object to a record: every component is a key of the same name, every key must be a
 * component. Failures are {@link UserError}s that name the key, where it was set (file and line)
 * and what was expected.
 */
final class RecordBinder {
  private RecordBinder() {}

  /** Binds {@code object}, found at {@code path} ("" for the root), to a new {@code type}. */
  static <T extends Record> T bind(Class<T> type, ConfigObject object, String path) {
    RecordComponent[] components = type.getRecordComponents();
    refuseUnknownKeys(object, components, path);
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String key = child(path, components[i].getName());
      ConfigValue value = object.get(components[i].getName());
      if (value == null) {
        throw new UserError("configuration: " + key + " is missing");
      }
      types[i] = components[i].getType();
      if (components[i].isAnnotationPresent(Secret.class)
          && (value instanceof ConfigObject || value instanceof ConfigList)) {
        throw new UserError("configuration: " + key + " is no text in " + place(value));
      }
      values[i] = convert(components[i].getGenericType(), value, key);
    }
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      String message = e.getCause().getMessage();
      String prefix = path.isEmpty() ? "" : path + ".";
      throw new UserError(
          "configuration: " + prefix + message + " (" + place(culprit(object, message)) + ")", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot build " + type.getName(), e);
    }
  }

  private static void refuseUnknownKeys(
      ConfigObject object, RecordComponent[] components, String path) {
    Set<String> known =
        Arrays.stream(components)
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String key : new TreeSet<>(object.keySet())) {
      if (!known.contains(key)) {
        throw new UserError(
            "configuration: unknown key "
                + child(path, key)
                + " in "
                + place(object.get(key))
                + "; expected one of "
                + String.join(", ", known));
      }
    }
  }

  private static Object convert(Type type, ConfigValue value, String key) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      if (!(value instanceof ConfigList elements)) {
        throw wrongType(value, key, "a list");
      }
      List<Object> converted = new ArrayList<>();
      for (int i = 0; i < elements.size(); i++) {
        converted.add(
            convert(list.getActualTypeArguments()[0], elements.get(i), key + "[" + i + "]"));
      }
      return converted;
    }
    Class<?> target = (Class<?>) type;
    if (target.isRecord()) {
      if (!(value instanceof ConfigObject object)) {
        throw wrongType(value, key, "an object");
      }
      return bind(target.asSubclass(Record.class), object, key);
    }
    if (target.isEnum()) {
      return enumConstant(target, value, key);
    }
    return scalar(target, value, key);
  }

  private static Object scalar(Class<?> target, ConfigValue value, String key) {
    // Config's own getters do the lenient, documented HOCON conversions ("5" is a number).
    Config holder = value.atKey("v");
    try {
      if (target == int.class || target == Integer.class) {
        return holder.getInt("v");
      } else if (target == long.class) {
        return holder.getLong("v");
      } else if (target == double.class) {
        return holder.getDouble("v");
      } else if (target == boolean.class) {
        return holder.getBoolean("v");
      } else if (target == String.class && value.valueType() != ConfigValueType.OBJECT) {
        return holder.getString("v");
      }
    } catch (ConfigException e) {
      throw wrongType(value, key, expectation(target));
    }
    throw wrongType(value, key, expectation(target));
  }

  private static String expectation(Class<?> target) {
    if (target == int.class || target == Integer.class || target == long.class) {
      return "a whole number";
    } else if (target == double.class) {
      return "a number";
    } else if (target == boolean.class) {
      return "true or false";
    }
    return "text";
  }

  private static Object enumConstant(Class<?> target, ConfigValue value, String key) {
    List<String> names = new ArrayList<>();
    for (Object constant : target.getEnumConstants()) {
      String name = Names.of((Enum<?>) constant);
      if (name.equals(value.unwrapped())) {
        return constant;
      }
      names.add(name);
    }
    throw wrongType(value, key, "one of " + String.join(", ", names));
  }

  private static UserError wrongType(ConfigValue value, String key, String expected) {
    return new UserError(
        "configuration: "
            + key
            + " is "
            + value.render()
            + " in "
            + place(value)
            + "; expected "
            + expected);
  }

  /** The value that a record's complaint begins with the name of, else all values together. */
  private static ConfigValue culprit(ConfigObject object, String complaint) {
    return object.getOrDefault(complaint.split(" ", 2)[0], object);
  }

  /** Where a value comes from; lines are counted in files alone. */
  private static String place(ConfigValue value) {
    String place = value.origin().description();
    return place.startsWith(LayeredConfig.SETTING) || place.startsWith(LayeredConfig.VARIABLE)
        ? place.replaceFirst(": \\d+$", "")
        : place;
  }

  private static String child(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
