import Site

/// The way from a report folder to its mail.
struct EmailPipeline {
  let request: EmailRequest
  let context: CommandContext

  /// Many mail servers take no more; in bytes.
  private static let largeMessage = 20_000_000

  func run() throws -> ExitStatus {
    let mail = try request.mail(in: context)
    let source = try source()
    let bytes = try message(mail, of: source).encoded()
    if bytes.count > Self.largeMessage {
      context.diagnostics().write(
        Diagnostic(
          .warning, message: "the mail has \(bytes.count / 1_000_000) MB, and many mail servers take no more than 20",
          help: "leave out --attach, and give the address of the report with --url"))
    }
    try Task.checkCancellation()
    try write(bytes, mail)
    return .done
  }

  private func source() throws(CommandLineError) -> DigestSource {
    do { return try DigestSource(folder: request.report.absolute, shown: request.report.shown) } catch {
      throw CommandLineError(report: error)
    }
  }

  private func message(_ mail: ReportMail, of source: DigestSource) throws -> MailMessage {
    let words = try words(of: source)
    do {
      return try mail.message(of: source, words: words)
    } catch let error as PublishedReportError {
      throw CommandLineError(report: error)
    } catch is ZipError {
      throw CommandLineError.failed(
        .cannotCreate,
        [
          Diagnostic(
            .error, file: request.report.shown, message: "the report is too large to be attached",
            help: "leave out --attach, and give the address of the report with --url")
        ])
    }
  }

  private func words(of source: DigestSource) throws(CommandLineError) -> Words {
    do {
      return try TemplateSource(folder: request.templates?.absolute).words(language: source.language)
    } catch {
      throw .failed(.usage, [Diagnostic(.error, file: request.templates?.shown, message: "\(error)")])
    }
  }

  private func write(_ bytes: [UInt8], _ mail: ReportMail) throws {
    guard let out = request.out else {
      guard context.console.output.write(String(decoding: bytes, as: UTF8.self)) else {
        throw CommandLineError.failed(
          .writeFailed, [Diagnostic(.error, message: "the mail could not be written to standard output")])
      }
      return
    }
    let file = context.directory.appending(out)
    do { try SingleFile.write(bytes, to: file.absolute, shown: file.shown) } catch let error as PublishError {
      throw CommandLineError(error)
    }
    context.console.output.write(EmailSummary(out: file.shown, addresses: mail.to.count, bytes: bytes.count).line)
  }
}
