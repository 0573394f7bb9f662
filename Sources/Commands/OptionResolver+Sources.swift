import Ingest

extension OptionResolver {
  mutating func sources() -> [SourceArgument] {
    let expected = "a path, or KIND:PATH"
    guard let given = reader.several("sources", expected: expected), !given.isEmpty else {
      if reader.place(of: "sources") == nil || reader.problems.isEmpty { reader.report(.noSource) }
      return []
    }
    return given.compactMap { raw in
      var kind: SourceKind?
      var path = raw
      if let colon = raw.text.firstIndex(of: ":"), let named = SourceKind(rawValue: String(raw.text[..<colon])) {
        kind = named
        path.text = String(raw.text[raw.text.index(after: colon)...])
      }
      guard !path.text.isEmpty else {
        reader.reportBadValue(raw, expected: expected)
        return nil
      }
      return SourceArgument(kind: kind, path: reader.path(path, in: context.directory))
    }
  }
}
