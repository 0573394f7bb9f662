/// Writes HTML and SVG as bytes into one buffer that is used again for every page.
///
/// What the program says itself goes in through `raw`; whatever comes from data goes in through `text`, which escapes
/// it for element content and for quoted attribute values alike. There is no other way in.
public struct HTMLWriter: Sendable {
  public private(set) var bytes: [UInt8] = []

  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Empties the buffer and keeps its memory.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Markup that stands in the program.
  @inlinable
  public mutating func raw(_ markup: StaticString) {
    append(UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Markup that another writer, a template or the Markdown renderer has made.
  public mutating func raw(_ markup: [UInt8]) { bytes.append(contentsOf: markup) }

  /// A part of such markup.
  public mutating func raw(_ markup: ArraySlice<UInt8>) {
    markup.withUnsafeBufferPointer { append($0) }
  }

  /// Text from data, inert in element content and in quoted attribute values.
  public mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { Escape.html($0, into: &bytes) }
  }

  /// UTF-8 text from data, inert in element content and in quoted attribute values.
  public mutating func text(_ utf8: UnsafeBufferPointer<UInt8>) { Escape.html(utf8, into: &bytes) }

  /// A whole number, without grouping.
  public mutating func number(_ value: Int) { Decimal.append(value, to: &bytes) }

  /// A number rounded half away from zero to at most `places` decimals, without trailing zeros, `-0` or an exponent.
  /// For coordinates; not finite is written as 0.
  public mutating func decimal(_ value: Double, places: Int = 1) { Decimal.append(value, places: places, to: &bytes) }

  mutating func raw(_ markup: UnsafeBufferPointer<UInt8>) { append(markup) }

  @usableFromInline
  mutating func append(_ buffer: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: buffer) }
}
