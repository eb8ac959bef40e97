package dev.marquee.jobs.embed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.marquee.jobs.embed.onnx.BertShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The {@code config.json} beside an exported model, under the usual BERT names. */
final class ModelConfig {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ModelConfig() {}

  /** Writes the sizes of a model. */
  static void write(Path directory, BertShape shape) throws IOException {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("model_type", "bert");
    config.put("vocab_size", shape.vocabulary());
    config.put("hidden_size", shape.hidden());
    config.put("num_hidden_layers", shape.layers());
    config.put("num_attention_heads", shape.heads());
    config.put("intermediate_size", shape.intermediate());
    config.put("max_position_embeddings", shape.positions());
    json(directory.resolve(EncoderSettings.CONFIG), config);
  }

  /** Writes an object; the same map gives the same bytes. */
  static void json(Path file, Map<String, Object> value) throws IOException {
    Files.createDirectories(file.getParent());
    // Sorted where the map has no order of its own.
    Map<String, Object> ordered = value instanceof LinkedHashMap ? value : new TreeMap<>(value);
    Files.writeString(file, JSON.writeValueAsString(ordered) + "\n", StandardCharsets.UTF_8);
  }
}
