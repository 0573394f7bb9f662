/// Counts what parsing a document would cost, line by line.
struct MarkdownSurvey {
  private(set) var line = 0
  private var paragraph = Paragraph()
  private var pairs = 0
  private var rereads = 0
  private var brackets = 0
  private var longestDefinition = 0

  /// What is counted between two blank lines, or items of a list that start in the first column.
  private struct Paragraph {
    var specials = 0
    var lines = 0
    var pipes = 0
    var columns = 0
    var sinceDefinition = 0
    var hasDefinition = false
  }

  /// Adds a line; the reason if the document is now beyond a bound.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    line += 1
    let prefix = Prefix(of: bytes)
    guard prefix.depth <= MarkdownLimits.depth else {
      return "lists or quotes are nested, or a line is indented, more than \(MarkdownLimits.depth) levels"
    }
    // Tables and link definitions go on over the items of a list, as far as this count is concerned.
    if prefix.isBlank { end() } else if prefix.startsItem { endPairs() }
    return prefix.isBlank ? verdict() : count(bytes) ?? verdict()
  }

  private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    var pipes = 0
    var isRuleOfTable = true
    var hasDash = false
    paragraph.lines += 1
    for index in bytes.indices {
      paragraph.sinceDefinition += 1
      switch bytes[index] {
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: ":"):
        guard index > 0, bytes[index - 1] == UInt8(ascii: "]") else { break }
        endDefinition()
        paragraph.hasDefinition = true
      case UInt8(ascii: " "), 0x09, 0x0B, 0x0C, UInt8(ascii: ">"): break
      case UInt8(ascii: "["), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "<"), UInt8(ascii: "@"):
        if bytes[index] == UInt8(ascii: "[") { brackets += 1 }
        paragraph.specials += 1
        isRuleOfTable = false
      default: isRuleOfTable = false
      }
    }
    paragraph.pipes += pipes
    guard isRuleOfTable, hasDash else { return nil }
    paragraph.columns = max(paragraph.columns, pipes + 1)
    let cells = paragraph.lines + paragraph.pipes
    rereads += cells * cells
    return paragraph.columns <= MarkdownLimits.tableColumns
      ? nil : "a table has more than \(MarkdownLimits.tableColumns) columns"
  }

  private func verdict() -> String? {
    if paragraph.columns * paragraph.lines > MarkdownLimits.tableCells {
      return "a table has more than \(MarkdownLimits.tableCells) cells"
    }
    if rereads > MarkdownLimits.rereads {
      return "a paragraph has too many lines that look like the second line of a table"
    }
    let specials = paragraph.specials
    if pairs + specials * specials > MarkdownLimits.pairs {
      return "a paragraph has too many quotes, brackets or other marks"
    }
    let definition = max(longestDefinition, paragraph.hasDefinition ? paragraph.sinceDefinition : 0)
    return definition * brackets > MarkdownLimits.definitions ? "links are defined with too long an address" : nil
  }

  private mutating func end() {
    endPairs()
    endDefinition()
    paragraph = Paragraph()
  }

  private mutating func endPairs() {
    pairs += paragraph.specials * paragraph.specials
    paragraph.specials = 0
  }

  private mutating func endDefinition() {
    if paragraph.hasDefinition { longestDefinition = max(longestDefinition, paragraph.sinceDefinition) }
    paragraph.sinceDefinition = 0
  }

  /// The marks at the start of a line that may each open a block.
  private struct Prefix {
    var depth = 0
    var isBlank = true
    /// An item that begins in the first column, which ends any paragraph before it.
    var startsItem = false

    init(of bytes: UnsafeBufferPointer<UInt8>) {
      var columns = 0
      var marks = 0
      var index = 0
      func isSpace(_ at: Int) -> Bool { at >= bytes.count || bytes[at] == 0x20 || bytes[at] == 0x09 }
      scan: while index < bytes.count {
        switch bytes[index] {
        case 0x20: columns += 1
        case 0x09: columns += 4
        case UInt8(ascii: ">"):
          marks += 1
          if index + 1 < bytes.count, bytes[index + 1] == 0x20 { index += 1 }
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
          guard isSpace(index + 1) else { break scan }
          if index == 0 { startsItem = true }
          marks += 1
          index += 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          var end = index
          while end < bytes.count, bytes[end] >= 0x30, bytes[end] <= 0x39 { end += 1 }
          guard end < bytes.count, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")"), isSpace(end + 1)
          else { break scan }
          marks += 1
          index = end + 1
        default: break scan
        }
        index += 1
      }
      depth = marks + columns / 2
      isBlank = marks == 0 && index >= bytes.count
      startsItem = startsItem && index < bytes.count
    }
  }
}
