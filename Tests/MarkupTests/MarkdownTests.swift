import Foundation
import Testing

@testable import Markup

/// The HTML of a document and the messages of its problems.
func render(_ source: String, _ options: MarkdownOptions = MarkdownOptions()) -> (html: String, problems: [String]) {
  let result = Markdown.html(source, options: options)
  return (String(decoding: result.html, as: UTF8.self), result.problems.map { "\($0.line): \($0.message)" })
}

@Suite("Markdown")
struct MarkdownTests {
  @Test("paragraphs, emphasis, code, quotes and rules become their elements")
  func basics() {
    let html = render("a *b* **c** ~~d~~ `e<`  \nf\n\n> g\n\n***\n\n```swift x\nlet a = \"<\"\n```\n").html
    #expect(
      html == """
        <p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;</code><br>
        f</p>
        <blockquote>
        <p>g</p>
        </blockquote>
        <hr>
        <pre><code class="language-swift">let a = &quot;&lt;&quot;
        </code></pre>

        """)
  }

  @Test("straight quotes, dashes and dots become typographic ones")
  func smart() { #expect(render(#""a" -- it's..."#).html == "<p>“a” – it’s…</p>\n") }

  @Test("tight and loose lists, ordered ones from their number on")
  func lists() {
    #expect(render("- a\n- b\n").html == "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n")
    #expect(render("3. a\n\n4. b\n").html.hasPrefix("<ol start=\"3\">\n<li>\n<p>a</p>\n</li>"))
  }

  @Test("the items of a task list carry marks with the caller's words")
  func tasks() {
    let words = MarkdownWords(
      done: "erledigt", open: "offen", footnotes: "Fußnoten", footnote: { "Fußnote \($0)" },
      backToText: { "Zurück zu \($0)" })
    let html = render("- [x] a\n- [ ] b\n", MarkdownOptions(words: words)).html
    #expect(
      html == """
        <ul>
        <li class="task"><span class="task-mark" role="img" aria-label="erledigt">☑</span> a</li>
        <li class="task"><span class="task-mark" role="img" aria-label="offen">☐</span> b</li>
        </ul>

        """)
  }

  @Test("the mark of a task stands in its paragraph where the list is loose")
  func looseTasks() { #expect(render("- [x] a\n\n- b\n").html.contains("<p><span class=\"task-mark\"")) }

  @Test("columns are aligned by class, short rows filled, and a header without text is no header")
  func tables() {
    let html = render("|a|b||\n|:-:|--:|---|\n|1|\n").html
    #expect(
      html == """
        <table>
        <thead>
        <tr>
        <th scope="col" class="al-c">a</th>
        <th scope="col" class="al-r">b</th>
        <td></td>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td class="al-c">1</td>
        <td class="al-r"></td>
        <td></td>
        </tr>
        </tbody>
        </table>

        """)
    #expect(render("|a|\n|-|\n").html.hasSuffix("</thead>\n</table>\n"))
  }

  @Test(
    "headings go below the page's own, without holes in the outline",
    arguments: [
      ("# a\n## b\n# c\n", 2, [3, 4, 3]), ("## a\n\n## b\n\n### c\n", 2, [3, 3, 4]), ("# a\n### b\n", 2, [3, 4]),
      ("### a\n# b\n", 1, [2, 2]), ("# a\n## b\n### c\n#### d\n", 4, [5, 6, 6, 6]), ("#\n", 2, []),
    ])
  func headings(source: String, offset: Int, levels: [Int]) {
    let html = render(source, MarkdownOptions(headingOffset: offset)).html
    #expect(html.matches(of: /<h(\d)>/).compactMap { Int($0.1) } == levels)
    #expect(html.matches(of: /<\/h(\d)>/).compactMap { Int($0.1) } == levels)
  }

  @Test("footnotes link there and back with ids under the caller's prefix, each once")
  func footnotes() {
    let source = "a[^x] b[^y] c[^x]\n\n[^x]: X[^y]\n[^y]: Y\n\n    - last\n\n[^unused]: Z\n"
    let html = render(source, MarkdownOptions(idPrefix: "p")).html
    let ids = html.matches(of: /id="([^"]*)"/).map { String($0.1) }
    let targets = html.matches(of: /href="#([^"]*)"/).map { String($0.1) }
    #expect(ids == ["p-ref-1", "p-ref-2", "p-ref-1-2", "p-fn-1", "p-ref-2-2", "p-fn-2"])
    #expect(Set(targets) == Set(ids))
    #expect(!html.contains("Z"))
    #expect(html.contains("aria-label=\"Back to the text of footnote 2\">↩</a>"))
    #expect(html.contains("<a href=\"#p-fn-1\" aria-label=\"Footnote 1\">1</a>"))
  }

  @Test("a footnote in a link's text is a number there, not a link in a link")
  func footnoteInLink() {
    let html = render("[a[^1]](https://b.example)\n\n[^1]: c\n").html
    #expect(html.contains("rel=\"noopener noreferrer\">a<sup id=\"note-ref-1\">1</sup></a>"))
  }

  @Test("an empty document is nothing")
  func empty() {
    #expect(render("").html == "")
    #expect(render("\n \n").html == "")
  }

  @Test("a byte 0, control characters and direction overrides are replaced")
  func controls() {
    let html = render("a\u{0}b \u{202E}c `\u{7}` &#x202E; [x](/\u{202E}y \"\u{2066}\")").html
    #expect(!html.unicodeScalars.contains { Escape.isUnsafe($0) })
    #expect(html.contains("href=\"/%E2%80%AEy\""))
  }
}
