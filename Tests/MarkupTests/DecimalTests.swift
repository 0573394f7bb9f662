import Bytes
import Markup
import Testing

@Suite("Decimals")
struct DecimalTests {
  private func written(_ value: Double, places: Int) -> String {
    var buffer = ByteBuffer()
    buffer.append(decimal: value, places: places)
    return buffer.text
  }

  @Test(
    "a number is rounded half away from zero, without trailing zeros, a sign before nothing, or an exponent",
    arguments: [
      (0, 1, "0"), (-0.0, 1, "0"), (-0.04, 1, "0"), (0.05, 1, "0.1"), (0.25, 1, "0.3"), (-0.25, 1, "-0.3"),
      (9.96, 1, "10"), (99.94, 1, "99.9"), (960, 1, "960"), (1234.5, 0, "1235"), (0.49999999999999994, 0, "0"),
      (0.5, 4, "0.5"), (0.1234, 4, "0.1234"), (2.0625, 3, "2.063"), (1.000000001, 9, "1.000000001"),
      (123_456_789_012_345_680, 0, "123456789012345680"), (1e18, 0, "0"), (.infinity, 1, "0"), (.nan, 1, "0"),
    ])
  func rounded(value: Double, places: Int, expected: String) {
    #expect(written(value, places: places) == expected)
  }

  @Test("coordinates are what other numbers are: with the other sign, and with decimals that are nothing")
  func coordinates() {
    for number in 1...100_100 {
      let value = Double(number) / 100
      let one = written(value, places: 1)
      #expect(written(-value, places: 1) == (one == "0" ? "0" : "-" + one))
      if number % 10 == 0 { #expect(one == written(value, places: 3)) }
    }
  }

  @Test("a short run holds what a page would, and goes into it as it is")
  func shortRun() {
    var html = HTMLWriter()
    html.raw("a")
    html.run { run in
      run.raw("<b x=\"")
      run.decimal(-12.34)
      run.raw("\">")
    }
    #expect(String(decoding: html.bytes, as: UTF8.self) == "a<b x=\"-12.3\">")
  }

  @Test("a short run that is full takes nothing more, and does not end within a number or a word")
  func fullRun() {
    var html = HTMLWriter()
    html.run { run in for _ in 0..<1000 { run.decimal(7) } }
    #expect(html.bytes.allSatisfy { $0 == UInt8(ascii: "7") })
    #expect((200...400).contains(html.bytes.count))
  }
}
