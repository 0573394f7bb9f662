import Bytes

extension ByteBuffer {
  /// Appends a whole number without grouping.
  public mutating func append(decimal value: Int) { append(atMost: Decimal.longest) { Decimal.write(value, to: $0) } }

  /// Appends `value` rounded half away from zero to at most `places` (0 to 9) decimals, without trailing zeros or `-0`.
  /// Values that are not finite or have more than 18 digits are written as 0.
  public mutating func append(decimal value: Double, places: Int) {
    append(atMost: Decimal.longest) { Decimal.write(value, places: places, to: $0) }
  }
}

/// Numbers as ASCII, by integer arithmetic: the one place where a number becomes text.
public enum Decimal {
  /// The most that `write` takes: the sign, 18 digits, the point and 9 decimals.
  static let longest = 29

  /// Writes what `append` appends to where there is room for `longest` bytes.
  ///
  /// - Returns: how many bytes it has taken.
  static func write(_ value: Double, places: Int, to start: UnsafeMutablePointer<UInt8>) -> Int {
    if places == 1 && value >= 0 && value < 999 { return writeCoordinate(value, to: start) }
    guard let (whole, rest) = parts(value, places: places, below: 1e18) else {
      start[0] = UInt8(ascii: "0")
      return 1
    }
    var count = 0
    if value < 0 && (whole > 0 || rest > 0) {
      start[0] = UInt8(ascii: "-")
      count = 1
    }
    count += write(magnitude: UInt(whole), to: start + count)
    guard rest > 0 else { return count }
    var fraction = rest
    var length = min(max(places, 0), 9)
    while fraction % 10 == 0 {
      fraction /= 10
      length -= 1
    }
    start[count] = UInt8(ascii: ".")
    return count + 1 + write(UInt(fraction), digits: length, to: start + count + 1)
  }

  /// The same for 0 ..< 999 and one decimal, which most numbers of a page are.
  private static func writeCoordinate(_ value: Double, to start: UnsafeMutablePointer<UInt8>) -> Int {
    let scaled = value * 10
    let down = UInt32(scaled)
    let tenths = scaled - Double(down) < 0.5 ? down : down + 1
    let (whole, tenth) = (tenths / 10, tenths % 10)
    var count = 0
    if whole >= 100 {
      start[0] = digit(whole / 100)
      count = 1
    }
    if whole >= 10 {
      start[count] = digit(whole / 10 % 10)
      count += 1
    }
    start[count] = digit(whole % 10)
    if tenth == 0 { return count + 1 }
    start[count + 1] = UInt8(ascii: ".")
    start[count + 2] = digit(tenth)
    return count + 3
  }

  @inline(__always)
  private static func digit(_ value: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x30 + value) }

  /// Writes a whole number to where there is room for `longest` bytes.
  ///
  /// - Returns: how many bytes it has taken.
  static func write(_ value: Int, to start: UnsafeMutablePointer<UInt8>) -> Int {
    guard value < 0 else { return write(magnitude: UInt(value), to: start) }
    start[0] = UInt8(ascii: "-")
    return 1 + write(magnitude: value.magnitude, to: start + 1)
  }

  @inline(__always)
  private static func write(magnitude: UInt, to start: UnsafeMutablePointer<UInt8>) -> Int {
    // Most numbers are coordinates, counts and percentages.
    if magnitude < 10 { return write(magnitude, digits: 1, to: start) }
    if magnitude < 100 { return write(magnitude, digits: 2, to: start) }
    if magnitude < 1000 { return write(magnitude, digits: 3, to: start) }
    var digits = 3
    var rest = magnitude / 1000
    while rest > 0 {
      rest /= 10
      digits += 1
    }
    return write(magnitude, digits: digits, to: start)
  }

  @inline(__always)
  private static func write(_ number: UInt, digits: Int, to start: UnsafeMutablePointer<UInt8>) -> Int {
    var rest = number
    var index = digits
    while index > 0 {
      index -= 1
      start[index] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
      rest /= 10
    }
    return digits
  }

  /// The magnitude of `value` rounded half away from zero to `places` (0 to 9) decimals: the whole part, and the decimals
  /// as a whole number. `nil` if the value is not finite or not below 10^15.
  public static func parts(_ value: Double, places: Int) -> (whole: Int, fraction: Int)? {
    value.magnitude < 1e15 ? parts(value, places: places, below: 1e18) : nil
  }

  /// - Parameter limit: what the magnitude times 10^places has to be below; at most 10^18.
  @inline(__always)
  private static func parts(_ value: Double, places: Int, below limit: Double) -> (whole: Int, fraction: Int)? {
    var scale = 1
    for _ in 0..<min(max(places, 0), 9) { scale *= 10 }
    let scaled = value.magnitude * Double(scale)
    // Not a number is below nothing.
    guard scaled < limit else { return nil }
    // What is left is exact: from 2^53 on there is nothing behind the point.
    let down = Int(scaled)
    let rounded = scaled - Double(down) < 0.5 ? down : down + 1
    return (rounded / scale, rounded % scale)
  }
}
