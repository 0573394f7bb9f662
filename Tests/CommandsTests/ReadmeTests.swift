import Foundation
import Testing

@testable import Commands

@Suite("README")
struct ReadmeTests {
  @Test("the settings in the README are those of the program")
  func settings() throws {
    let file = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("README.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(text.range(of: "<!-- settings -->\n"))
    let end = try #require(text.range(of: "<!-- /settings -->"))
    if ProcessInfo.processInfo.environment["RAPPORT_RECORD"] != nil {
      let recorded = text.replacingCharacters(in: start.upperBound..<end.lowerBound, with: Setting.reference)
      try Data(recorded.utf8).write(to: file)
      return
    }
    #expect(text[start.upperBound..<end.lowerBound] == Setting.reference, "run make example to record it anew")
  }
}
