import Dataset

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Mail archives: mbox, Maildir, folders of `.eml` files or single ones, and messages of Microsoft Graph as JSON, in any
/// mixture of files and folders (sources spec, "mail").
///
/// Each message is one activity, made of its header alone. What a file is, its first bytes tell.
public struct MailSource: SourceAdapter {
  private let location: SourceLocation

  public init(_ location: SourceLocation) { self.location = location }

  /// Reads all messages.
  ///
  /// - Throws: `IngestError` if the source is not there, holds no mail at all, or GMime is needed and not installed.
  public func read(into tables: inout StagedTables, _ settings: SourceSettings) throws(IngestError) {
    var reader = MailFileReader(source: location.shown, includesBulk: settings.includesBulk)
    var status = stat()
    guard stat(location.path, &status) == 0 else {
      throw .unreadable(path: location.shown, reason: String(cString: strerror(errno)))
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      let folder = MailFolder(location)
      for (name, reason) in folder.unreadable {
        tables.report(
          DataProblem(.leftOutRow, file: name, field: "folder", found: reason, expected: "a folder that can be read"))
      }
      for file in folder.files { try reader.readFile(of: file, into: &tables) }
    } else {
      try reader.read(path: location.path, name: location.shown, into: &tables)
    }
    try reader.finish(into: &tables)
  }
}

/// Reads the files of one source.
struct MailFileReader: ~Copyable {
  private let source: String
  private var collector: MailCollector
  private var graph = GraphMessages()
  /// Made when the first message needs it, so that messages of Graph can be read without GMime.
  private var maker: MessageMaker?

  init(source: String, includesBulk: Bool) {
    self.source = source
    collector = MailCollector(includesBulk: includesBulk)
  }

  /// Reads a file of a folder; what is wrong with it is reported, because there are others.
  mutating func readFile(of file: MailFolder.File, into tables: inout StagedTables) throws(IngestError) {
    if MailFolder.isDraft(file.name) {
      collector.drafts += 1
      return
    }
    do throws(IngestError) {
      try read(path: file.path, name: file.name, into: &tables)
    } catch {
      guard let problem = Self.problem(error, of: file.name) else { throw error }
      tables.report(problem)
    }
  }

  /// What is wrong with one file; `nil` if no file could be read after it.
  private static func problem(_ error: IngestError, of file: String) -> DataProblem? {
    switch error {
    case .malformed(_, 0, _, let found, let expected):
      DataProblem(.note, file: file, found: found, expected: expected + "; the file is left out")
    case .malformed(_, let line, let column, let found, let expected):
      DataProblem(
        .leftOutRow, file: file, line: line, column: column, field: "file",
        found: found.hasPrefix("“") && found.hasSuffix("”") ? String(found.dropFirst().dropLast()) : found,
        expected: expected)
    case .unreadable(file, let reason):
      DataProblem(.leftOutRow, file: file, field: "file", found: reason, expected: "a file that can be read")
    default: nil
    }
  }

  mutating func read(path: String, name: String, into tables: inout StagedTables) throws(IngestError) {
    var mailbox = try MailboxReader(path: path, name: name)
    switch MailFormat(of: try mailbox.peek()) {
    case .empty: return
    case .json:
      try graph.read(path: path, name: name, into: &collector, &tables)
      return
    case .mail: break
    case .other:
      throw .malformed(
        file: name, line: 0, column: 0, found: "no mail",
        expected: "an mbox, a message with header fields, or JSON of Microsoft Graph")
    }
    if maker == nil { maker = try MessageMaker(for: source) }
    while let head = try mailbox.next() { take(head, of: name, into: &tables) }
  }

  private mutating func take(_ head: MailboxReader.Head, of name: String, into tables: inout StagedTables) {
    guard let result = maker?.message(head.bytes) else { return }
    if head.isCut {
      tables.report(
        DataProblem(
          .note, file: name, line: head.line, found: "a header of more than \(head.bytes.count) bytes",
          expected: "a shorter one; the rest of it is not read"))
    }
    switch result {
    case .message(let message, let wrongDate):
      if let wrongDate {
        tables.report(
          DataProblem(
            .note, file: name, line: head.line, field: "Date", found: "“\(wrongDate)”",
            expected: "a date from 1970 on that is no more than a day after the newest Received, whose time "
              + "\(message.at.utcDescription) is taken"))
      }
      collector.add(message, file: name, line: head.line)
    case .draft: collector.drafts += 1
    case .undated(let date):
      tables.report(
        DataProblem(
          .leftOutRow, file: name, line: head.line, field: "Date", found: date,
          expected: "a date such as Tue, 31 Mar 2026 14:05:00 +0200, or one in Received"))
    case .notMail:
      tables.report(
        DataProblem(
          .leftOutRow, file: name, line: head.line, field: "header", found: "",
          expected: "From, Date, Subject and others before the first empty line"))
    }
  }

  /// Hands over the messages, and says what became of the others.
  ///
  /// - Throws: `IngestError.malformed` if there was no mail.
  mutating func finish(into tables: inout StagedTables) throws(IngestError) {
    graph.finish(into: &tables)
    if collector.isEmpty {
      throw .malformed(
        file: source, line: 0, column: 0, found: "no mail that can be read",
        expected: "an mbox, a Maildir, .eml files or JSON of Microsoft Graph")
    }
    collector.emit(into: &tables)
    note(
      collector.bulk, "from mailing lists, automatic answers or bounces", "include_bulk: true to count them", &tables)
    note(collector.drafts, "kept as drafts", "only what was sent; they are left out", &tables)
    note(
      collector.copies, "stored more than once", "each message once; copies with the same Message-ID are one", &tables)
  }

  private func note(_ count: Int, _ what: String, _ expected: String, _ tables: inout StagedTables) {
    if count == 0 { return }
    tables.report(
      DataProblem(
        .note, file: source, found: "\(count) message\(count == 1 ? "" : "s") \(what)", expected: expected))
  }
}

/// What a file of mail is.
enum MailFormat: Equatable {
  case empty
  /// An mbox or one message.
  case mail
  case json
  case other

  /// Tells by the first bytes of a file.
  init(of head: UnsafeBufferPointer<UInt8>) {
    var text = head
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = UnsafeBufferPointer(rebasing: text.dropFirst(3)) }
    text = UnsafeBufferPointer(rebasing: text.drop { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 || $0 == 0x09 })
    if text.isEmpty {
      self = .empty
    } else if text.first == UInt8(ascii: "{") || text.first == UInt8(ascii: "[") {
      self = .json
    } else {
      self = Self.isMail(text) ? .mail : .other
    }
  }

  private static func isMail(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.starts(with: "From ".utf8) else { return HeaderBlock.isMail(text) }
    guard let lineEnd = text.firstIndex(of: 0x0A) else { return false }
    let line = UnsafeBufferPointer(rebasing: text[..<lineEnd])
    let rest = UnsafeBufferPointer(rebasing: text[(lineEnd + 1)...])
    return SeparatorLine.hasDate(line, strictly: false) || HeaderBlock.startsWithField(rest)
      || rest.starts(with: ">From ".utf8)
  }
}
