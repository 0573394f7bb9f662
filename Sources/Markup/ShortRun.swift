/// A few words of markup and numbers that are put together beside the page and then added to it at once: to add a single
/// character costs as much as to add a line.
public struct ShortRun {
  /// More than any element of a drawing has; what would not fit is left out.
  static let capacity = 320
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: buffer[..<count]) }

  /// Markup that stands in the program.
  public mutating func raw(_ markup: StaticString) {
    guard count + markup.utf8CodeUnitCount <= buffer.count else { return }
    for offset in 0..<markup.utf8CodeUnitCount { buffer[count + offset] = markup.utf8Start[offset] }
    count += markup.utf8CodeUnitCount
  }

  /// A number as `HTMLWriter.decimal` writes it.
  public mutating func decimal(_ value: Double, places: Int = 1) {
    guard count + Decimal.longest <= buffer.count else { return }
    count = Decimal.write(value, places: places, into: buffer, from: count)
  }
}

extension HTMLWriter {
  /// Adds a short run of markup and numbers.
  public mutating func run(_ body: (inout ShortRun) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ShortRun.capacity) { buffer in
      var run = ShortRun(buffer)
      body(&run)
      raw(run.bytes)
    }
  }
}
