import Markup

/// Writes messages the way compilers do, so that editors can jump to the place:
/// `activities.csv:12:7: error: at: found “soon”; expected an ISO 8601 instant`.
public struct DiagnosticWriter {
  /// How many messages of one kind are written before the rest is only counted.
  public static let shownOfAKind = 10

  private let usesColour: Bool
  private let level: MessageLevel
  private let sink: (String) -> Void

  /// - Parameter level: quiet leaves out all but errors, verbose cuts nothing short.
  public init(
    usesColour: Bool = false, level: MessageLevel = .normal, sink: @escaping (String) -> Void
  ) {
    self.usesColour = usesColour
    self.level = level
    self.sink = sink
  }

  public func write(_ diagnostic: Diagnostic) {
    if level == .quiet && diagnostic.severity != .error { return }
    sink(text(of: diagnostic))
  }

  /// Writes the first ten messages of each kind, in order, and counts the others.
  /// - Parameters:
  ///   - diagnostics: of any kinds, mixed.
  ///   - rest: where or how all of them can be seen: `all in report/data/issues.jsonl`.
  public func write(_ diagnostics: [Diagnostic], rest: String) {
    let limit = level == .verbose ? Int.max : Self.shownOfAKind
    var kinds: [String] = []
    var groups: [String: [Diagnostic]] = [:]
    for diagnostic in diagnostics where level != .quiet || diagnostic.severity == .error {
      let kind = "\(diagnostic.severity.rawValue) \(diagnostic.kind)"
      if groups[kind] == nil { kinds.append(kind) }
      groups[kind, default: []].append(diagnostic)
    }
    for kind in kinds {
      let group = groups[kind, default: []]
      for diagnostic in group.prefix(limit) { write(diagnostic) }
      if group.count > limit { sink("  and \(group.count - limit) more; \(Escape.plain(rest))\n") }
    }
  }

  private func text(of diagnostic: Diagnostic) -> String {
    var place = ""
    if let file = diagnostic.file {
      place = file
      if let line = diagnostic.line { place += ":\(line)" }
      if diagnostic.line != nil, let column = diagnostic.column { place += ":\(column)" }
      place += ": "
    }
    let outcome = [diagnostic.found.map { "found \($0)" }, diagnostic.expected.map { "expected \($0)" }]
      .compactMap { $0 }.joined(separator: "; ")
    let body = [diagnostic.message, outcome].filter { !$0.isEmpty }.joined(separator: ": ")
    var text = Escape.plain(place) + severity(diagnostic.severity) + ": " + Escape.plain(body) + "\n"
    if let help = diagnostic.help { text += "  help: " + Escape.plain(help) + "\n" }
    return text
  }

  private func severity(_ severity: Diagnostic.Severity) -> String {
    guard usesColour else { return severity.rawValue }
    let code =
      switch severity {
      case .error: "31"
      case .warning: "33"
      case .note: "36"
      }
    return "\u{1B}[1;\(code)m\(severity.rawValue)\u{1B}[0m"
  }
}
