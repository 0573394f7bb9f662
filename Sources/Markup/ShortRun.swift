import Bytes

/// A few words of markup and numbers that are put together where the page ends: to add each of them to the page by
/// itself costs more.
public struct ShortRun {
  /// More than any element of a drawing has; what would not fit is left out.
  @usableFromInline
  static let capacity = 320
  @usableFromInline
  let start: UnsafeMutablePointer<UInt8>
  @usableFromInline
  var count = 0

  @usableFromInline
  init(_ start: UnsafeMutablePointer<UInt8>) { self.start = start }

  /// Markup that stands in the program.
  @inlinable @inline(__always)
  public mutating func raw(_ markup: StaticString) {
    guard count + markup.utf8CodeUnitCount <= Self.capacity else { return }
    (start + count).update(from: markup.utf8Start, count: markup.utf8CodeUnitCount)
    count += markup.utf8CodeUnitCount
  }

  /// A number as `HTMLWriter.decimal` writes it.
  public mutating func decimal(_ value: Double, places: Int = 1) {
    guard count + Decimal.longest <= Self.capacity else { return }
    count += Decimal.write(value, places: places, to: start + count)
  }
}

extension HTMLWriter {
  /// Adds a short run of markup and numbers.
  @inlinable @inline(__always)
  public mutating func run(_ body: (inout ShortRun) -> Void) {
    buffer.append(atMost: ShortRun.capacity) { end in
      var run = ShortRun(end)
      body(&run)
      return run.count
    }
  }
}
