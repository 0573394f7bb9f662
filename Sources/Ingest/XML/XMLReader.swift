import CExpat

/// Gets the elements of an XML text as they are read.
protocol XMLHandler: AnyObject {
  func begin(_ element: UnsafeBufferPointer<UInt8>, _ attributes: XMLAttributes)
  func end(_ element: UnsafeBufferPointer<UInt8>)
}

/// The attributes of an element, unescaped; valid during the call.
struct XMLAttributes {
  fileprivate let list: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?

  /// The value of an attribute; empty if it is not there.
  subscript(name: StaticString) -> UnsafeBufferPointer<UInt8> {
    guard let list else { return UnsafeBufferPointer(start: nil, count: 0) }
    let wanted = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    var position = 0
    while let key = list[position], let value = list[position + 1] {
      if XMLReader.bytes(key).elementsEqual(wanted) { return XMLReader.bytes(value) }
      position += 2
    }
    return UnsafeBufferPointer(start: nil, count: 0)
  }
}

/// Reads XML with expat. No entity but XML's own five is known, since a text with a document type is refused: so there is
/// nothing outside the file to load, and nothing that grows when it is replaced.
final class XMLReader {
  private let handler: any XMLHandler
  private let parser: XML_Parser
  private var hasDocumentType = false

  private init(_ handler: any XMLHandler, _ parser: XML_Parser) {
    self.handler = handler
    self.parser = parser
  }

  /// Reads a whole text.
  ///
  /// - Throws: `IngestError.malformed` with line and column where it is not well-formed or has a document type.
  static func read(_ file: borrowing SourceFile, _ handler: any XMLHandler) throws(IngestError) {
    guard let parser = XML_ParserCreate(nil) else {
      throw .unreadable(path: file.name, reason: "expat could not be started")
    }
    defer { XML_ParserFree(parser) }
    let reader = XMLReader(handler, parser)
    let isRead = withExtendedLifetime(reader) {
      reader.listen()
      return feed(parser, UnsafeBufferPointer(file.bytes))
    }
    if isRead { return }
    let isRefused = reader.hasDocumentType
    let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "an error"
    throw .malformed(
      file: file.name, line: Int(XML_GetCurrentLineNumber(parser)), column: Int(XML_GetCurrentColumnNumber(parser)) + 1,
      found: isRefused ? "a document type (<!DOCTYPE)" : "XML that is not well-formed: \(reason)",
      expected: isRefused ? "XML without one" : "well-formed XML")
  }

  private func listen() {
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser,
      { context, name, attributes in
        guard let context, let name else { return }
        let reader = Unmanaged<XMLReader>.fromOpaque(context).takeUnretainedValue()
        reader.handler.begin(XMLReader.bytes(name), XMLAttributes(list: attributes))
      },
      { context, name in
        guard let context, let name else { return }
        Unmanaged<XMLReader>.fromOpaque(context).takeUnretainedValue().handler.end(XMLReader.bytes(name))
      })
    XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
      guard let context else { return }
      let reader = Unmanaged<XMLReader>.fromOpaque(context).takeUnretainedValue()
      reader.hasDocumentType = true
      XML_StopParser(reader.parser, 0)
    }
  }

  /// Whether all was well-formed. expat counts in 32 bits.
  private static func feed(_ parser: XML_Parser, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var offset = 0
    repeat {
      let count = min(bytes.count - offset, 1 << 26)
      let isLast = offset + count == bytes.count
      let chunk = UnsafeBufferPointer(rebasing: bytes[offset..<offset + count])
      let status = chunk.withMemoryRebound(to: CChar.self) {
        XML_Parse(parser, $0.baseAddress, Int32(count), isLast ? 1 : 0)
      }
      if status != XML_STATUS_OK { return false }
      offset += count
    } while offset < bytes.count
    return true
  }

  fileprivate static func bytes(_ text: UnsafePointer<XML_Char>) -> UnsafeBufferPointer<UInt8> {
    var count = 0
    while text[count] != 0 { count += 1 }
    return UnsafeRawBufferPointer(start: text, count: count).bindMemory(to: UInt8.self)
  }
}
