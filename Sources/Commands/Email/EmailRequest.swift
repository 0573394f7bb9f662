import Markup
import Site

/// What is asked of `rapport email`, as it was typed.
struct EmailRequest {
  var report: ResolvedPath
  /// Lists of addresses.
  var to: [String]
  var from: String?
  var subject: String?
  var attach = false
  var url: String?
  var out: String?
  var templates: ResolvedPath?

  private static let addressForm = "an address such as ann@example.com or Ann Lee <ann@example.com>"

  /// The mail that is asked for; its subject and its addresses hold nothing that would end a line.
  ///
  /// - Throws: `CommandLineError.several` with all that is wrong.
  func mail(in context: CommandContext) throws(CommandLineError) -> ReportMail {
    var problems: [CommandLineError] = []
    let recipients = addresses("--to", to, &problems)
    let senders = addresses("--from", from.map { [$0] } ?? [], &problems)
    checkTexts(senders, &problems)
    let address = url.flatMap { WebAddress.folder($0) }
    let epoch = context.environment["SOURCE_DATE_EPOCH", default: ""]
    let date = epoch.isEmpty ? nil : SourceDate.instant(epoch)
    if !epoch.isEmpty && date == nil {
      problems.append(
        SourceDate.problem(epoch, help: "unset it: the mail is then dated at the end of the report\u{2019}s day"))
    }
    if let problem = problems.first { throw problems.count == 1 ? problem : .several(problems) }
    guard let first = recipients.first else { throw Self.bad("--to", "nothing", Self.addressForm) }
    var mail = ReportMail(from: senders.first ?? first, to: recipients)
    mail.subject = subject
    mail.date = date
    mail.address = address
    mail.attachesReport = attach
    return mail
  }

  private func checkTexts(_ senders: [MailAddress], _ problems: inout [CommandLineError]) {
    if senders.count > 1 { problems.append(Self.bad("--from", "\(senders.count) addresses", "one")) }
    if let subject, let character = MailHeader.unsafeCharacter(in: subject) {
      problems.append(Self.bad("--subject", "\(quoted(subject)), \(character) in it", "one line of text"))
    }
    if let out, out.isEmpty { problems.append(Self.bad("--out", "nothing", "a file such as weekly.eml")) }
    if let url, WebAddress.folder(url) == nil {
      problems.append(Self.bad("--url", quoted(url), "an address such as https://reports.example.com/weekly/"))
    }
  }

  /// All addresses of some lists, each once.
  private func addresses(
    _ option: String, _ lists: [String], _ problems: inout [CommandLineError]
  ) -> [MailAddress] {
    var found: [MailAddress] = []
    for list in lists {
      do {
        for address in try MailAddress.list(list) where !found.contains(where: { $0.address == address.address }) {
          found.append(address)
        }
      } catch {
        problems.append(Self.bad(option, "\(quoted(error.text)): \(error.reason)", Self.addressForm))
      }
    }
    return found
  }

  private static func bad(_ option: String, _ found: String, _ expected: String) -> CommandLineError {
    .badValue(.commandLine(option), found: found, expected: expected)
  }
}
