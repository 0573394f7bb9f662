import Markup

/// A text of the catalogue, taken apart once: fixed stretches and `{slots}`; `**…**` is set in bold.
struct Message: Sendable {
  /// A fixed stretch, which may be empty, and the slot after it; only the last stretch has none.
  ///
  /// Nothing that is counted: messages are written hundreds of times for a page.
  struct Stretch: Sendable {
    /// Where the stretch stands in the HTML, and in the plain text.
    var html: Range<Int>
    var plain: Range<Int>
    var slot: Slot?
  }

  /// All fixed stretches, as finished HTML and as plain text.
  private(set) var html: [UInt8] = []
  private(set) var plain: [UInt8] = []
  private(set) var stretches: [Stretch] = []

  /// Why a text cannot be taken apart.
  enum Problem: Error, Equatable {
    case unclosedBrace
    case unknownSlot(String)
    case unclosedBold
  }

  init(_ text: String) throws(Problem) {
    var html = HTMLWriter()
    var isBold = false
    var rest = Array(text.utf8)[...]
    while let byte = rest.first {
      if rest.starts(with: "**".utf8) {
        rest = rest.dropFirst(2)
        html.raw(isBold ? "</b>" : "<b>")
        isBold.toggle()
      } else if byte == UInt8(ascii: "{") {
        guard let brace = rest.firstIndex(of: UInt8(ascii: "}")) else { throw .unclosedBrace }
        let name = String(decoding: rest[..<brace].dropFirst(), as: UTF8.self)
        guard let slot = Slot(rawValue: name) else { throw .unknownSlot(name) }
        endStretch(html.count, slot)
        rest = rest[brace...].dropFirst()
      } else {
        // A single “*” is text.
        let run = rest.dropFirst().prefix { $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "{") }
        let text = rest[..<run.endIndex]
        text.withUnsafeBufferPointer { html.text($0) }
        plain += text
        rest = rest[run.endIndex...]
      }
    }
    if isBold { throw .unclosedBold }
    endStretch(html.count, nil)
    self.html = html.bytes
  }

  private mutating func endStretch(_ htmlEnd: Int, _ slot: Slot?) {
    stretches.append(
      Stretch(
        html: (stretches.last?.html.upperBound ?? 0)..<htmlEnd,
        plain: (stretches.last?.plain.upperBound ?? 0)..<plain.count, slot: slot))
  }
}

/// The messages of a catalogue, each found by the position of its term. The stretches of all stand in one array.
struct MessageTable: Sendable {
  /// A message of the table.
  struct Entry: Sendable {
    /// Where its stretches stand.
    var stretches: Range<Int>
    /// Where its plain text stands in `fixed`, if it has no slots.
    var fixed: Int?
  }

  private(set) var html: [UInt8] = []
  private(set) var plain: [UInt8] = []
  private(set) var stretches: [Message.Stretch] = []
  /// The plain texts of messages that have no slots.
  private(set) var fixed: [String] = []
  private var messages = [Entry?](repeating: nil, count: Term.allCases.count)
  /// Those of which the catalogue has a singular.
  private var singulars = [Entry?](repeating: nil, count: Term.allCases.count)

  /// - Parameter isOne: whether the singular is asked for; where there is none, the other is good for both.
  func message(_ term: Term, isOne: Bool) -> Entry? {
    if isOne, let singular = singulars[term.rawValue] { return singular }
    return messages[term.rawValue]
  }

  mutating func set(_ term: Term, _ message: Message, singular: Message?) {
    messages[term.rawValue] = add(message)
    singulars[term.rawValue] = singular.map { add($0) }
  }

  private mutating func add(_ message: Message) -> Entry {
    let first = stretches.count
    for var stretch in message.stretches {
      stretch.html = stretch.html.lowerBound + html.count..<stretch.html.upperBound + html.count
      stretch.plain = stretch.plain.lowerBound + plain.count..<stretch.plain.upperBound + plain.count
      stretches.append(stretch)
    }
    html += message.html
    plain += message.plain
    var entry = Entry(stretches: first..<stretches.count)
    if message.stretches.count == 1 {
      entry.fixed = fixed.count
      fixed.append(String(decoding: message.plain, as: UTF8.self))
    }
    return entry
  }
}

/// What is put into a slot of a message. It is escaped where it is written.
public enum Argument: Sendable, Equatable {
  case text(String)
  /// Text that leads to another page, by a path relative to this one; plain text where there is no path.
  case link(String, path: String?)

  var plain: String {
    switch self {
    case .text(let text), .link(let text, _): text
    }
  }
}
