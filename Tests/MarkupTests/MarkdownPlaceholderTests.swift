import Testing

@testable import Markup

@Suite("Placeholders and images in Markdown")
struct MarkdownPlaceholderTests {
  private static let values = [
    "a": "1", "response.team.median": "3 h", "evil": "<b>*x*</b> [y](z) {{a}}", "most_contacted.0.name": "O'Neil",
  ]

  private func rendered(_ source: String) -> (html: String, problems: [String]) {
    render(source, MarkdownOptions(substitute: { Self.values[$0] }))
  }

  @Test("a placeholder is replaced in text, headings, links, cells and descriptions, with or without spaces")
  func replaced() {
    #expect(rendered("x{{a}}y {{ response.team.median }}").html == "<p>x1y 3 h</p>\n")
    #expect(rendered("# *{{a}}*").html == "<h3><em>1</em></h3>\n")
    #expect(rendered("[{{a}}](/b)").html == "<p><a href=\"/b\">1</a></p>\n")
    #expect(rendered("|{{a}}|\n|-|\n").html.contains(">1</th>"))
    #expect(rendered("![{{a}}](https://a.example/b.png)").html.contains(">1</a>"))
    #expect(rendered("{{most_contacted.0.name}}").html == "<p>O&#39;Neil</p>\n")
  }

  @Test("a value stays text, whatever is in it")
  func inert() {
    #expect(rendered("{{evil}}").html == "<p>&lt;b&gt;*x*&lt;/b&gt; [y](z) {{a}}</p>\n")
  }

  @Test("code keeps its braces")
  func code() {
    let result = rendered("`{{a}}`\n\n    {{a}}\n\n```\n{{nothing}}\n```\n")
    #expect(!result.html.contains("1"))
    #expect(result.problems.isEmpty)
  }

  @Test("an unknown path stays visible and is named with its line")
  func unknown() {
    let result = rendered("a\n\nb {{ respons.team }} c\n")
    #expect(result.html == "<p>a</p>\n<p>b {{ respons.team }} c</p>\n")
    #expect(result.problems == ["3: there is no value for {{respons.team}}, which stays as it is"])
  }

  @Test(
    "the pieces of a text are the text",
    arguments: ["", "{", "{{", "{{}}", "{{ }}", "{{a", "{{a}", "{{{a}}}", "{{a}}{{b}}", "{{a b}} c", "{{ä}}", "}}{{"])
  func pieces(text: String) {
    let whole = Placeholder.pieces(of: text).map {
      switch $0 {
      case .text(let text): text
      case .placeholder(_, let written): written
      }
    }
    #expect(whole.joined() == text)
  }

  @Test("a local image is inlined with its description and title")
  func local() {
    let options = MarkdownOptions(image: { $0 == "a b.png" ? .inline(.png, Array("abcd".utf8)) : .problem("no") })
    #expect(
      render("![x *y* &](<a b.png> \"t\")", options).html
        == "<p><img src=\"data:image/png;base64,YWJjZA==\" alt=\"x y &amp;\" title=\"t\"></p>\n")
    #expect(render("[![x](<a b.png>)](/z)", options).html.hasPrefix("<p><a href=\"/z\"><img "))
  }

  @Test("a remote image becomes a link, unless it stands in one")
  func remote() {
    let link = "<a href=\"https://a.example/b.png\" rel=\"noopener noreferrer\">"
    #expect(render("![x](https://a.example/b.png)").html == "<p>\(link)x</a></p>\n")
    #expect(render("![](https://a.example/b.png)").html == "<p>\(link)https://a.example/b.png</a></p>\n")
    #expect(render("[![x](https://a.example/b.png)](/c)").html == "<p><a href=\"/c\">x</a></p>\n")
  }

  @Test("an image that cannot be had leaves its description and a problem")
  func missing() {
    let result = render("a ![x [y](/z)](b.png)", MarkdownOptions(image: { _ in .problem("there is no such file") }))
    #expect(result.html == "<p>a x y</p>\n")
    #expect(result.problems == ["1: the image “b.png” is left out, its description stays: there is no such file"])
  }

  @Test("the images of a document have a limit together")
  func imageLimit() {
    let options = MarkdownOptions(image: { _ in .inline(.gif, [1, 2, 3]) }, imageBytesLimit: 7)
    let result = render("![](a) ![](a) ![c](a)", options)
    #expect(result.html.split(separator: "<img").count == 3)
    #expect(result.problems.count == 1)
  }

  @Test("formats are told by the first bytes")
  func formats() {
    #expect(ImageFormat(of: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]) == .png)
    #expect(ImageFormat(of: [0xFF, 0xD8, 0xFF, 0xE0]) == .jpeg)
    #expect(ImageFormat(of: Array("GIF89a".utf8)) == .gif)
    #expect(ImageFormat(of: Array("RIFF0000WEBP".utf8)) == .webp)
    #expect(ImageFormat(of: Array("RIFF0000WAVE".utf8)) == nil)
    #expect(ImageFormat(of: Array("<svg xmlns=\"\">".utf8)) == nil)
    #expect(ImageFormat(of: []) == nil)
  }

  @Test(
    "Base64 is padded to groups of four",
    arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE=")])
  func base64(text: String, expected: String) {
    var bytes: [UInt8] = []
    Base64.append(Array(text.utf8), to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }
}
