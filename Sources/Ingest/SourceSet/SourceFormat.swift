/// A kind of source: how it is recognised, and what reads it. `SourceFormat.all` lists them.
struct SourceFormat: Sendable {
  let kind: SourceKind
  /// What it looks like, as messages say it: “a folder with …”.
  let looks: String
  /// Whether a path is of this kind.
  let recognizes: @Sendable (SourceProbe, SourceSettings) -> Bool
  /// What reads it.
  let adapter: @Sendable (SourceLocation, SourceSettings) -> any SourceAdapter

  static func of(_ kind: SourceKind) -> SourceFormat? { all.first { $0.kind == kind } }

  /// The kind that a path is recognised as: the first of the list that fits.
  ///
  /// - Throws: `IngestError` if there is nothing, or nothing that is known.
  static func recognize(
    _ location: SourceLocation, _ settings: SourceSettings
  ) throws(IngestError) -> SourceFormat {
    let probe = try SourceProbe(location)
    guard let format = all.first(where: { $0.recognizes(probe, settings) }) else {
      throw .unrecognized(path: location.shown, expected: known)
    }
    return format
  }

  /// What every kind looks like, in the order of `SourceKind`.
  static var known: [String] {
    SourceKind.allCases.compactMap { of($0) }.map { "\($0.looks) (\($0.kind.rawValue))" }
  }
}
