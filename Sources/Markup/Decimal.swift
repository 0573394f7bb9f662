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
    guard let (whole, rest) = parts(value, places: places, below: 1e18) else {
      bytes.append(UInt8(ascii: "0"))
      return
    }
    // From the last digit to the first, at most the sign, 18 digits, the point and 9 decimals.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digits in
      var first = 32
      func put(_ byte: UInt8) {
        first -= 1
        digits[first] = byte
      }
      if rest > 0 {
        var fraction = UInt64(rest)
        var missing = min(max(places, 0), 9)
        while fraction % 10 == 0 {
          fraction /= 10
          missing -= 1
        }
        while missing > 0 {
          put(UInt8(ascii: "0") + UInt8(fraction % 10))
          fraction /= 10
          missing -= 1
        }
        put(UInt8(ascii: "."))
      }
      var number = UInt64(whole)
      repeat {
        put(UInt8(ascii: "0") + UInt8(number % 10))
        number /= 10
      } while number > 0
      if value < 0 && (whole > 0 || rest > 0) { put(UInt8(ascii: "-")) }
      bytes.append(contentsOf: UnsafeMutableBufferPointer(rebasing: digits[first...]))
    }
  }

  /// The magnitude of `value` rounded half away from zero to `places` (0 to 9) decimals: the whole part, and the decimals
  /// as a whole number. `nil` if the value is not finite or not below 10^15.
  public static func parts(_ value: Double, places: Int) -> (whole: Int, fraction: Int)? {
    value.magnitude < 1e15 ? parts(value, places: places, below: 1e18) : nil
  }

  /// - Parameter limit: what the magnitude times 10^places has to be below; at most 10^18.
  private static func parts(_ value: Double, places: Int, below limit: Double) -> (whole: Int, fraction: Int)? {
    var scale: UInt64 = 1
    for _ in 0..<min(max(places, 0), 9) { scale *= 10 }
    let scaled = value.magnitude * Double(scale)
    // Not a number is below nothing.
    guard scaled < limit else { return nil }
    // What is left is exact: from 2^53 on there is nothing behind the point.
    let down = UInt64(scaled)
    let rounded = scaled - Double(down) < 0.5 ? down : down + 1
    return (Int(rounded / scale), Int(rounded % scale))
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
