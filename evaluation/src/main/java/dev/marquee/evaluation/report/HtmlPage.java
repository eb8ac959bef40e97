package dev.marquee.evaluation.report;

import java.util.List;
import java.util.regex.Pattern;

/** Builds one plain HTML page; every text is escaped. */
final class HtmlPage {
  private static final String STYLE =
      """
      body{font:15px/1.45 system-ui,sans-serif;max-width:80rem;margin:2rem auto;padding:0 1rem;\
      color:#1b1b1b;background:#fff}
      h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.2rem}
      .wide{overflow-x:auto}
      table{border-collapse:separate;border-spacing:0;margin:.6rem 0;font-variant-numeric:tabular-nums}
      td,th{padding:.25rem .7rem;border-bottom:1px solid #ddd;text-align:right;white-space:nowrap}
      td:first-child,th:first-child{text-align:left;position:sticky;left:0;background:#fff}
      .words{text-align:left;white-space:normal;min-width:7rem;max-width:44rem}
      img{display:block;width:100%;min-width:36rem;max-width:54rem;height:auto}
      summary{cursor:pointer}
      @media(max-width:40rem){body{margin:1rem auto;padding:0 .6rem}td,th{padding:.25rem .4rem}\
      td:first-child{white-space:normal;min-width:5rem;max-width:11rem}}
      """;

  /** Begins with a letter. */
  private static final Pattern WORD = Pattern.compile("^\\p{L}");

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

  /** A table; headings that are all empty are left out, columns of words stand to the left. */
  void table(List<String> headings, List<List<String>> rows) {
    body.append("<div class=\"wide\"><table>\n");
    boolean[] words = new boolean[headings.size()];
    for (int i = 1; i < words.length; i++) {
      int column = i;
      words[i] = rows.stream().anyMatch(row -> WORD.matcher(row.get(column)).find());
    }
    if (headings.stream().anyMatch(heading -> !heading.isEmpty())) {
      row("th", headings, words);
    }
    rows.forEach(row -> row("td", row, words));
    body.append("</table></div>\n");
  }

  /** Begins a part that is folded until it is asked for. */
  void beginFolded(String summary) {
    body.append("<details><summary>").append(escape(summary)).append("</summary>\n");
  }

  /** Ends it. */
  void endFolded() {
    body.append("</details>\n");
  }

  /** A picture by its address, with the words for those who do not see it. */
  void image(String address, String description) {
    body.append("<div class=\"wide\"><img src=\"")
        .append(escape(address))
        .append("\" alt=\"")
        .append(escape(description))
        .append("\"></div>\n");
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

  private void row(String element, List<String> cells, boolean[] words) {
    body.append("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      body.append('<').append(element);
      body.append(words[i] ? " class=\"words\">" : ">").append(escape(cells.get(i)));
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
