import Markup

/// What a report was made of: the one line on standard output (command-line spec).
public struct ReportSummary: Sendable, Equatable {
  /// The report's folder, as the user named it.
  public var out: String
  public var pages: Int
  /// Open opportunities with a flag that is up.
  public var needingAttention: Int
  /// Rows of the input that the report goes without.
  public var rowsLeftOut: Int

  public init(out: String, pages: Int, needingAttention: Int, rowsLeftOut: Int) {
    self.out = out
    self.pages = pages
    self.needingAttention = needingAttention
    self.rowsLeftOut = rowsLeftOut
  }

  /// Ends with a line break.
  public var line: String {
    let folder = folderName(out)
    let attention = counted(needingAttention, "opportunity needs attention", "opportunities need attention")
    return "\(folder): \(counted(pages, "page", "pages")), \(attention), "
      + "\(counted(rowsLeftOut, "row", "rows")) left out; open \(folder)index.html\n"
  }
}

/// What a check found: the one line on standard output.
public struct CheckSummary: Sendable, Equatable {
  public var rowsRead: Int
  public var rowsLeftOut: Int
  /// References to rows that are not there.
  public var danglingReferences: Int

  public init(rowsRead: Int, rowsLeftOut: Int, danglingReferences: Int) {
    self.rowsRead = rowsRead
    self.rowsLeftOut = rowsLeftOut
    self.danglingReferences = danglingReferences
  }

  /// Ends with a line break.
  public var line: String {
    "\(counted(rowsRead, "row", "rows")) read, \(rowsLeftOut) left out, "
      + "\(counted(danglingReferences, "reference points", "references point")) nowhere; nothing was written\n"
  }
}

/// What a demo data set holds: the one line on standard output.
public struct DemoSummary: Sendable, Equatable {
  /// The folder, as the user named it.
  public var out: String
  public var opportunities: Int
  public var activities: Int

  public init(out: String, opportunities: Int, activities: Int) {
    self.out = out
    self.opportunities = opportunities
    self.activities = activities
  }

  /// Ends with a line break.
  public var line: String {
    let folder = folderName(out)
    return "\(folder): \(counted(opportunities, "opportunity", "opportunities")), "
      + "\(counted(activities, "activity", "activities")); "
      + "next: rapport generate \(shellWord(folder)) --config \(shellWord(folder + "rapport.yml"))\n"
  }
}

/// What a mail was made for: the one line on standard output.
public struct EmailSummary: Sendable, Equatable {
  /// The file, as the user named it.
  public var out: String
  public var addresses: Int
  public var bytes: Int

  public init(out: String, addresses: Int, bytes: Int) {
    self.out = out
    self.addresses = addresses
    self.bytes = bytes
  }

  /// Ends with a line break.
  public var line: String {
    "\(Escape.plain(out)): a mail to \(counted(addresses, "address", "addresses")), \((bytes + 999) / 1000) KB; "
      + "next: sendmail -t < \(shellWord(Escape.plain(out)))\n"
  }
}

private func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }

private func folderName(_ path: String) -> String {
  let plain = Escape.plain(path)
  return plain.hasSuffix("/") ? plain : plain + "/"
}

/// A word that a shell reads as it is.
private func shellWord(_ text: String) -> String {
  let isPlain = text.unicodeScalars.allSatisfy { scalar in
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "/._-+,".unicodeScalars.contains(scalar)
  }
  if isPlain && !text.hasPrefix("-") { return text }
  return "'" + text.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
}
