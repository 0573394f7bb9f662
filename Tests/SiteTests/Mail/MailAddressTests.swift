import Testing

@testable import Site

@Suite("Mail addresses")
struct MailAddressTests {
  @Test("a list is read as people type it, commas in quotes included")
  func list() throws {
    let list = try MailAddress.list(#" a@b.example,Ann Lee <ann@B.Example> , "Berg, \"T\" \\ Co" <t.b+x@b.example>"#)
    #expect(list.map(\.name) == ["", "Ann Lee", #"Berg, "T" \ Co"#])
    #expect(list.map(\.address) == ["a@b.example", "ann@b.example", "t.b+x@b.example"])
    #expect(list.map(\.domain) == ["b.example", "b.example", "b.example"])
  }

  @Test(
    "a domain in other letters takes the form that the network knows",
    arguments: [
      // RFC 3492, 7.1, and domains of registries.
      ("bücher.example", "xn--bcher-kva.example"), ("MÜNCHEN.example", "xn--mnchen-3ya.example"),
      ("他们为什么不说中文.example", "xn--ihqwcrb4cv8a8dqg056pqjye.example"),
      ("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"),
      ("localhost", "localhost"), ("a-b.example", "a-b.example"),
    ])
  func domains(_ domain: String, _ expected: String) throws {
    #expect(try MailAddress.list("x@" + domain).map(\.domain) == [expected])
  }

  @Test(
    "what is no address is refused with the reason",
    arguments: [
      ("", "nothing"), ("a@b.example,", "nothing"), ("ann", "no “@” in it"),
      ("a@b@c.example", "more than one “@” in it"),
      ("Ann <a@b.example", "what no mail server"), ("Ann a@b.example>", "a “>” without a “<”"),
      (#"An"n <a@b.example>"#, "a name with quotes or brackets in the middle of it"),
      (#""Ann <a@b.example>"#, "a name with quotes or brackets in the middle of it"),
      ("a..b@c.example", "what no mail server"), ("a b@c.example", "what no mail server"),
      ("ä@c.example", "what no mail server"), ("@c.example", "what no mail server"),
      ("a@", "what is no domain after the “@”"), ("a@-b.example", "what is no domain after the “@”"),
      ("a@b..example", "what is no domain after the “@”"), ("a@[127.0.0.1]", "what is no domain after the “@”"),
      ("a@b_c.example", "what is no domain after the “@”"), ("a@b c.example", "what is no domain after the “@”"),
      (String(repeating: "a", count: 65) + "@b.example", "more than 254 characters"),
      ("a@" + String(repeating: "é", count: 100) + ".example", "what is no domain after the “@”"),
      ("a@b.example\r\nBcc: c@d.example", "a line break"), ("Ann\n<a@b.example>", "a line break"),
      ("a@b.example\u{0}", "the control character U+0000"), ("\u{202E}a@b.example", "the control character U+202E"),
    ])
  func refused(_ text: String, _ reason: String) {
    let problem = #expect(throws: MailAddress.Problem.self) { try MailAddress.list(text) }
    #expect(problem?.reason.hasPrefix(reason) ?? false, "\(problem?.reason ?? "")")
  }
}
