/// Numbers as ASCII, by integer arithmetic: the one place where a number becomes text.
public enum Decimal {
  /// Appends a whole number without grouping.
  public static func append(_ value: Int, to bytes: inout [UInt8]) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    append(magnitude: UInt64(value.magnitude), minimumDigits: 1, to: &bytes)
  }

  /// Appends `value` rounded half away from zero to at most `places` (0 to 9) decimals, without trailing zeros.
  /// Values that are not finite or not below 10^15 are written as 0.
  public static func append(_ value: Double, places: Int, to bytes: inout [UInt8]) {
    let scale = powersOfTen[min(max(places, 0), 9)]
    guard value.isFinite, value.magnitude < 1e15 / Double(scale) * 1000 else {
      bytes.append(UInt8(ascii: "0"))
      return
    }
    let scaled = UInt64((value.magnitude * Double(scale)).rounded(.toNearestOrAwayFromZero))
    if value < 0 && scaled > 0 { bytes.append(UInt8(ascii: "-")) }
    append(magnitude: scaled / scale, minimumDigits: 1, to: &bytes)
    var fraction = scaled % scale
    guard fraction > 0 else { return }
    var digits = min(max(places, 0), 9)
    while fraction % 10 == 0 {
      fraction /= 10
      digits -= 1
    }
    bytes.append(UInt8(ascii: "."))
    append(magnitude: fraction, minimumDigits: digits, to: &bytes)
  }

  /// Appends the digits of `magnitude`, with leading zeros up to `minimumDigits`.
  public static func append(magnitude: UInt64, minimumDigits: Int, to bytes: inout [UInt8]) {
    var divisor: UInt64 = 1
    var digits = 1
    while digits < minimumDigits || magnitude / divisor >= 10 {
      if digits == 20 { break }
      divisor *= 10
      digits += 1
    }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(magnitude / divisor % 10))
      divisor /= 10
    }
  }

  private static let powersOfTen: [UInt64] = [
    1, 10, 100, 1000, 10000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
  ]
}
