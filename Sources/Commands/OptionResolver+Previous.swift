extension OptionResolver {
  /// What the report is compared with: the report in OUT, one in another folder, or nothing.
  mutating func previous() -> PreviousReport {
    guard let raw = reader.single("previous", expected: "a folder that holds a report, or none") else { return .out }
    if raw.text == "none" { return .none }
    return reader.folderIfGiven("previous", in: context.directory).map(PreviousReport.directory) ?? .out
  }
}
