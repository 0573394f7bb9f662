import Markup

/// The words of a report in one language, and its formats: every word on a page comes from here.
public struct Words: Sendable {
  /// The BCP 47 tag of the language, for `lang`.
  public let language: String
  /// `ltr` or `rtl`.
  public let direction: String
  let formatWords: FormatWords
  let plural: PluralRule
  let messages: MessageTable

  /// Writes a message with its slots filled in and escaped.
  ///
  /// - Parameter count: chooses between singular and plural, and fills `{count}`.
  public func write(
    _ term: Term, count: Int? = nil, _ arguments: KeyValuePairs<Slot, Argument> = [:], to html: inout HTMLWriter
  ) {
    guard let message = message(term, count) else { return }
    for stretch in message.stretches {
      html.raw(message.html[stretch.html])
      switch stretch.slot {
      case nil: break
      case .count where count != nil: html.text(formatWords.number(count ?? 0))
      case let slot?: Self.write(value(of: slot, in: arguments), to: &html)
      }
    }
  }

  /// A message as plain text, for titles and for slots of other messages. It is not escaped.
  public func plain(
    _ term: Term, count: Int? = nil, _ arguments: KeyValuePairs<Slot, Argument> = [:]
  ) -> String {
    guard let message = message(term, count) else { return "" }
    if let fixed = message.fixed { return fixed }
    var text = ""
    for stretch in message.stretches {
      text += stretch.plain
      switch stretch.slot {
      case nil: break
      case .count where count != nil: text += formatWords.number(count ?? 0)
      case let slot?: text += value(of: slot, in: arguments).plain
      }
    }
    return text
  }

  /// “A, B and C”.
  public func list(_ items: [String]) -> String {
    var text = ""
    writeList(items.count, to: &text) { $1.add(items[$0]) }
    return text
  }

  /// The same, item by item.
  func writeList<Sink: TextSink & ~Copyable>(_ count: Int, to sink: inout Sink, _ item: (Int, inout Sink) -> Void) {
    for index in 0..<count {
      if index > 0 { sink.add(index == count - 1 ? formatWords.listEnd : formatWords.listSeparator) }
      item(index, &sink)
    }
  }

  /// “A, B, C”: figures or facts of which none is the last in sense.
  public func series(_ items: [String]) -> String { items.joined(separator: formatWords.listSeparator) }

  /// Sentences one after the other.
  public func sentences(_ sentences: [String]) -> String {
    sentences.joined(separator: formatWords.sentenceSeparator)
  }

  /// What stands between two sentences.
  func writeSentenceSeparator(to html: inout HTMLWriter) { html.text(formatWords.sentenceSeparator) }

  private func message(_ term: Term, _ count: Int?) -> Message? {
    guard let counted = messages[term] else { return nil }
    if let count, plural.category(of: count) == .one, let one = counted.one { return one }
    return counted.other
  }

  /// A slot that is not given shows its name: a mistake that a test finds.
  private func value(of slot: Slot, in arguments: KeyValuePairs<Slot, Argument>) -> Argument {
    arguments.first { $0.key == slot }?.value ?? .text("{\(slot.rawValue)}")
  }

  static func write(_ argument: Argument, to html: inout HTMLWriter) {
    switch argument {
    case .link(let text, let path?):
      html.raw("<a href=\"")
      html.text(path)
      html.raw("\">")
      html.text(text)
      html.raw("</a>")
    case .text(let text), .link(let text, nil):
      html.text(text)
    }
  }
}

/// A message with its singular, where it has one.
struct CountedMessage: Sendable {
  var one: Message?
  var other: Message

  var slots: Set<Slot> { other.slots.union(one?.slots ?? []) }
}

/// The messages of a catalogue, each found by the position of its term.
struct MessageTable: Sendable {
  private var messages = [CountedMessage?](repeating: nil, count: Term.allCases.count)

  subscript(term: Term) -> CountedMessage? {
    get { messages[term.rawValue] }
    set { messages[term.rawValue] = newValue }
  }
}
