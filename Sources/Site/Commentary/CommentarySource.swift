import Analytics
import Dataset

/// What somebody wrote about a record or about the team, with the front matter that it began with.
public struct CommentarySource: Sendable, Equatable {
  public var author: String?
  public var date: CivilDate?
  /// The flags that the author does not want to see on the record, in order of importance, each once.
  public var mute: [AttentionCode]
  /// The last day on which `mute` counts; without it, it always does.
  public var until: CivilDate?
  /// The Markdown after the front matter.
  public var body: String
  /// The line of the file on which `body` begins, from 1: line n of the body is line `bodyLine + n - 1` of the file.
  public var bodyLine: Int
  /// The file's name within the commentary folder.
  public var path: String

  public init(
    author: String? = nil, date: CivilDate? = nil, mute: [AttentionCode] = [], until: CivilDate? = nil, body: String,
    bodyLine: Int = 1, path: String
  ) {
    self.author = author
    self.date = date
    self.mute = mute
    self.until = until
    self.body = body
    self.bodyLine = bodyLine
    self.path = path
  }

  /// The flags that are muted in a report as of `date` (KPI spec, "Attention").
  public func muted(on date: CivilDate) -> [AttentionCode] {
    if let until, date > until { return [] }
    return mute
  }
}

/// What a commentary is about.
public enum CommentarySubject: Sendable, Hashable {
  case team
  case record(RecordType, id: String)
}
