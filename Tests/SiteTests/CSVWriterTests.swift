import Dataset
import Testing

@testable import Site

@Suite("Cells of a spreadsheet")
struct CSVWriterTests {
  @Test(
    "a text of the data set is written as any other text",
    arguments: [
      "", "Plain name 1", "a,b", "a \"quote\"", "=1+1", "+1", "-1", "@x", "\tx", "\rx", "a=b", "Ünïcode", "＝1",
      "x\u{202E}y",
      "line\nbreak", "a\u{7F}", "1234567,", "12345678", "'x",
    ])
  func pooled(_ text: String) {
    var pool = TextPool()
    let handle = pool.intern(text)
    var pooled = CSVWriter()
    var plain = CSVWriter()
    pooled.integer(1)
    plain.integer(1)
    pooled.text(handle, of: pool)
    plain.text(text)
    #expect(pooled.bytes == plain.bytes)
  }
}
