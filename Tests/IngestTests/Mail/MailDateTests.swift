import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Mail dates")
struct MailDateTests {
  private func instant(_ text: String) -> String? {
    var text = text
    return text.withUTF8 { MailDate.instant($0)?.utcDescription }
  }

  @Test(
    "dates as mail programs write them",
    arguments: [
      ("Tue, 17 Nov 2009 18:04:31 -0800", "2009-11-18T02:04:31Z"), ("17 Nov 2009 18:04 +0530", "2009-11-17T12:34:00Z"),
      ("Tue, 17 Nov 2009 18:04:31", "2009-11-17T18:04:31Z"),
      ("Tue, 17 Nov 2009 18:04:31 -0000", "2009-11-17T18:04:31Z"),
      ("Tue, 17 Nov 2009 18:04:31 EST", "2009-11-17T23:04:31Z"),
      ("Tue, 17 Nov 2009 18:04:31 PDT", "2009-11-18T01:04:31Z"),
      ("Tue, 17 Nov 2009 18:04:31 UT", "2009-11-17T18:04:31Z"),
      ("Tue, 17 Nov 2009 18:04:31 CEST", "2009-11-17T16:04:31Z"),
      ("Tue, 17 Nov 2009 18:04:31 XYZ", "2009-11-17T18:04:31Z"),
      ("Tue, 17 Nov 2009 18:04:31 +0100 (CET)", "2009-11-17T17:04:31Z"),
      ("Tue Nov 17 2009 18:04:31 GMT+0100 (CET)", "2009-11-17T17:04:31Z"),
      ("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T15:55:06Z"),
      ("Thu,\r\n 13\r\n  Feb\r\n 1997\r\n 23:32\r\n -0330 (Newfoundland)", "1997-02-14T03:02:00Z"),
      ("Fri, 13 Feb 98 10:00:00 +0000", "1998-02-13T10:00:00Z"),
      ("Fri, 13 Feb 03 10:00:00 +0000", "2003-02-13T10:00:00Z"),
      ("Fri, 13 Feb 103 10:00:00 +0000", "2003-02-13T10:00:00Z"), ("Thu Nov  1 12:00:00 2001", "2001-11-01T12:00:00Z"),
      ("Thu Nov  1 12:00:00 EST 2001", "2001-11-01T17:00:00Z"), ("17-Jul-1996 02:44:25 -0700", "1996-07-17T09:44:25Z"),
      ("2008-09-20T20:04:30Z", "2008-09-20T20:04:30Z"), ("2008-09-20 20:04:30.123 +02:00", "2008-09-20T18:04:30Z"),
      ("12 Jan 2002 10:00 PM", "2002-01-12T22:00:00Z"), ("12 Jan 2002 12:30:00 AM +0000", "2002-01-12T00:30:00Z"),
      ("Sat, 31 Dec 2016 23:59:60 +0000", "2016-12-31T23:59:59Z"),
      ("Tue, 4 Dec 2001 17:11:25 -0459", "2001-12-04T22:10:25Z"),
      ("Tue, 4 Dec 2001 17:11:25 +9999", "2001-12-04T17:11:25Z"),
    ])
  func dates(text: String, expected: String) {
    #expect(instant(text) == expected)
  }

  @Test(
    "what is no date, or one that there is not",
    arguments: [
      "", "yesterday", "Wed, 15 Dec 2010    59:10 -0500", "Pn, 29 paX 2007 21:13:00 +0100",
      "31 Feb 2001 10:00:00 +0000",
      "Mon, 1 Jan 2001 24:00:00 +0000", "Mon, 1 Jan 2001 10:60:00", "Mon, 1 Jan 2001 10:00:61", "1 Jan 10:00",
      "Jan 2001 10:00",
      "1 Jan 2001", "99999999999 Jan 2001 10:00:00", "1 Jan 99999999999999999999 10:00:00", "1 Jan 2001 2002 10:00",
      "2001-02-30T10:00:00Z", "(1 Jan 2001 10:00:00", "1 Jan 2001 ::::", "-", "0 Jan 2001 10:00",
    ])
  func noDates(text: String) {
    #expect(instant(text) == nil)
  }

  @Test(
    "the time of a message: Date, else the newest Received, which also stands for a date that cannot be",
    arguments: [
      ("Date: Tue, 3 Mar 2026 10:00:00 +0000", "2026-03-03T10:00:00Z", false),
      (
        "Received: by a; Tue, 3 Mar 2026 10:00:00 +0000\nReceived: by b; Tue, 3 Mar 2026 11:00:00 +0000",
        "2026-03-03T11:00:00Z", false
      ),
      (
        "Date: Wed, 4 Mar 2026 11:00:00 +0000\nReceived: by b; Tue, 3 Mar 2026 11:00:00 +0000", "2026-03-04T11:00:00Z",
        false
      ),
      (
        "Date: Wed, 4 Mar 2026 11:00:01 +0000\nReceived: by b; Tue, 3 Mar 2026 11:00:00 +0000", "2026-03-03T11:00:00Z",
        true
      ),
      (
        "Date: Wed, 31 Dec 1969 23:59:59 +0000\nReceived: by b; Tue, 3 Mar 2026 11:00:00 +0000", "2026-03-03T11:00:00Z",
        true
      ),
      (
        "Date: Thu, 1 Jan 1970 00:00:00 +0000\nReceived: by b; Tue, 3 Mar 2026 11:00:00 +0000", "1970-01-01T00:00:00Z",
        false
      ),
      ("Date: gone\nReceived: from a; x\n by b;\n Tue, 3 Mar 2026 11:00:00 +0000", "2026-03-03T11:00:00Z", true),
      ("Date: Mon, 30 Jun 3609 15:33:50 +0000", "3609-06-30T15:33:50Z", false),
    ])
  func times(header: String, expected: String, isReported: Bool) throws {
    let rows = try readMail(["m.eml": "From: a@x.example\nMessage-ID: <m@x.example>\n\(header)\n\n"])
    #expect(rows.activity("m@x.example")["at"] == expected)
    #expect(rows.problems.map(\.field) == (isReported ? ["Date"] : []))
    #expect(rows.problems.allSatisfy { $0.expected.hasSuffix("whose time \(expected) is taken") && $0.line == 1 })
  }

  @Test("a date before 1970 with nothing to replace it leaves the message out")
  func tooOld() throws {
    let rows = try readMail([
      "m.eml": "From: a@x.example\nDate: Wed, 31 Dec 1969 23:59:59 +0000\n\n", "n.eml": message("n"),
    ])
    #expect(rows.ids == ["n@customer.example"])
    #expect(rows.problems.map(\.found) == ["Wed, 31 Dec 1969 23:59:59 +0000"])
  }
}
