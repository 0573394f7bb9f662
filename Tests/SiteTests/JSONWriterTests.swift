import Markup
import Testing

@testable import Site

@Suite("JSON text")
struct JSONWriterTests {
  private func written(_ text: String) -> String {
    var json = JSONWriter()
    json.string(text)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test("every character is written as it is, but what JSON does not allow and what would act on a terminal")
  func characters() {
    let scalars =
      [0...0x2FFF, 0xD7F0...0xD7FF, 0xE000...0xE00F, 0xF000...0xFFFF].flatMap { Array($0) }
      + (1...16).flatMap { plane in
        [0..<0x20, 0x7F..<0xA1, 0xFDCF..<0xFDF1, 0xFFE0..<0x10000].flatMap { $0.map { plane << 16 | $0 } }
      }
    let short: [Unicode.Scalar: String] = ["\"": #"\""#, "\\": #"\\"#, "\n": #"\n"#, "\r": #"\r"#, "\t": #"\t"#]
    for scalar in scalars.compactMap(Unicode.Scalar.init) {
      let units = String(scalar).utf16.map { #"\u"# + String(Int($0) + 0x10000, radix: 16).dropFirst() }.joined()
      let expected = short[scalar] ?? (Escape.isUnsafe(scalar) ? units : String(scalar))
      #expect(written("é\(scalar)a“") == "\"é\(expected)a“\"")
      #expect(written(String(scalar)) == "\"\(expected)\"")
    }
  }
}
