package dev.marquee.evaluation.report;

import java.util.List;

/** Builds one plain HTML page; every text is escaped. */
final class HtmlPage {
  private static final String STYLE =
      """
      body{font:15px/1.45 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;\
      color:#1b1b1b;background:#fff}
      h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.2rem}
      .wide{overflow-x:auto}
      table{border-collapse:collapse;margin:.6rem 0;font-variant-numeric:tabular-nums}
      td,th{padding:.25rem .7rem;border-bottom:1px solid #ddd;text-align:right;white-space:nowrap}
      td:first-child,th:first-child{text-align:left}
      img{max-width:100%;height:auto}
      """;

  private final StringBuilder body = new StringBuilder();
  private final String title;

  HtmlPage(String title) {
    this.title = title;
  }

  void heading(String text) {
    body.append("<h2>").append(escape(text)).append("</h2>\n");
  }

  void paragraph(String text) {
    body.append("<p>").append(escape(text)).append("</p>\n");
  }

  void list(List<String> items) {
    body.append("<ul>\n");
    items.forEach(item -> body.append("<li>").append(escape(item)).append("</li>\n"));
    body.append("</ul>\n");
  }

  /** A table; headings that are all empty are left out. */
  void table(List<String> headings, List<List<String>> rows) {
    body.append("<div class=\"wide\"><table>\n");
    if (headings.stream().anyMatch(heading -> !heading.isEmpty())) {
      row("th", headings);
    }
    rows.forEach(row -> row("td", row));
    body.append("</table></div>\n");
  }

  /** A picture by its address, with the words for those who do not see it. */
  void image(String address, String description) {
    body.append("<p><img src=\"")
        .append(escape(address))
        .append("\" alt=\"")
        .append(escape(description))
        .append("\"></p>\n");
  }

  /** The whole page. */
  String text() {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <style>
        %2$s</style>
        </head>
        <body>
        <h1>%1$s</h1>
        %3$s</body>
        </html>
        """
        .formatted(escape(title), STYLE, body);
  }

  private void row(String element, List<String> cells) {
    body.append("<tr>");
    for (String cell : cells) {
      body.append('<').append(element).append('>').append(escape(cell));
      body.append("</").append(element).append('>');
    }
    body.append("</tr>\n");
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
