import Dataset
import Testing

@testable import Site

@Suite("Cells of a spreadsheet")
struct CSVWriterTests {
  @Test(
    "a text is written as it is, unless a spreadsheet would take it for something else",
    arguments: [
      ("", ""), ("Plain name 1", "Plain name 1"), ("a=b-c", "a=b-c"), ("12345678", "12345678"), ("'x", "'x"),
      ("a,b", "\"a,b\""), ("1234567,", "\"1234567,\""), ("a \"quote\"", "\"a \"\"quote\"\"\""), ("=1+1", "'=1+1"),
      ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\tx", "' x"), ("\rx", "' x"), ("＝1", "'＝1"), ("＠x", "'＠x"),
      ("-a,b", "\"'-a,b\""), ("Ünïcode", "Ünïcode"), ("x\u{202E}y", "x\u{FFFD}y"), ("line\nbreak", "line break"),
      ("a\u{7F}", "a\u{FFFD}"),
    ])
  func cells(text: String, cell: String) {
    var pool = TextPool()
    let handle = pool.intern(text)
    var csv = CSVWriter()
    csv.integer(1)
    csv.text(handle, of: Texts(pool))
    #expect(csv.text == "1," + cell)
  }
}
