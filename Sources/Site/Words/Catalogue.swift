import Yams

/// What is wrong with a catalogue of words.
public enum CatalogueError: Error, Equatable, CustomStringConvertible {
  case unknownLanguage(String, known: [String])
  case notYAML(file: String, reason: String)
  case missing(file: String, key: String)
  case unknownKey(file: String, key: String)
  case badMessage(file: String, key: String, reason: String)
  case wrongValue(file: String, key: String, expected: String)

  public var description: String {
    switch self {
    case .unknownLanguage(let tag, let known):
      "there is no catalogue of words for the language “\(tag)”: use \(known.joined(separator: ", ")), "
        + "or add words/\(tag).yml to a folder and give it with --templates"
    case .notYAML(let file, let reason): "\(file) is not valid YAML: \(reason)"
    case .missing(let file, let key): "\(file): “\(key)” is missing; copy it from words/en.yml and translate it"
    case .unknownKey(let file, let key): "\(file): “\(key)” is not a word of any page; remove it"
    case .badMessage(let file, let key, let reason): "\(file): “\(key)”: \(reason)"
    case .wrongValue(let file, let key, let expected): "\(file): “\(key)”: expected \(expected)"
    }
  }
}

extension Words {
  /// Reads a catalogue.
  ///
  /// - Parameters:
  ///   - yaml: the text of `words/LANGUAGE.yml`.
  ///   - file: its name, for messages.
  public convenience init(yaml: String, file: String) throws(CatalogueError) {
    let root: Node
    do {
      // Every value is taken as text: none is looked at for numbers, dates or truth.
      root = try Yams.compose(yaml: yaml, .basic) ?? Node(stringLiteral: "")
    } catch {
      throw .notYAML(file: file, reason: "\(error)")
    }
    let reader = CatalogueReader(file: file, root: root)
    let language = try reader.text("language")
    let direction = try reader.choice("direction", of: ["ltr", "rtl"])
    let ruleName = try reader.choice("plural", of: PluralRule.allCases.map(\.rawValue))
    let plural = PluralRule(rawValue: ruleName) ?? .other
    self.init(
      language: language, direction: direction, formatWords: try reader.formats(), plural: plural,
      messages: try reader.messages(plural: plural))
  }
}

/// Takes the values out of a catalogue, each with an error that names its key.
private struct CatalogueReader {
  let file: String
  let root: Node

  func text(_ key: String, in node: Node? = nil) throws(CatalogueError) -> String {
    guard let value = (node ?? root).value(of: key)?.scalar?.string else {
      throw .missing(file: file, key: key)
    }
    return value
  }

  func choice(_ key: String, of known: [String]) throws(CatalogueError) -> String {
    let value = try text(key)
    guard known.contains(value) else {
      throw .wrongValue(file: file, key: key, expected: known.joined(separator: " or "))
    }
    return value
  }

  func texts(_ key: String, count: Int, in node: Node) throws(CatalogueError) -> [String] {
    guard let items = node.value(of: key)?.sequence else { throw .missing(file: file, key: key) }
    let values = items.compactMap { $0.scalar?.string }
    guard values.count == count else { throw .wrongValue(file: file, key: key, expected: "\(count) names") }
    return values
  }

  func formats() throws(CatalogueError) -> FormatWords {
    guard let node = root.value(of: "formats") else { throw .missing(file: file, key: "formats") }
    guard let groupFrom = Int(try text("group_from_digits", in: node)) else {
      throw .wrongValue(file: file, key: "group_from_digits", expected: "a whole number")
    }
    return FormatWords(
      decimalMark: try text("decimal_mark", in: node), groupMark: try text("group_mark", in: node),
      groupFromDigits: groupFrom,
      months: try texts("months", count: 12, in: node), monthsShort: try texts("months_short", count: 12, in: node),
      weekdays: try texts("weekdays", count: 7, in: node),
      weekdaysShort: try texts("weekdays_short", count: 7, in: node),
      date: try text("date", in: node), dayMonth: try text("day_month", in: node),
      weekdayDate: try text("weekday_date", in: node), dateTime: try text("date_time", in: node),
      minutes: try text("minutes", in: node), hours: try text("hours", in: node), days: try text("days", in: node),
      percent: try text("percent", in: node), money: try text("money", in: node),
      outOf: try text("out_of", in: node),
      listSeparator: try text("list_separator", in: node), listEnd: try text("list_end", in: node),
      sentenceSeparator: try text("sentence_separator", in: node))
  }

  func messages(plural: PluralRule) throws(CatalogueError) -> MessageTable {
    guard let terms = root.value(of: "terms")?.mapping else {
      throw .missing(file: file, key: "terms")
    }
    var messages = MessageTable()
    for (keyNode, value) in terms {
      let key = keyNode.scalar?.string ?? ""
      guard let term = Term(key: key) else { throw .unknownKey(file: file, key: key) }
      if let text = value.scalar?.string {
        messages.set(term, try message(text, key), singular: nil)
      } else {
        let one = value.value(of: "one")?.scalar?.string
        messages.set(
          term, try message(try text("other", in: value), key),
          singular: try one.map { text throws(CatalogueError) in try message(text, key) })
      }
    }
    for term in Term.allCases where messages.message(term, isOne: false) == nil {
      throw .missing(file: file, key: term.key)
    }
    return messages
  }

  private func message(_ text: String, _ key: String) throws(CatalogueError) -> Message {
    do {
      return try Message(text)
    } catch {
      let reason =
        switch error {
        case .unclosedBrace: "a “{” without a “}”"
        case .unclosedBold: "a “**” without a second one"
        case .unknownSlot(let name): "“{\(name)}” is not known; the slots of this message stand in words/en.yml"
        }
      throw .badMessage(file: file, key: key, reason: reason)
    }
  }
}

extension Node {
  /// The value of a key. A look-up in the mapping would compare what the keys might be taken for, too.
  fileprivate func value(of key: String) -> Node? { mapping?.first { $0.key.scalar?.string == key }?.value }
}
