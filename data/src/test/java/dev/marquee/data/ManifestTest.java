package dev.marquee.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestTest {
  private static final String ID = "20261122T150405Z-00000000";

  @Test
  void survivesJsonUnchanged() {
    Manifest manifest = TestManifests.of(ID);
    byte[] json = Json.write(manifest);
    assertThat(Json.read(json, Manifest.class, "manifest.json")).isEqualTo(manifest);
    assertThat(Json.write(TestManifests.of(ID))).isEqualTo(json);
    assertThat(new String(json, StandardCharsets.UTF_8))
        .contains("\"id\" : \"" + ID + "\"", "\"type\" : \"STRING_ARRAY\"", "\n");
  }

  @Test
  void sumsRowsAndBytes() {
    Manifest manifest = TestManifests.of(ID);
    assertThat(manifest.rows()).isEqualTo(12);
    assertThat(manifest.bytes()).isEqualTo(345 + 55);
    assertThat(manifest.files()).hasSize(2);
  }

  @Test
  void skipsKeysOfNewerVersionsAndMissesKeysOfItsOwn() {
    String json = new String(Json.write(TestManifests.of(ID)), StandardCharsets.UTF_8);
    byte[] newer = json.replaceFirst("\\{", "{\"later\": 1,").getBytes(StandardCharsets.UTF_8);
    assertThat(Json.read(newer, Manifest.class, "m").id()).isEqualTo(ID);
    byte[] older = json.replace("codeVersion", "version").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Json.read(older, Manifest.class, "/w/manifest.json"))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("/w/manifest.json", "codeVersion", "expected");
  }

  @Test
  void refusesWhatCannotBe() {
    for (String path : List.of("", "/etc/passwd", "../other/part.parquet")) {
      assertThatThrownBy(() -> new Manifest.FileEntry(path, 1, TestManifests.SHA_256))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new Manifest.FileEntry("a", 1, "XYZ"))
        .hasMessage("sha256 of a is 'XYZ', expected 64 hexadecimal digits");
    assertThatThrownBy(() -> new Manifest.TableEntry(List.of(), -1, List.of()))
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> new Manifest.StageEntry("x", "t", Double.NaN))
        .hasMessageContaining("NaN");
  }
}
