/// How to get a source of each kind: from the other system's export to a report, in steps.
public struct SourceGuide: Sendable {
  public let kind: SourceKind
  /// A line for a list of kinds.
  public let summary: String
  /// The guide, in plain text, ending with a line break.
  public let text: String

  /// What such a source looks like, by which it is recognised.
  public var looks: String { SourceFormat.of(kind)?.looks ?? "" }

  /// One for each kind, in the order of `SourceKind`.
  public static let all: [SourceGuide] = [native, dataverse, mail, calendar, table]

  /// The guide of a kind.
  public static func of(_ kind: SourceKind) -> SourceGuide? { all.first { $0.kind == kind } }

  private static let native = SourceGuide(
    kind: .native, summary: "a folder of tables as CSV or JSON Lines: users.csv, activities.csv and so on",
    text: """
      NATIVE: tables as CSV or JSON Lines

      A folder with one file per table: users, accounts, contacts, leads, opportunities, sales_team, stakeholders,
      activities, participants; each NAME.csv or NAME.jsonl, gzipped or not. users and activities have to be there,
      unless another source has them. The README lists the columns.

        rapport check data
        rapport generate data --time-zone Europe/Berlin --internal-domain example.com

      "rapport demo DIR" writes an example.

      """)
}
