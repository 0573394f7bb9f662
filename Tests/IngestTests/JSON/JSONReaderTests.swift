import TestSupport
import Testing

@testable import Ingest

@Suite("JSON of any nesting")
struct JSONReaderTests {
  /// A value as text, written anew: keys in their order.
  private static func text(_ value: Ingest.JSONValue) -> String {
    switch value.kind {
    case .null: return "null"
    case .boolean, .number: return value.string
    case .string: return "“\(value.string)”"
    case .array: return "[" + value.elements.map(text).joined(separator: ",") + "]"
    case .object:
      var members: [String] = []
      value.forEachMember { key, value in members.append(String(decoding: key, as: UTF8.self) + ":" + text(value)) }
      return "{" + members.joined(separator: ",") + "}"
    }
  }

  static func bytes(_ text: [UInt8]) -> UnsafeMutableBufferPointer<UInt8> {
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, text.count))
    _ = bytes.initialize(from: text)
    return UnsafeMutableBufferPointer(rebasing: bytes[..<text.count])
  }

  private func read(_ json: String) -> String {
    let bytes = Self.bytes(Array(json.utf8))
    defer { bytes.deallocate() }
    var reader = JSONReader(bytes, name: "x.json")
    do { return try reader.document { value throws(IngestError) in Self.text(value) } } catch { return "\(error)" }
  }

  @Test("values of every kind, escapes and surrogates included")
  func values() {
    #expect(
      read(#" { "a" : [1, -2.5e+3, true, false, null, {}, []], "b": {"c": {"d": "e"}} } "#)
        == "{a:[1,-2.5e+3,true,false,null,{},[]],b:{c:{d:“e”}}}")
    #expect(read(#""\u00e9\ud83d\ude00\ud800x\"\\\/\b\f\n\r\t""#) == "“é😀\u{FFFD}x\"\\/\u{8}\u{C}\n\r\t”")
    #expect(
      read(#"["12345678901234567\u00e9", "Grüße aus Köln, 12345678"]"#)
        == "[“12345678901234567é”,“Grüße aus Köln, 12345678”]")
    #expect(read("0") == "0")
    #expect(read(#"{"a":1,"a":2}"#) == "{a:1,a:2}")
  }

  @Test(
    "what is not JSON is refused with its place",
    arguments: [
      ("", "x.json:1:1: found the end of the file; expected a value"),
      ("[1,\n  2,]", "x.json:2:5: found “]”; expected a text, number, true, false, null, array or object"),
      ("{\"a\":1,\n\"é\":2 \"b\"}", "x.json:2:7: found “\"b\"}”; expected a comma or }"),
      ("{\"a\" 1}", "x.json:1:6: found “1}”; expected a colon after the key"),
      ("{a:1}", "x.json:1:2: found “a:1}”; expected a key in double quotes"),
      ("[1] x", "x.json:1:5: found “x”; expected the end of the file after the value"),
      ("\"abc", "x.json:1:5: found the end of the file; expected a closing quote (\") before the end of the file"),
      ("\"a\nb\"", "x.json:1:3: found “”; expected no control character in a text; write it as \\u00.."),
      ("\"\\x\"", "x.json:1:2: found “\\x\"”; expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u0000"),
      ("\"\\u12g4\"", "x.json:1:2: found “\\u12g4\"”; expected four hexadecimal digits after \\u"),
      ("[01]", "x.json:1:2: found “01]”; expected a text, number, true, false, null, array or object"),
      ("[1.]", "x.json:1:2: found “1.]”; expected a number such as 12.5 or 1e3"),
      ("[tru]", "x.json:1:2: found “tru]”; expected a text, number, true, false, null, array or object"),
    ])
  func malformed(_ json: String, _ message: String) { #expect(read(json) == message) }

  @Test("256 levels of nesting are read, more are refused")
  func depth() {
    let open = String(repeating: "[", count: 256)
    let close = String(repeating: "]", count: 256)
    #expect(read(open + close) == open + close)
    #expect(
      read("[" + open + close + "]")
        == "x.json:1:257: found “[\(close.prefix(19))”; expected no more than 256 levels of nesting")
    #expect(read(String(repeating: "[", count: 1_000_000)).contains("levels of nesting"))
  }

  private func page(_ json: String) -> String {
    let bytes = Self.bytes(Array(json.utf8))
    defer { bytes.deallocate() }
    var reader = JSONReader(bytes, name: "x.json")
    var rows: [String] = []
    do {
      let page = try reader.records { value, page, line throws(IngestError) in
        rows.append("\(line) \(page.context) \(Self.text(value))")
      }
      return (rows + ["next \(page.nextLink)"]).joined(separator: "; ")
    } catch { return "\(error)" }
  }

  @Test("records of a page, its context and next page wherever they stand")
  func pages() {
    #expect(
      page("{\"@odata.context\":\"c\\/d\",\n\"value\":[{\"a\":\"\\u00e9\"},\n{\"b\":2}],\"@odata.nextLink\":\"n\"}")
        == "2 c/d {a:“é”}; 3 c/d {b:2}; next n")
    #expect(
      page("{\"x\":{\"value\":[3]},\"value\":[{\"a\":\"\\n\"}],\"@odata.context\":\"late\"}")
        == "1 late {a:“\n”}; next ")
    #expect(page("[1,[2]]") == "1  1; 1  [2]; next ")
    #expect(page("{\"id\":\"\\u0041\",\"value\":7}") == "1  {id:“A”,value:7}; next ")
    #expect(page("{\"value\":[]}") == "next ")
    #expect(page("{\"value\":[1}") == "x.json:1:12: found “}”; expected a comma or ]")
    #expect(page("{\"other\":tru,\"value\":[1]}").hasPrefix("x.json:1:10: found “tru,"))
    #expect(page("7") == "x.json:1:1: found “7”; expected an object or array")
  }

  @Test("damaged texts are read or refused, never more")
  func mutations() {
    let whole = Array(
      #"{"@odata.context":"c","value":[{"a":"\u00e9\ud83d\ude00","b":[1,-2.5e3,null],"c":{"d":true}}],"x":1}"#.utf8)
    var random = SeededRandom(seed: 11)
    for _ in 0..<3_000 {
      var text = whole
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: text[place] = UInt8.random(in: 0...127, using: &random)
        case 1: text.remove(at: place)
        default: text.insert(contentsOf: Array("\\u{}[]\"".utf8).shuffled(using: &random).prefix(2), at: place)
        }
      }
      _ = page(String(decoding: text, as: UTF8.self))
      _ = read(String(decoding: text, as: UTF8.self))
    }
  }
}
