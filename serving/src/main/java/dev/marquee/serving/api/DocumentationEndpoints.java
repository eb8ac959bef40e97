package dev.marquee.serving.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.OpenApi;
import dev.marquee.serving.http.Reply;
import dev.marquee.serving.http.Scope;
import java.util.ArrayList;
import java.util.List;

/** The OpenAPI document, made of all endpoints and itself. */
final class DocumentationEndpoints {
  private DocumentationEndpoints() {}

  /** The endpoints with one more that describes them all. */
  static List<Endpoint> with(List<Endpoint> others, String version, boolean needsKeys) {
    List<Endpoint> all = new ArrayList<>(others);
    ObjectNode[] document = new ObjectNode[1];
    all.add(
        Endpoint.get("/openapi.json")
            .documented("Documentation", "This document.")
            .needs(Scope.PUBLIC)
            .answers(200, Object.class)
            .does(request -> Reply.json(document[0])));
    document[0] = OpenApi.document(all, version, needsKeys);
    return List.copyOf(all);
  }
}
