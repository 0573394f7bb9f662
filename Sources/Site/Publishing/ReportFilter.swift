/// Which records a report is limited to. Two reports with different filters do not go into one folder unasked, because
/// the second would remove the pages of the first.
public struct ReportFilter: Equatable, Sendable, Codable {
  /// The values of `--only`: `TYPE` or `TYPE:ID`; sorted, each once.
  public let only: [String]
  /// The values of `--owner`: user ids; sorted, each once.
  public let owner: [String]
  /// The values of `--team`: team names; sorted, each once.
  public let team: [String]

  /// The order and number of mentions do not matter; all empty is everything.
  public init(only: [String] = [], owner: [String] = [], team: [String] = []) {
    self.only = Set(only).sorted()
    self.owner = Set(owner).sorted()
    self.team = Set(team).sorted()
  }
}

extension ReportFilter: CustomStringConvertible {
  /// As on the command line: `--only lead --owner u7`, or `no filter`.
  public var description: String {
    let words = [("--only", only), ("--owner", owner), ("--team", team)]
      .flatMap { option, values in values.map { "\(option) \($0)" } }
    return words.isEmpty ? "no filter" : words.joined(separator: " ")
  }
}
