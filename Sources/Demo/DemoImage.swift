/// The picture in the demo's commentary: a bar chart of a depot's use by weekday, as the bytes of a PNG file
/// (indexed colours, stored without compression, so that no library has a say in the bytes).
enum DemoImage {
  private static let width = 280
  private static let height = 120
  private static let palette: [[UInt8]] = [
    [0xFF, 0xFF, 0xFF], [0xD5, 0xDC, 0xE4], [0x2F, 0x6F, 0xB0], [0xC7, 0x54, 0x2B],
  ]

  /// The chart of percentages, one bar each; what is over 85 stands out.
  static func png(percentages: [Int]) -> [UInt8] {
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    // Two bits a pixel, indexed colours.
    chunk("IHDR", bigEndian(UInt32(width)) + bigEndian(UInt32(height)) + [2, 3, 0, 0, 0], &bytes)
    chunk("PLTE", palette.flatMap(\.self), &bytes)
    chunk("IDAT", stored(rows(percentages)), &bytes)
    chunk("IEND", [], &bytes)
    return bytes
  }

  private static func colour(_ x: Int, _ y: Int, _ percentages: [Int]) -> UInt8 {
    let floor = height - 8
    let slot = width / max(1, percentages.count)
    let bar = x / slot
    if percentages.indices.contains(bar), (slot / 5..<slot * 4 / 5).contains(x % slot), y < floor,
      y >= floor - percentages[bar]
    {
      return percentages[bar] > 85 ? 3 : 2
    }
    return y == floor || (floor - y) % 25 == 0 && y < floor ? 1 : 0
  }

  /// Rows of pixels, each after the number of its filter (none).
  private static func rows(_ percentages: [Int]) -> [UInt8] {
    var bytes: [UInt8] = []
    for y in 0..<height {
      bytes.append(0)
      for x in stride(from: 0, to: width, by: 4) {
        bytes.append((0..<4).reduce(0) { $0 << 2 | colour(x + $1, y, percentages) })
      }
    }
    return bytes
  }

  /// A zlib stream of one stored block; for less than 64 KiB.
  private static func stored(_ data: [UInt8]) -> [UInt8] {
    let count = UInt16(truncatingIfNeeded: data.count)
    var bytes: [UInt8] = [0x78, 0x01, 0x01]
    for value in [count, ~count] { bytes += [UInt8(value & 0xFF), UInt8(value >> 8)] }
    var low: UInt32 = 1
    var high: UInt32 = 0
    for byte in data {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return bytes + data + bigEndian(high << 16 | low)
  }

  private static func chunk(_ type: String, _ data: [UInt8], _ bytes: inout [UInt8]) {
    let checked = Array(type.utf8) + data
    bytes += bigEndian(UInt32(data.count)) + checked + bigEndian(checksum(checked))
  }

  /// CRC-32 as PNG has it.
  private static func checksum(_ data: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in data {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
  }
}
