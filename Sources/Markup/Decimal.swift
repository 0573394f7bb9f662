/// Numbers as ASCII, by integer arithmetic: the one place where a number becomes text.
public enum Decimal {
  /// Appends a whole number without grouping.
  public static func append(_ value: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    append(magnitude: UInt64(value.magnitude), minimumDigits: 1, to: &bytes)
  }

  /// Appends `value` rounded half away from zero to at most `places` (0 to 9) decimals, without trailing zeros.
  /// Values that are not finite or have more than 18 digits are written as 0.
  public static func append(_ value: Double, places: Int, to bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: longest) { buffer in
      let end = write(value, places: places, into: buffer, from: 0)
      bytes.append(contentsOf: UnsafeMutableBufferPointer(rebasing: buffer[..<end]))
    }
  }

  /// The most that `write` takes: the sign, 18 digits, the point and 9 decimals.
  static let longest = 29

  /// Writes what `append` appends into `buffer`, which has room for `longest` bytes from `start` on.
  ///
  /// - Returns: where the number ends.
  static func write(
    _ value: Double, places: Int, into buffer: UnsafeMutableBufferPointer<UInt8>, from start: Int
  ) -> Int {
    guard let (whole, rest) = parts(value, places: places, below: 1e18) else {
      buffer[start] = UInt8(ascii: "0")
      return start + 1
    }
    var end = start
    if value < 0 && (whole > 0 || rest > 0) {
      buffer[end] = UInt8(ascii: "-")
      end += 1
    }
    end = write(whole, digits: digits(of: whole), into: buffer, from: end)
    guard rest > 0 else { return end }
    var fraction = rest
    var length = min(max(places, 0), 9)
    while fraction % 10 == 0 {
      fraction /= 10
      length -= 1
    }
    buffer[end] = UInt8(ascii: ".")
    return write(fraction, digits: length, into: buffer, from: end + 1)
  }

  /// Writes a whole number into `buffer`, which has room for `longest` bytes from `start` on.
  ///
  /// - Returns: where the number ends.
  static func write(_ value: Int, into buffer: UnsafeMutableBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    if value < 0 {
      buffer[end] = UInt8(ascii: "-")
      end += 1
    }
    var rest = value.magnitude
    var digits = 1
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    rest = value.magnitude
    for index in (end..<end + digits).reversed() {
      buffer[index] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
      rest /= 10
    }
    return end + digits
  }

  private static func digits(of number: Int) -> Int {
    var count = 1
    var bound = 10
    while number >= bound {
      count += 1
      if count == 18 { break }
      bound *= 10
    }
    return count
  }

  private static func write(
    _ number: Int, digits: Int, into buffer: UnsafeMutableBufferPointer<UInt8>, from start: Int
  ) -> Int {
    var rest = number
    var index = start + digits
    while index > start {
      index -= 1
      buffer[index] = UInt8(truncatingIfNeeded: 0x30 + rest % 10)
      rest /= 10
    }
    return start + digits
  }

  /// The magnitude of `value` rounded half away from zero to `places` (0 to 9) decimals: the whole part, and the decimals
  /// as a whole number. `nil` if the value is not finite or not below 10^15.
  public static func parts(_ value: Double, places: Int) -> (whole: Int, fraction: Int)? {
    value.magnitude < 1e15 ? parts(value, places: places, below: 1e18) : nil
  }

  /// - Parameter limit: what the magnitude times 10^places has to be below; at most 10^18.
  private static func parts(_ value: Double, places: Int, below limit: Double) -> (whole: Int, fraction: Int)? {
    var scale = 1
    for _ in 0..<min(max(places, 0), 9) { scale *= 10 }
    let scaled = value.magnitude * Double(scale)
    // Not a number is below nothing.
    guard scaled < limit else { return nil }
    // What is left is exact: from 2^53 on there is nothing behind the point.
    let down = Int(scaled)
    let rounded = scaled - Double(down) < 0.5 ? down : down + 1
    // One decimal, that of coordinates, is divided by a constant: much faster than by a variable.
    return scale == 10 ? (rounded / 10, rounded % 10) : (rounded / scale, rounded % scale)
  }

  /// Appends the digits of `magnitude`, with leading zeros up to `minimumDigits`, at most 20.
  public static func append(magnitude: UInt64, minimumDigits: Int, to bytes: inout [UInt8]) {
    if magnitude < 10 && minimumDigits <= 1 {
      bytes.append(UInt8(ascii: "0") + UInt8(magnitude))
      return
    }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = magnitude
      var first = 20
      while rest > 0 || 20 - first < min(minimumDigits, 20) {
        first -= 1
        digits[first] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
      bytes.append(contentsOf: UnsafeMutableBufferPointer(rebasing: digits[first...]))
    }
  }
}
