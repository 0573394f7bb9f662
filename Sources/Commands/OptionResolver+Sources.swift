extension OptionResolver {
  mutating func sources() -> [SourceArgument] {
    let expected = "the folder of a data set, or KIND:PATH"
    guard let given = reader.several("sources", expected: expected), !given.isEmpty else {
      if reader.place(of: "sources") == nil || reader.problems.isEmpty { reader.report(.noSource) }
      return []
    }
    return given.compactMap { raw in
      var kind: SourceArgument.Kind?
      var path = raw
      if let colon = raw.text.firstIndex(of: ":"), let named = SourceArgument.Kind(rawValue: String(raw.text[..<colon]))
      {
        kind = named
        path.text = String(raw.text[raw.text.index(after: colon)...])
      }
      guard !path.text.isEmpty else {
        reader.reportBadValue(raw, expected: expected)
        return nil
      }
      if let kind, kind != .native {
        reader.report(
          .notAvailable(
            raw.place, what: "sources of the kind \(quoted(kind.rawValue)) are",
            help: "name a folder with the tables as CSV or JSON Lines"))
      }
      return SourceArgument(kind: kind, path: reader.path(path, in: context.directory))
    }
  }
}
