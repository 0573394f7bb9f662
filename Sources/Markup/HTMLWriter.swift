/// Writes HTML and SVG as bytes into one buffer that is used again for every page.
///
/// What the program says itself goes in through `raw`; whatever comes from data goes in through `text`, which escapes
/// it for element content and for quoted attribute values alike. There is no other way in.
public struct HTMLWriter: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// The number of bytes written.
  public private(set) var count = 0

  /// - Parameter capacity: how many bytes there is room for before more has to be made.
  public init(capacity: Int = 0) {
    self.capacity = max(capacity, 64)
    base = .allocate(capacity: self.capacity)
  }

  deinit { base.deallocate() }

  /// The byte written last; nil if there is none.
  public var last: UInt8? { count == 0 ? nil : base[count - 1] }

  /// What is written, in a copy: for the end, not for a look at each step.
  public var bytes: [UInt8] { withBytes { Array($0) } }

  /// Calls `body` with what is written.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try body(UnsafeRawBufferPointer(start: base, count: count))
  }

  /// Empties the buffer and keeps its memory.
  public mutating func removeAll() { count = 0 }

  /// Markup that stands in the program.
  @inlinable
  public mutating func raw(_ markup: StaticString) {
    append(UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  /// Markup that another writer, a template or the Markdown renderer has made.
  public mutating func raw(_ markup: [UInt8]) { markup.withUnsafeBufferPointer { append($0) } }

  /// A part of such markup.
  public mutating func raw(_ markup: ArraySlice<UInt8>) {
    markup.withUnsafeBufferPointer { append($0) }
  }

  /// Text from data, inert in element content and in quoted attribute values.
  public mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { self.text($0) }
  }

  /// UTF-8 text from data, inert in element content and in quoted attribute values.
  public mutating func text(_ utf8: UnsafeBufferPointer<UInt8>) { Escape.html(utf8) { append($0) } }

  /// A whole number, without grouping.
  public mutating func number(_ value: Int) {
    makeRoom(for: Decimal.longest)
    count = Decimal.write(value, into: UnsafeMutableBufferPointer(start: base, count: capacity), from: count)
  }

  /// A number rounded half away from zero to at most `places` decimals, without trailing zeros, `-0` or an exponent.
  /// For coordinates; not finite is written as 0.
  public mutating func decimal(_ value: Double, places: Int = 1) {
    makeRoom(for: Decimal.longest)
    count = Decimal.write(
      value, places: places, into: UnsafeMutableBufferPointer(start: base, count: capacity), from: count)
  }

  mutating func raw(_ markup: UnsafeBufferPointer<UInt8>) { append(markup) }

  @usableFromInline
  mutating func append(_ buffer: UnsafeBufferPointer<UInt8>) {
    makeRoom(for: buffer.count)
    guard let source = buffer.baseAddress else { return }
    (base + count).update(from: source, count: buffer.count)
    count += buffer.count
  }

  @inline(__always)
  private mutating func makeRoom(for more: Int) {
    if capacity - count < more { grow(by: more) }
  }

  private mutating func grow(by more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: base, count: count)
    base.deallocate()
    base = larger
  }
}
