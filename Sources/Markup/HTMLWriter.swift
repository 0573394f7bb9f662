import Bytes

/// Writes HTML and SVG as bytes into one buffer that is used again for every page.
///
/// What the program says itself goes in through `raw`; whatever comes from data goes in through `text`, which escapes
/// it for element content and for quoted attribute values alike. There is no other way in.
public struct HTMLWriter: ~Copyable {
  @usableFromInline
  var buffer: ByteBuffer

  /// - Parameter capacity: how many bytes there is room for before more has to be made.
  public init(capacity: Int = 0) { buffer = ByteBuffer(capacity: capacity) }

  /// The number of bytes written.
  public var count: Int { buffer.count }

  /// The byte written last; nil if there is none.
  public var last: UInt8? { buffer.last }

  /// What is written, in a copy: for the end, not for a look at each step.
  public var bytes: [UInt8] { withBytes { Array($0) } }

  /// Calls `body` with what is written.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try buffer.withBytes(body)
  }

  /// Empties the buffer and keeps its memory.
  public mutating func removeAll() { buffer.removeAll() }

  /// Markup that stands in the program.
  @inlinable
  public mutating func raw(_ markup: StaticString) { buffer.append(markup) }

  /// Markup that another writer, a template or the Markdown renderer has made.
  public mutating func raw(_ markup: [UInt8]) { markup.withUnsafeBufferPointer { buffer.append($0) } }

  /// A part of such markup.
  public mutating func raw(_ markup: [UInt8], _ part: Range<Int>) { buffer.append(markup, part) }

  /// Text from data, inert in element content and in quoted attribute values.
  public mutating func text(_ text: String) {
    text.withUTF8Bytes { utf8 in Escape.html(utf8) { buffer.append($0) } }
  }

  /// UTF-8 text from data, inert in element content and in quoted attribute values.
  public mutating func text(_ utf8: UnsafeBufferPointer<UInt8>) { Escape.html(utf8) { buffer.append($0) } }

  /// A whole number, without grouping.
  public mutating func number(_ value: Int) { buffer.append(decimal: value) }

  /// A number rounded half away from zero to at most `places` decimals, without trailing zeros, `-0` or an exponent.
  /// For coordinates; not finite is written as 0.
  public mutating func decimal(_ value: Double, places: Int = 1) { buffer.append(decimal: value, places: places) }
}
