import Dataset

/// The e-mail of a report: who gets it, and what comes with it.
public struct ReportMail: Sendable {
  public var from: MailAddress
  /// At least one.
  public var to: [MailAddress]
  /// `nil`: the title of the report and its day.
  public var subject: String?
  /// `nil`: the end of the report's day. No clock is asked, so that the same report gives the same mail.
  public var date: Instant?
  /// Where the report can be seen by those who get the mail, such as `https://reports.example/weekly/`; `nil` if nowhere.
  public var address: String?
  /// Whether the whole report comes with it, in a zip file.
  public var attachesReport = false

  public init(from: MailAddress, to: [MailAddress]) {
    self.from = from
    self.to = to
  }

  /// The name of the file that the report comes in, and without its ending that of the folder in it.
  static let archiveName = "report"

  /// - Parameter words: of the report's language.
  /// - Throws: `PublishedReportError` or `ZipError` if the report is to be attached and cannot be read or packed.
  public func message(of report: DigestSource, words: Words) throws -> MailMessage {
    let file = Self.archiveName + ".zip"
    let options = DigestOptions(address: address, attachment: attachesReport ? file : nil)
    let digest = Digest(report, words: words, options: options)
    let (html, rows) = DigestHTML(digest, words: words).document()
    var message = MailMessage(
      from: from, to: to, subject: subject ?? Digest.subject(report, words: words),
      date: date ?? report.zone.end(of: report.asOf), zone: report.zone, language: words.language,
      plain: DigestText.text(digest, words: words, rows: rows), html: html)
    if attachesReport {
      message.attachment = MailMessage.Attachment(
        name: file, mediaType: "application/zip", bytes: try report.archive(folder: Self.archiveName))
    }
    return message
  }
}
