import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("The example")
struct ExampleTests {
  private static let examples = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Examples")

  @Test("the report that the example's data makes is the one that is kept beside it, byte for byte (make example)")
  func report() async throws {
    let world = try World()
    let data = Self.examples.appendingPathComponent("data").path
    let status = await world.run(
      "generate", data, "--config", data + "/rapport.yml", "--out", world.directory + "/report")
    #expect(status == 0, "\(world.errors)")
    #expect(world.errors.isEmpty)
    let made = try contents(of: URL(fileURLWithPath: world.directory + "/report"))
    let kept = try contents(of: Self.examples.appendingPathComponent("report"))
    #expect(made.keys.sorted() == kept.keys.sorted())
    for (path, bytes) in made { #expect(kept[path] == bytes, "\(path) differs; if that is meant, run make example") }
  }

  @Test("the example's data is what the demo makes of its seed")
  func data() async throws {
    let world = try World()
    let status = await world.run(
      "demo", world.directory + "/data", "--opportunities", "12", "--activities", "400", "--seed", "7")
    #expect(status == 0)
    let made = try contents(of: URL(fileURLWithPath: world.directory + "/data"))
    let kept = try contents(of: Self.examples.appendingPathComponent("data"))
    #expect(made.keys.sorted() == kept.keys.sorted())
    for (path, bytes) in made { #expect(kept[path] == bytes, "\(path) differs; if that is meant, run make example") }
  }
}
