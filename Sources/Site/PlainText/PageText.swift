/// A page as text: headings, sentences, facts as `Last contact: 26 Mar 2026`, cells as `Nordwind · Health: 72 good`,
/// charts by their title and description. Made for pages of this program, and content with any other.
struct PageText {
  private let bytes: [UInt8]
  private var index: Int
  /// The text since the last line, white space collapsed.
  private var text: [UInt8] = []
  private var context = Context.flow
  /// The heads of the table's columns, and of the row.
  private var columns: [[UInt8]] = []
  private var rowHead: [UInt8] = []
  private var column = 0
  private var cells: [(head: [UInt8], text: [UInt8])] = []
  private var isInTableHead = false
  /// The name of the fact to come.
  private var term: [UInt8] = []
  /// How many `<svg>` are open; only title and description of a chart are read.
  private var charts = 0
  private var isChartText = false

  private enum Context {
    case flow, item, term, fact, cell, head
    case heading(Int)
  }

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    index = start
  }

  mutating func write(to lines: inout TextLines) {
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count, Self.beginsTag(bytes[index + 1]) {
        tag(to: &lines)
      } else {
        character()
      }
    }
    flush(to: &lines)
    writeRow(to: &lines)
  }
}

extension PageText {
  private static func beginsTag(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")) || "/!?".utf8.contains(byte)
  }

  /// Adds a character of the text, or what a reference stands for.
  private mutating func character() {
    defer { index += 1 }
    guard charts == 0 || isChartText else { return }
    let byte = bytes[index]
    if byte <= 0x20 {
      space()
    } else if byte == UInt8(ascii: "&"), let (value, end) = CharacterReference.read(bytes, at: index) {
      text.append(contentsOf: value)
      index = end - 1
    } else {
      text.append(byte)
    }
  }

  private mutating func space() { if let last = text.last, last != 0x20 { text.append(0x20) } }

  /// Reads a tag, a comment or a declaration, and does what it asks for.
  private mutating func tag(to lines: inout TextLines) {
    if bytes[index...].starts(with: "<!--".utf8) {
      index = min(place(of: "-->", from: index + 4) + 3, bytes.count)
      return
    }
    let isEnd = bytes[index + 1] == UInt8(ascii: "/")
    let start = index + (isEnd ? 2 : 1)
    var name: [UInt8] = []
    index = start
    while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: ">"), bytes[index] != UInt8(ascii: "/")
    {
      if name.count < 16 { name.append(bytes[index] | 0x20) }
      index += 1
    }
    skipAttributes()
    let element = String(decoding: name, as: UTF8.self)
    if isEnd { close(element, to: &lines) } else { open(element, to: &lines) }
  }

  private mutating func skipAttributes() {
    var quote: UInt8?
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return
      }
    }
  }

  /// Where a mark stands next; the end if it does not.
  private func place(of mark: String, from start: Int) -> Int {
    var index = min(start, bytes.count)
    while index < bytes.count, bytes[index] != mark.utf8.first || !bytes[index...].starts(with: mark.utf8) {
      index += 1
    }
    return index
  }

  private mutating func open(_ element: String, to lines: inout TextLines) {
    switch element {
    case "style", "script": index = place(of: "</\(element)", from: index)
    case "svg":
      separate(to: &lines)
      charts += 1
    case "title" where charts > 0, "desc" where charts > 0: isChartText = true
    case _ where charts > 0: break
    case "h1", "h2", "h3", "h4", "h5", "h6":
      flush(to: &lines)
      context = .heading(element.utf8.last.map { Int($0) - 48 } ?? 1)
    case "title": context = .heading(1)
    case "li" where !isInCell:
      flush(to: &lines)
      context = .item
    case "dt":
      flush(to: &lines)
      context = .term
    case "dd":
      flush(to: &lines)
      context = .fact
    case "table":
      flush(to: &lines)
      columns = []
    case "thead": isInTableHead = true
    case "tbody": isInTableHead = false
    case "tr":
      flush(to: &lines)
      writeRow(to: &lines)
    case "th", "td":
      flush(to: &lines)
      context = element == "th" && (isInTableHead || column == 0) ? .head : .cell
    case _ where Self.blocks.contains(element): separate(to: &lines)
    default: break
    }
  }

  private mutating func close(_ element: String, to lines: inout TextLines) {
    switch element {
    case "svg": charts = max(0, charts - 1)
    case "title" where charts > 0, "desc" where charts > 0:
      isChartText = false
      separate(to: &lines)
    case _ where charts > 0: break
    case "th", "td":
      flush(to: &lines)
      column += 1
      context = .flow
    case "h1", "h2", "h3", "h4", "h5", "h6", "title", "dt", "dd":
      flush(to: &lines)
      context = .flow
    case "tr", "table":
      flush(to: &lines)
      writeRow(to: &lines)
      context = .flow
    case "li" where !isInCell:
      flush(to: &lines)
      context = .flow
    case _ where Self.blocks.contains(element): separate(to: &lines)
    default: break
    }
  }

  private var isInCell: Bool {
    switch context {
    case .cell, .head, .fact, .term: true
    default: false
    }
  }

  /// Elements that stand on lines of their own.
  private static let blocks: Set = [
    "address", "article", "aside", "blockquote", "body", "br", "caption", "details", "div", "dl", "figure", "footer",
    "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "ul",
  ]

  /// Begins a new line; in a cell or a fact, which is one datum, a new part.
  private mutating func separate(to lines: inout TextLines) {
    guard isInCell else { return flush(to: &lines) }
    trim()
    if !text.isEmpty { text += Array(" · ".utf8) }
  }

  private mutating func trim() {
    let separator = Array(" ·".utf8)
    while true {
      if text.last == 0x20 {
        text.removeLast()
      } else if text.suffix(separator.count).elementsEqual(separator) {
        text.removeLast(separator.count)
      } else {
        return
      }
    }
  }

  /// Writes the line that has come together.
  private mutating func flush(to lines: inout TextLines) {
    trim()
    defer { text.removeAll(keepingCapacity: true) }
    switch context {
    case .head where isInTableHead: columns.append(text)
    case .head: rowHead = text
    case .term: term = text
    case _ where text.isEmpty: break
    case .flow: lines.add(text)
    case .item: lines.add(Array("- ".utf8), text)
    case .heading(let level):
      lines.add([])
      lines.add(Array(repeating: UInt8(ascii: "#"), count: min(max(level, 1), 6)), [0x20], text)
    case .fact: lines.add(term, Array(": ".utf8), text)
    case .cell: cells.append((columns.indices.contains(column) && column > 0 ? columns[column] : [], text))
    }
  }

  /// Writes the cells of a row: each on a line, with the heads of row and column; mere counts on one.
  private mutating func writeRow(to lines: inout TextLines) {
    defer {
      cells = []
      rowHead = []
      column = 0
    }
    if cells.count > 1, !rowHead.isEmpty, cells.allSatisfy({ $0.text.allSatisfy { (48...57).contains($0) } }) {
      let counts = cells.map { $0.head + [0x20] + $0.text }
      lines.add(rowHead, Array(": ".utf8), Array(counts.joined(separator: ", ".utf8)))
      return
    }
    for cell in cells {
      let name = Array([rowHead, cell.head].filter { !$0.isEmpty }.joined(separator: " · ".utf8))
      lines.add(name, name.isEmpty ? [] : Array(": ".utf8), cell.text)
    }
  }
}
