package dev.marquee.serving.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.OpenApi;
import dev.marquee.serving.http.Reply;
import dev.marquee.serving.http.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The OpenAPI document, made of all endpoints and itself. */
final class DocumentationEndpoints {
  private DocumentationEndpoints() {}

  /**
   * The endpoints with one more that describes them all, made when it is first asked for: that
   * takes a good part of a service's start.
   */
  static List<Endpoint> with(List<Endpoint> others, String version, boolean needsKeys) {
    List<Endpoint> all = new ArrayList<>(others);
    AtomicReference<ObjectNode> document = new AtomicReference<>();
    all.add(
        Endpoint.get("/openapi.json")
            .documented("Documentation", "This document.")
            .needs(Scope.PUBLIC)
            .answers(200, Object.class)
            .does(
                request ->
                    Reply.json(
                        document.updateAndGet(
                            made ->
                                made == null ? OpenApi.document(all, version, needsKeys) : made))));
    return List.copyOf(all);
  }
}
