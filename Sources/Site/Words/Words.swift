import Bytes
import Markup

/// The words of a report in one language, and its formats: every word on a page comes from here.
///
/// An object, because every part of every page is handed it.
public final class Words: Sendable {
  /// The BCP 47 tag of the language, for `lang`.
  public let language: String
  /// `ltr` or `rtl`.
  public let direction: String
  let formatWords: FormatWords
  let plural: PluralRule
  let messages: MessageTable

  init(language: String, direction: String, formatWords: FormatWords, plural: PluralRule, messages: MessageTable) {
    self.language = language
    self.direction = direction
    self.formatWords = formatWords
    self.plural = plural
    self.messages = messages
  }

  /// The same as an object of its own.
  func copy() -> Words {
    Words(language: language, direction: direction, formatWords: formatWords, plural: plural, messages: messages)
  }

  /// Writes a message with its slots filled in and escaped.
  ///
  /// - Parameter count: chooses between singular and plural, and fills `{count}`.
  public func write(
    _ term: Term, count: Int? = nil, _ arguments: KeyValuePairs<Slot, Argument> = [:], to html: inout HTMLWriter
  ) {
    guard let message = messages.message(term, isOne: isOne(count)) else { return }
    for position in message.stretches {
      html.raw(messages.html, messages.stretches[position].html)
      switch messages.stretches[position].slot {
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
    guard let message = messages.message(term, isOne: isOne(count)) else { return "" }
    if let fixed = message.fixed { return messages.fixed[fixed] }
    return ByteBuffer.text { text in
      for position in message.stretches {
        text.append(messages.plain, messages.stretches[position].plain)
        switch messages.stretches[position].slot {
        case nil: break
        case .count where count != nil: text.append(formatWords.number(count ?? 0))
        case let slot?: text.append(value(of: slot, in: arguments).plain)
        }
      }
    }
  }

  /// “A, B and C”.
  public func list(_ items: [String]) -> String {
    ByteBuffer.text { writeList(items.count, to: &$0) { $1.add(items[$0]) } }
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

  private func isOne(_ count: Int?) -> Bool { count.map { plural.category(of: $0) == .one } ?? false }

  /// A slot that is not given shows its name: a mistake that a test finds.
  private func value(of slot: Slot, in arguments: KeyValuePairs<Slot, Argument>) -> Argument {
    for position in arguments.indices where arguments[position].key == slot { return arguments[position].value }
    return .text("{\(slot.rawValue)}")
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
