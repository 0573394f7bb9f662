import Analytics

/// Settings that are documented and change nothing yet. One that would change the report is refused, so that nobody
/// relies on it.
extension OptionResolver {
  mutating func previous() -> PreviousReport {
    guard let raw = reader.single("previous", expected: "a folder that holds a report, or none") else { return .out }
    if raw.text == "none" { return .none }
    reader.report(
      .notAvailable(raw.place, what: "comparing with another report is", help: "leave it out, or use none"))
    return .directory(reader.path(raw, in: context.directory))
  }
}
