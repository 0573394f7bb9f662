import Crypto
import Foundation
import Markup
import Testing

@testable import Site

@Suite("Page frame")
struct PageFrameTests {
  private let words: Words

  init() throws { words = try TemplateSource().words(language: "en") }

  /// A folder of templates that replace the embedded ones.
  private func templates(_ files: [String: String]) throws -> TemplateSource {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("templates-\(UUID().uuidString)")
    for (path, text) in files {
      let file = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return TemplateSource(folder: folder.path)
  }

  @Test("the policy allows the style sheet by its hash, data images, and nothing else")
  func policy() async throws {
    let page = try await SampleReport().page(.opportunity, "1")
    let start = try #require(page.firstRange(of: "<style>")).upperBound
    let end = try #require(page.firstRange(of: "</style>")).lowerBound
    let digest = Data(SHA256.hash(data: Data(page[start..<end].utf8))).base64EncodedString()
    let policy =
      "default-src 'none'; style-src 'sha256-\(digest)'; img-src data:; base-uri 'none'; form-action 'none'"
    #expect(page.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">"))
  }

  @Test("with external assets the style sheet is a file, found from every folder")
  func external() throws {
    let frame = try PageFrame(templates: TemplateSource(), words: words, assets: .external)
    var html = HTMLWriter()
    frame.write(.record, path: "leads/x.html", to: &html) { _, _ in }
    let page = String(decoding: html.bytes, as: UTF8.self)
    #expect(page.contains("<link rel=\"stylesheet\" href=\"../assets/report.css\">"))
    #expect(page.contains("style-src 'self'"))
    #expect(!page.contains("<style"))
    #expect(frame.externalStyleSheet?.isEmpty == false)
  }

  @Test("a kind of page holds the style sheets that all share and its own; the file beside them holds all")
  func kinds() throws {
    let source = try templates([
      "css/report.css": "shared{}", "css/charts.css": "charts{}", "css/record.css": "record{}",
      "css/team.css": "team{}",
    ])
    let frame = try PageFrame(templates: source, words: words)
    func page(_ kind: PageFrame.Kind) -> String {
      var html = HTMLWriter()
      frame.write(kind, path: "index.html", to: &html) { _, _ in }
      return String(decoding: html.bytes, as: UTF8.self)
    }
    #expect(page(.record).contains("<style>shared{}charts{}record{}</style>"))
    #expect(page(.team).contains("<style>shared{}charts{}team{}</style>"))
    let external = try PageFrame(templates: source, words: words, assets: .external).externalStyleSheet
    #expect(external == Array("shared{}charts{}record{}team{}".utf8))
  }

  @Test("a template of the user's replaces the embedded one alone")
  func replaced() throws {
    let source = try templates([
      "frames/page.mustache": "{{{policy}}}{{{stylesheet}}}<i>{{{header}}}{{{main}}}{{{footer}}}</i>",
      "css/report.css": "b { }\n",
    ])
    var html = HTMLWriter()
    try PageFrame(templates: source, words: words).write(.record, path: "index.html", to: &html) { slot, html in
      html.text(slot.rawValue)
    }
    let page = String(decoding: html.bytes, as: UTF8.self)
    #expect(page.contains("<style>b { }"))
    #expect(page.hasSuffix("<i>headermainfooter</i>"))
  }

  @Test("a name that a template must have, or cannot have, is named")
  func names() throws {
    let whole = "{{{policy}}}{{{stylesheet}}}{{{header}}}{{{main}}}{{{footer}}}"
    #expect(throws: TemplateError.missingName(file: "frames/page.mustache", name: "main")) {
      try PageFrame(
        templates: templates(["frames/page.mustache": whole.replacing("{{{main}}}", with: "")]), words: words)
    }
    #expect {
      try PageFrame(templates: templates(["frames/page.mustache": whole + "{{mian}}"]), words: words)
    } throws: { error in
      "\(error)".contains("{{mian}}, which does not exist")
    }
  }

  @Test("a style sheet cannot end its element")
  func styleEnd() throws {
    #expect(throws: TemplateError.unsafeStyle) {
      try PageFrame(templates: templates(["css/report.css": "a{}</STYLE><script>"]), words: words)
    }
  }

  @Test("squeezing keeps what means something")
  func squeeze() {
    #expect(StyleSheet.squeezed("/* x */a ,\n b {\n  color: red;\n}\n") == "a ,b {color: red;}")
    #expect(StyleSheet.squeezed("a\nb{c:d\n e}") == "a b{c:d e}")
    #expect(StyleSheet.squeezed("a{content:\"/* } \n*/\"}") == "a{content:\"/* } \n*/\"}")
    #expect(StyleSheet.squeezed("a{}/* open") == "a{}")
  }
}
