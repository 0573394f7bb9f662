import Foundation
import Testing

@testable import Markup

@Suite("Markdown from hostile hands")
struct MarkdownSafetyTests {
  @Test(
    "HTML is left out and named, the text in it stays",
    arguments: [
      "<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<style>*{}</style>\n", "<iframe src=//x>",
      "<svg onload=alert(1)>", "a <b onclick=x>b</b>", "<?php ?>", "<![CDATA[<script>]]>", "<!DOCTYPE html>",
    ])
  func html(source: String) {
    let (html, problems) = render(source)
    #expect(!html.contains(/<(script|img|style|iframe|svg|b|\?|!)/))
    #expect(problems.allSatisfy { $0.contains("HTML is left out") } && !problems.isEmpty)
  }

  @Test("a comment is left out without a word")
  func comment() {
    let result = render("a <!-- b --> c\n\n<!-- d -->\n")
    #expect(result.html == "<p>a  c</p>\n")
    #expect(result.problems.isEmpty)
  }

  @Test(
    "a link of a scheme that is not known to be harmless keeps only its text",
    arguments: [
      "javascript:alert(1)", "JaVaScRiPt&#58;alert(1)", "javascript&colon;alert(1)", "&#1;javascript:alert(1)",
      "java&#10;script:alert(1)", "vbscript:x", "data:text/html,x", "data:image/png;base64,AAAA", "file:///etc/passwd",
      "ftp://x.example", "//evil.example/share", "x:y", "http:x", "http://", "http://user@x.example", "https://a..b",
      "http://1.2.3.4.5/", "http://a:99999/", "http://a:+1/", "http://%41/", "about:blank", "blob:x", "mailto:", "",
    ])
  func links(address: String) {
    let (html, problems) = render("[x](<\(address)>)")
    #expect(html == "<p>x</p>\n")
    #expect(problems.count == 1)
  }

  @Test("no colon that is written otherwise makes a scheme")
  func hiddenSchemes() {
    #expect(render("[x](<java\tscript:alert(1)>)").html == "<p>x</p>\n")
    #expect(render("[x](javascript%3Aalert(1))").html == "<p><a href=\"javascript%3Aalert(1)\">x</a></p>\n")
    #expect(render("[x](<\\\\\\\\evil/share>)").html == "<p><a href=\"%5C%5Cevil/share\">x</a></p>\n")
  }

  @Test("web links do not tell where they were followed from; mail, paths and fragments are plain")
  func harmlessLinks() {
    #expect(
      render("[x](HTTPS://a.test:8080/b?c=d&e#f \"t\\\"\")").html
        == "<p><a href=\"HTTPS://a.test:8080/b?c=d&amp;e#f\" rel=\"noopener noreferrer\" title=\"t&quot;\">x</a></p>\n"
    )
    #expect(render("[x](mailto:a@b.example)").html == "<p><a href=\"mailto:a@b.example\">x</a></p>\n")
    #expect(render("[x](../accounts/a.html#b)").html == "<p><a href=\"../accounts/a.html#b\">x</a></p>\n")
    #expect(render("[x](#b)").html == "<p><a href=\"#b\">x</a></p>\n")
    #expect(render("www.a.example <c@d.example>").html.contains("<a href=\"mailto:c@d.example\">c@d.example</a>"))
  }

  @Test("what may not stand in an address is percent-encoded")
  func encodedLinks() {
    #expect(render("[x](<a b%zz%41\"'|#c#d>)").html.contains("href=\"a%20b%25zz%41%22&#39;%7C#c%23d\""))
    #expect(render("[x](https://bücher.example/ä)").html.contains("href=\"https://b%C3%BCcher.example/%C3%A4\""))
  }

  @Test("an author's own data: image is left out, whatever it says it is", arguments: ["svg+xml", "png", "gif"])
  func dataImages(type: String) {
    let (html, problems) = render("![x](data:image/\(type);base64,AAAA)")
    #expect(html == "<p>x</p>\n")
    #expect(problems.count == 1)
  }

  @Test("nothing an author writes becomes an attribute of its own")
  func attributes() {
    let source = """
      [a](/x"onmouseover="y 'z" style="') ![b](c"onerror="d) `"><script>`

      ```" onclick="x
      ```

      |"a|
      |:-:|
      """
    let withoutValues = render(source).html.replacing(/"[^"]*"/, with: "")
    #expect(!withoutValues.contains(/<[^>]*(on\w+|style|align)=/))
  }

  @Test("a text that would take the parser long is shown as it is", arguments: MadeToHurt.all)
  func madeToHurt(text: MadeToHurt) {
    let (html, problems) = render(text.source)
    #expect(html.hasPrefix("<pre>\n"))
    #expect(problems.count == 1)
    #expect(problems.first?.contains("shown as it is, without Markdown") == true)
  }

  @Test("a long and honest text is rendered whole")
  func huge() {
    let paragraph = "Some *text* with a [link](https://a.example/b), \"quotes\" and `code`.\n\n"
    let count = 20_000
    let result = Markdown.html(String(repeating: paragraph, count: count))
    #expect(result.problems.isEmpty)
    #expect(result.html.count { $0 == UInt8(ascii: "\n") } == count)
  }

  @Test("of very many problems the first are told")
  func manyProblems() {
    let problems = render(String(repeating: "<b>\n\n", count: 1000)).problems
    #expect(problems.count == 50)
    #expect(problems.last?.contains("more problems") == true)
  }

  @Test("documents rendered side by side are what they are one by one")
  func concurrent() async {
    let documents = (0..<400).map { number in
      """
      # Title \(number)

      | a \(number) | ~~b~~ |
      |---:|:---|
      | www.a\(number).example | *c* ~~d~~ |

      - [x] done \(number)[^n]
      - [ ] open <e\(number)@f.example> "quoted"

      [^n]: Note ~~\(number)~~ www.g.example
      """
    }
    let serial = documents.map { Markdown.html($0).html }
    let parallel = await withTaskGroup(of: (Int, [[UInt8]]).self, returning: [[[UInt8]]].self) { group in
      for worker in 0..<8 {
        group.addTask { (worker, documents.map { Markdown.html($0).html }) }
      }
      return await group.reduce(into: []) { $0.append($1.1) }
    }
    #expect(parallel.allSatisfy { $0 == serial })
  }
}

/// A text that makes a parser that trusts its input slow or greedy.
struct MadeToHurt: CustomTestStringConvertible {
  let testDescription: String
  let source: String

  private init(_ name: String, _ source: String) {
    testDescription = name
    self.source = source
  }

  private static func many(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  static let all = [
    MadeToHurt("quotes in quotes", many(">", 10_000)), MadeToHurt("lists in lists", many("- ", 10_000) + "a"),
    MadeToHurt("brackets", many("[", 50_000)), MadeToHurt("quotation marks", many("\"", 50_000)),
    MadeToHurt("mixed quotation marks", many("'\"a", 50_000)), MadeToHurt("images", many("![[]()", 40_000)),
    MadeToHurt("declarations", many("a <!A ", 40_000)),
    MadeToHurt("columns", "a" + many("|a", 20_000) + "\n-" + many("|-", 20_000) + "\n"),
    MadeToHurt("short rows", "a|b|c|d\n-|-|-|-\n" + many("e\n", 100_000)),
    MadeToHurt("a table after a long paragraph", many("a\n", 60_000) + "b|c\n-|-\n"),
    MadeToHurt("a long address used often", "[a]: /" + many("x", 100_000) + "\n\n" + many("[a]\n\n", 5_000)),
  ]
}
