import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Mail headers")
struct MailHeaderTests {
  private func subject(_ value: [UInt8], _ more: String = "") throws -> String {
    let rows = try readHeader(Array("Subject: ".utf8) + value + Array(("\n" + more).utf8))
    return rows.activity("m@x.example")["subject"] ?? ""
  }

  private func people(_ header: String) throws -> [String] {
    try readHeader(header).people["m@x.example"] ?? []
  }

  @Test(
    "subjects: encoded words, folds, charsets by their other names, what is wrong or unknown",
    arguments: [
      ("=?UTF-8?Q?Z=C3=BCrich?=", "Zürich"), ("=?utf-8?b?WsO8cmljaA==?= today", "Zürich today"),
      ("=?utf-8?q?one?=\n =?utf-8?q?_word?=", "one word"), ("two\n\tlines", "two lines"),
      ("two\r\n   lines", "two lines"),
      ("=?gb18030?B?0Oy5+rvU?=", "徐国辉"), ("=?ISO-2022-JP?B?GyRCOzNFREJATzobKEI=?=", "山田太郎"),
      ("=?koi8-r?B?8NLJ18XU?=", "Привет"), ("=?ks_c_5601-1987?B?x9GxuQ==?=", "한국"),
      ("=?iso-8859-1?B?k1r8cmljaJQggA==?=", "“Zürich” €"), ("=?windows-1252?B?k1r8cmljaJQggA==?=", "“Zürich” €"),
      ("=?UTF-8*de?Q?Gr=C3=BC=C3=9Fe?=", "Grüße"), ("=?NONE?B?VEVTVA=?=", "TEST"),
      ("=?utf-8?q?split=C3?= =?utf-8?q?=A9?=", "splité"), ("Re: 100% =?= sure?", "Re: 100% =?= sure?"),
      ("tab\tand\u{1}control", "tab and control"), ("  spaces around  ", "spaces around"),
      ("“plain” UTF-8 é", "“plain” UTF-8 é"),
      ("", ""), ("\n ", ""),
    ])
  func subjects(value: String, expected: String) throws {
    #expect(try subject(Array(value.utf8)) == expected)
  }

  @Test("bytes that nothing explains are read as the body's charset, else as windows-1252; ISO-2022-JP by its escapes")
  func rawBytes() throws {
    let koi8: [UInt8] = [0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4]
    #expect(try subject(koi8, "Content-Type: text/plain; charset=\"KOI8-R\"") == "Привет")
    #expect(try subject(Array("Forma".utf8) + [0xE7, 0xE3] + Array("o".utf8)) == "Formação")
    #expect(try subject([0xE7], "Content-Type: text/plain; charset=nonsense") == "ç")
    let japanese = Array("\u{1B}$B;3EDB@O:\u{1B}(B".utf8)
    #expect(try subject(Array("Re: ".utf8) + japanese + Array(" san".utf8)) == "Re: 山田太郎 san")
    let from = try readHeader(Array("From: ".utf8) + japanese + Array(" <y@x.example>".utf8))
    #expect(from.people["m@x.example"] == ["from 山田太郎 <y@x.example>"])
  }

  @Test(
    "addresses: names in any form, groups, routes, comments, and what people and programs get wrong",
    arguments: [
      ("To: a@x.example, B C <b@x.example>", ["to <a@x.example>", "to B C <b@x.example>"]),
      ("To: \"Roy, Ana\" <a@x.example>", ["to Roy, Ana <a@x.example>"]),
      ("To: =?utf-8?q?M=C3=BCller=2C_J=C3=B6rg?= <m@x.example>", ["to Müller, Jörg <m@x.example>"]),
      ("To: \"=?utf-8?q?M=C3=BCller?=\" <m@x.example>", ["to Müller <m@x.example>"]),
      (
        "To: Team: a@x.example, B <b@x.example>;, c@x.example",
        ["to <a@x.example>", "to <c@x.example>", "to B <b@x.example>"]
      ),
      ("To: undisclosed-recipients:;", []), ("To: undisclosed recipients", []),
      ("To: <@route.example:a@x.example>", ["to <a@x.example>"]), ("To: a@x.example (Ana)", ["to Ana <a@x.example>"]),
      (
        "To: a@x.example; B <b@x.example>; c@x.example", ["to <a@x.example>", "to <c@x.example>", "to B <b@x.example>"]
      ),
      ("To: Ana <mailto:a@x.example>", ["to Ana <a@x.example>"]), ("To: 'Ana' <a@x.example>", ["to Ana <a@x.example>"]),
      ("To: a@x.example <a@x.example>", ["to <a@x.example>"]), ("To: Ana <a@x.example", ["to Ana <a@x.example>"]),
      ("To: a@x.example,\n\t\n\tb@x.example", ["to <a@x.example>", "to <b@x.example>"]),
      (
        "To: a@x.example\nTO : b@x.example\nGarbage\n and more\nCc: c@x.example",
        ["cc <c@x.example>", "to <a@x.example>", "to <b@x.example>"]
      ),
      ("To: \"A; B\" <a@x.example>; b@x.example", ["to <b@x.example>", "to A; B <a@x.example>"]),
      ("To: , a@x.example", ["to <a@x.example>"]), ("To: Ana /O=ORG/CN=ANA", []),
    ])
  func addresses(header: String, expected: [String]) throws {
    #expect(try people(header) == expected)
  }

  @Test(
    "“user at host” of public archives is user@host",
    arguments: [
      ("ana.roy at customer.example (Ana Roy)", "from Ana Roy <ana.roy@customer.example>"),
      ("ana.roy at customer.example", "from <ana.roy@customer.example>"),
      ("Ana Roy <ana at localhost>", "from Ana Roy <ana@localhost>"),
      ("\"Ana at Work\" <ana@x.example>", "from Ana at Work <ana@x.example>"),
      ("ana AT x.example (=?utf-8?q?J=C3=B6rg?=)", "from Jörg <ana@x.example>"),
    ])
  func userAtHost(value: String, expected: String) throws {
    #expect(try people("From: \(value)") == [expected])
  }

  @Test(
    "without a mailbox in From the sender is what it says, else Sender, else Return-Path",
    arguments: [
      ("From: Ana Roy [ana@x.example]", "from Ana Roy <ana@x.example>"),
      ("From: root (Cron Daemon)", "from root"), ("Sender: b@x.example", "from <b@x.example>"),
      ("Return-Path: <c@x.example>", "from <c@x.example>"),
    ])
  func senders(header: String, expected: String) throws {
    #expect(try people(header) == [expected])
  }

  @Test(
    "the message that is answered: In-Reply-To, else the last of References",
    arguments: [
      ("In-Reply-To: <a@X.example>\nReferences: <b@x.example>", "a@x.example"),
      ("In-Reply-To: Your message of \"Tue\" <a@x.example>", "a@x.example"),
      ("In-Reply-To: a@x.example", "a@x.example"),
      ("In-Reply-To: your mail\nReferences: <b@x.example>\n <c@x.example>", "c@x.example"),
      ("References: <b@x.example>\nReferences: <c@x.example>, <d.\n e@x.example>", "d.e@x.example"),
      ("In-Reply-To: <a at x.example>", "a@x.example"), ("In-Reply-To: <>", ""), ("In-Reply-To: <m@X.example>", ""),
    ])
  func parents(header: String, expected: String) throws {
    #expect(try readHeader(header).activity("m@x.example")["in_reply_to"] ?? "" == expected)
  }

  @Test("Thread-Index names the conversation by its first 22 bytes; one that is too short or no Base64 does not")
  func threadIndex() throws {
    let header = [1] + (2...22).map { UInt8($0) }
    let conversation = "0102030405060708090A0B0C0D0E0F10111213141516"
    for bytes in [header, header + [9, 9, 9, 9, 9]] {
      let text = Data(bytes).base64EncodedString()
      let folded = text.prefix(20) + "\r\n " + text.dropFirst(20)
      #expect(try readHeader("Thread-Index: \(folded)").activity("m@x.example")["conversation_id"] == conversation)
    }
    for text in [Data(header.dropLast()).base64EncodedString(), "no Base64 at all, however long this text may be"] {
      #expect(try readHeader("Thread-Index: \(text)").activity("m@x.example")["conversation_id"] == nil)
    }
  }

  @Test(
    "Sensitivity other than normal makes a message private",
    arguments: [
      ("Private", true), ("personal", true), ("Company-Confidential", true), ("Normal", false), ("", false),
    ])
  func sensitivity(value: String, isPrivate: Bool) throws {
    #expect((try readHeader("Sensitivity: \(value)").activity("m@x.example")["private"] == "true") == isPrivate)
  }

  @Test("a header that is no mail, and a message that cannot be dated, are said with file and line")
  func leftOut() throws {
    let separator = "From ana@x.example Tue Mar  3 10:00:00 2026\n"
    let rows = try readMail([
      "a.mbox": separator + message("a") + "\n" + separator + "X-Other: 1\n\ntext\n\n" + separator
        + "From: a@x.example\nSubject: no date\n\ntext\n\n" + separator + "From: a@x.example\nDate: yesterday\n\n"
    ])
    #expect(rows.ids == ["a@customer.example"])
    let dates = "a date such as Tue, 31 Mar 2026 14:05:00 +0200, or one in Received"
    #expect(
      rows.messages == [
        "a.mbox:10: header: ; From, Date, Subject and others before the first empty line",
        "a.mbox:15: Date: ; \(dates)", "a.mbox:21: Date: yesterday; \(dates)",
      ])
  }
}
