package dev.marquee.jobs.embed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A Hugging Face {@code tokenizer.json}: WordPiece vocabulary with ids, and the text's rules. */
final class TokenizerJson {
  static final String NAME = "tokenizer.json";

  private final JsonFile file;
  private final JsonFile model;
  private final JsonFile normalizer;

  private TokenizerJson(JsonFile file) {
    this.file = file;
    this.model = file.child("model");
    this.normalizer = file.child("normalizer");
  }

  /**
   * Reads a tokenizer; one that is not there says nothing.
   *
   * @throws IllegalArgumentException if it is of another kind than WordPiece
   */
  static TokenizerJson read(Path path) throws IOException {
    TokenizerJson tokenizer = new TokenizerJson(JsonFile.read(NAME, path));
    if (tokenizer.file.names().hasNext()) {
      tokenizer.refuseOtherKinds();
    }
    return tokenizer;
  }

  /**
   * The pieces in the order of their ids; a gap between ids is filled with a piece that no text
   * holds.
   *
   * @throws IllegalArgumentException if there is none, or two pieces share an id
   */
  List<String> vocabulary() {
    List<String> pieces = new ArrayList<>();
    for (var entries = model.node("vocab").fields(); entries.hasNext(); ) {
      var entry = entries.next();
      put(pieces, entry.getKey(), entry.getValue());
    }
    for (JsonNode added : file.node("added_tokens")) {
      put(pieces, added.path("content").asText(), added.path("id"));
    }
    if (pieces.isEmpty()) {
      throw new IllegalArgumentException(NAME + " has no model.vocab");
    }
    for (int id = 0; id < pieces.size(); id++) {
      if (pieces.get(id) == null) {
        // No text becomes this piece: it has white space.
        pieces.set(id, "no piece " + id);
      }
    }
    return pieces;
  }

  Optional<String> unknown() {
    return model.text("unk_token");
  }

  Optional<Boolean> lowerCase() {
    return normalizer.flag("lowercase");
  }

  Optional<Boolean> stripAccents() {
    return normalizer.flag("strip_accents");
  }

  Optional<Boolean> splitChinese() {
    return normalizer.flag("handle_chinese_chars");
  }

  private void refuseOtherKinds() {
    String type = model.text("type").orElse("no type");
    if (!type.equals("WordPiece")) {
      throw new IllegalArgumentException(NAME + " has model.type " + type + ", expected WordPiece");
    }
    String prefix = model.text("continuing_subword_prefix").orElse(WordPieceTokenizer.CONTINUATION);
    if (!prefix.equals(WordPieceTokenizer.CONTINUATION)) {
      throw new IllegalArgumentException(
          "%s has model.continuing_subword_prefix %s, expected %s"
              .formatted(NAME, prefix, WordPieceTokenizer.CONTINUATION));
    }
  }

  private static void put(List<String> pieces, String piece, JsonNode id) {
    // A vocabulary of two million pieces would be a fault of the file, not of BERT.
    if (!id.isInt() || id.intValue() < 0 || id.intValue() > 2_000_000) {
      throw new IllegalArgumentException(
          "%s gives \"%s\" the id %s, expected a number from 0".formatted(NAME, piece, id));
    }
    while (pieces.size() <= id.intValue()) {
      pieces.add(null);
    }
    String before = pieces.set(id.intValue(), piece);
    if (before != null && !before.equals(piece)) {
      throw new IllegalArgumentException(
          "%s gives the id %s to \"%s\" and to \"%s\"".formatted(NAME, id, before, piece));
    }
  }
}
