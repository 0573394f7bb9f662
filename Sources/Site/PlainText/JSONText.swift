/// JSON Lines, or one JSON object, as text: `opportunity:OPP-009 health.score: 72`.
struct JSONText {
  private let bytes: [UInt8]
  private let start: Int

  /// What lies deeper is written as JSON.
  private static let deepest = 16

  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    self.start = start
  }

  func write(to lines: inout TextLines) {
    var whole = JSONReader(bytes, start..<bytes.count)
    if (try? whole.skip()) != nil, (try? whole.finish()) != nil {
      write(start..<bytes.count, of: [], to: &lines)
      return
    }
    var begin = start
    while begin < bytes.count {
      let end = bytes[begin...].firstIndex(of: 0x0A) ?? bytes.count
      if end > begin { write(begin..<end, of: name(of: begin..<end), to: &lines) }
      begin = end + 1
    }
  }

  /// What the object on a line is of: the day if the line begins with it, and the record. That stands before each of
  /// its data.
  private func name(of line: Range<Int>) -> [UInt8] {
    var reader = JSONReader(bytes, line)
    var isFirst = true
    var day = ""
    var type = ""
    var id = ""
    try? reader.object { (reader: inout JSONReader, key: String) throws(JSONDamage) in
      switch key {
      case "as_of" where isFirst: day = try reader.string() + " "
      case "type": type = try reader.string()
      case "id": id = try reader.string()
      default: try reader.skip()
      }
      isFirst = false
    }
    return Array((day + (type.isEmpty || id.isEmpty ? "" : "\(type):\(id) ")).utf8)
  }

  private static func isInName(_ key: String, _ name: [UInt8]) -> Bool {
    key == "type" || key == "id" || (key == "as_of" && name.first.map { (48...57).contains($0) } ?? false)
  }

  /// Writes the data of an object; a line that is none as it is.
  private func write(_ range: Range<Int>, of name: [UInt8], to lines: inout TextLines) {
    var reader = JSONReader(bytes, range)
    var written = TextLines()
    do {
      try members(&reader, name, path: "", depth: 0, to: &written)
      try reader.finish()
      lines.append(written)
    } catch {
      lines.add(Array(bytes[range]))
    }
  }

  private func members(
    _ reader: inout JSONReader, _ name: [UInt8], path: String, depth: Int, to lines: inout TextLines
  ) throws(JSONDamage) {
    try reader.object { (reader: inout JSONReader, key: String) throws(JSONDamage) in
      let path = path.isEmpty ? key : path + "." + key
      // What stands before each datum needs no line of its own.
      if depth == 0, !name.isEmpty, Self.isInName(key, name) {
        try reader.skip()
        return
      }
      let head = name + Array("\(path): ".utf8)
      switch reader.peek() {
      case UInt8(ascii: "{") where depth < Self.deepest:
        try members(&reader, name, path: path, depth: depth + 1, to: &lines)
      case UInt8(ascii: "["): try elements(&reader, head, to: &lines)
      case UInt8(ascii: "\""): lines.add(head, Array(try reader.string().utf8))
      default:
        if reader.isNull() { return }
        let value = try reader.skip()
        lines.add(head, Array(bytes[value]))
      }
    }
  }

  /// A list of objects takes a line for each, so that one more is one line more; a list of numbers takes one.
  private func elements(_ reader: inout JSONReader, _ head: [UInt8], to lines: inout TextLines) throws(JSONDamage) {
    var copy = reader
    var objects: [Range<Int>] = []
    var isOfObjects = true
    try copy.array { (reader: inout JSONReader) throws(JSONDamage) in
      isOfObjects = isOfObjects && reader.peek() == UInt8(ascii: "{")
      objects.append(try reader.skip())
    }
    let whole = try reader.skip()
    if objects.isEmpty { return }
    if isOfObjects {
      for object in objects { lines.add(head, Array(bytes[object])) }
    } else {
      lines.add(head, Array(bytes[whole]))
    }
  }
}
