package dev.marquee.serving.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** JSON schemas of records. A component is required unless it is optional or a collection. */
final class Schemas {
  private static final Map<Class<?>, String> NUMBERS =
      Map.of(
          OptionalInt.class,
          "integer",
          OptionalLong.class,
          "integer",
          OptionalDouble.class,
          "number");

  private final SchemaBuilder builder;

  Schemas() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                Json.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new JacksonModule())
            .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.FLATTENED_OPTIONALS);
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider(
            (type, context) -> {
              String number = NUMBERS.get(type.getErasedType());
              return number == null
                  ? null
                  : new CustomDefinition(
                      Json.MAPPER.createObjectNode().put("type", number),
                      CustomDefinition.DefinitionType.INLINE,
                      CustomDefinition.AttributeInclusion.YES);
            });
    config
        .forFields()
        .withRequiredCheck(field -> isRequired(field.getDeclaredType().getErasedType()));
    builder = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
  }

  private static boolean isRequired(Class<?> type) {
    return type != Optional.class
        && !NUMBERS.containsKey(type)
        && !Collection.class.isAssignableFrom(type)
        && !Map.class.isAssignableFrom(type)
        && !Set.class.isAssignableFrom(type);
  }

  /** A reference to the schema of a type. */
  ObjectNode of(Class<?> type) {
    return builder.createSchemaReference(type);
  }

  /** The schemas that were referred to, by name. */
  JsonNode definitions() {
    return builder.collectDefinitions("components/schemas");
  }
}
