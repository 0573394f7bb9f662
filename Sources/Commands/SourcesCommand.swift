import ArgumentParser
import Ingest

/// `rapport sources`: the kinds of source, and how to get one.
struct SourcesCommand: ContextCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract: "List the kinds of source; show how to get one, or a mapping to start from.",
    discussion: """
      With the name of a kind it shows how to get from the other system's export to a report. With the name of a ready \
      mapping it prints a config to start from.

      EXAMPLES
        rapport sources
        rapport sources dataverse
        rapport sources salesforce > rapport.yml
      """)

  @Argument(help: ArgumentHelp("A kind of source, or a ready mapping.", valueName: "name"))
  var name: String?

  func run(in context: CommandContext) async throws -> ExitStatus {
    context.console.output.write(try text())
    return .done
  }

  private func text() throws(CommandLineError) -> String {
    guard let name else { return Self.list }
    if let mapping = ReadyMapping.named(name) { return mapping.text }
    if let kind = SourceKind(rawValue: name), let guide = SourceGuide.of(kind) { return guide.text }
    let known = SourceGuide.all.map(\.kind.rawValue) + ReadyMapping.all.map(\.name)
    throw .badValue(
      .commandLine("NAME"), found: quoted(name),
      expected: "one of " + known.map { quoted($0) }.joined(separator: ", "),
      help: NearestNameHelp.help(name, among: known))
  }

  /// Every kind and every ready mapping, with what it is and how it is recognised.
  static var list: String {
    var text = """
      KINDS OF SOURCE
      “rapport generate PATH” sees what a path is; “rapport generate KIND:PATH” says it.


      """
    for guide in SourceGuide.all { text += item(guide.kind.rawValue, guide.summary, guide.looks) }
    text +=
      "\nREADY MAPPINGS of table: “tables: NAME” in the config, or none at all where the export is recognised.\n\n"
    for mapping in ReadyMapping.all { text += item(mapping.name, mapping.meaning, mapping.looks) }
    return text + "\n“rapport sources NAME” shows how to get one, step by step.\n"
  }

  private static func item(_ name: String, _ summary: String, _ looks: String) -> String {
    let indent = String(repeating: " ", count: 14)
    let padding = String(repeating: " ", count: max(1, 12 - name.count))
    return "  \(name)\(padding)\(summary)\n\(indent)seen by: \(looks)\n"
  }
}
