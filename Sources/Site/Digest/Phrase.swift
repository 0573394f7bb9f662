import Analytics
import Markup

/// A sentence or name in both forms that a mail has: as HTML and as plain text.
struct Phrase: Sendable, Equatable {
  /// Escaped; holds no element but `<b>`.
  let html: [UInt8]
  let plain: String

  /// Text from data or from the catalogue.
  init(_ text: String) {
    plain = Escape.plain(text)
    var writer = HTMLWriter()
    writer.text(plain)
    html = writer.bytes
  }

  /// A message of the catalogue.
  init(_ words: Words, _ term: Term, count: Int? = nil, _ arguments: KeyValuePairs<Slot, Argument> = [:]) {
    plain = Escape.plain(words.plain(term, count: count, arguments))
    var writer = HTMLWriter()
    words.write(term, count: count, arguments, to: &writer)
    html = writer.bytes
  }

  /// A change.
  init(_ words: ChangeWords, _ change: RecordChange, _ record: RecordState) {
    plain = Escape.plain(words.plain(change, of: record))
    var writer = HTMLWriter()
    words.write(change, of: record, to: &writer)
    html = writer.bytes
  }
}

extension String {
  /// The text without what would act on the text around it, cut where it takes more than so many columns. Marks take no
  /// column, so that bytes are limited, too.
  func shortened(to columns: Int) -> String {
    let fitted = ColumnWidth.fitted(Escape.plain(self), to: columns)
    guard fitted.utf8.count > 4 * columns else { return fitted }
    var short = String.UnicodeScalarView()
    var bytes = 0
    for scalar in fitted.unicodeScalars {
      bytes += UTF8.width(scalar)
      if bytes > 4 * columns - 3 { break }
      short.append(scalar)
    }
    return String(short) + "…"
  }
}
