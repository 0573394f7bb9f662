import Testing

@testable import Site

@Suite("Files of a report as text")
struct PlainTextTests {
  private func text(_ file: String) -> String { PlainText.of(Array(file.utf8)) }

  @Test("a page is read as headings, sentences, facts and cells with what they are of")
  func page() {
    let page = """
      <!doctype html>
      <html><head><title>Deal · Report</title><style>p{color:red}</style></head>
      <body><h1>Deal</h1>
      <ul class="meta">
      <li>Owner <b>Ada</b></li>
      </ul>
      <dl>
      <div><dt>Last contact</dt>
      <dd>Tue 2 Jun 2026<br>
      <span>10 days before</span></dd></div>
      </dl>
      <svg><title>Score</title><desc>72,
      then 66.</desc><text>72</text></svg>
      <table><caption>Related</caption><thead><tr><th>Record</th><th>Health</th><th>Flags</th></tr></thead>
      <tbody><tr><th>Acme &amp; Co</th><td><span>72</span> good</td><td><i>One</i><br>Two</td></tr>
      <tr><th>14 Apr</th><td>1</td><td>0</td></tr>
      <tr><td colspan="3">A remark</td></tr></tbody></table>
      <!-- <p>not shown</p> -->
      <script>if (a < b) {}</script><p>1 &lt; 2 &#8364; &#x20AC; &nope; &
      </body></html>
      """
    #expect(
      text(page) == """
        # Deal · Report

        # Deal
        - Owner Ada
        Last contact: Tue 2 Jun 2026 · 10 days before
        Score
        72, then 66.
        Related
        Acme & Co · Health: 72 good
        Acme & Co · Flags: One · Two
        14 Apr: Health 1, Flags 0
        A remark
        1 < 2 € € &nope; &

        """)
  }

  @Test("an object of JSON Lines is a line for each datum, with day and record before it")
  func jsonLines() {
    let file = """
      {"as_of":"2026-03-23","type":"lead","id":"l1","score":72,"flags":["a","b"],"none":[],"stage":null}
      {"type":"lead","id":"l2","health":{"score":5,"weekly":[1,null]},"recent":[{"a":1},{"a":2}],"x":"é\\n"}

      """
    #expect(
      text(file) == """
        2026-03-23 lead:l1 score: 72
        2026-03-23 lead:l1 flags: ["a","b"]
        lead:l2 health.score: 5
        lead:l2 health.weekly: [1,null]
        lead:l2 recent: {"a":1}
        lead:l2 recent: {"a":2}
        lead:l2 x: é\u{20}

        """)
  }

  @Test("one JSON object over several lines is a line for each datum, too")
  func manifest() {
    #expect(
      text("{\n\"as_of\": \"2026-03-31\",\n\"filter\": {\n\"only\": []\n},\n\"files\": [\n{\"path\": \"a\"}\n]\n}\n")
        == "as_of: 2026-03-31\nfiles: {\"path\": \"a\"}\n")
  }

  @Test("a row of a table is a line for each cell, mere counts one line, with what the row is of before it")
  func table() {
    #expect(
      text("type,id,name,score,stage\r\nlead,l1,\"A, \"\"B\"\"\",72,\r\n")
        == "lead:l1 name: A, \"B\"\nlead:l1 score: 72\n")
    #expect(text("type,id,date,sent,got\nlead,l1,2026-03-01,2,0\n") == "lead:l1:2026-03-01: sent 2, got 0\n")
  }

  @Test("anything else is given as it is, harmless for a terminal")
  func anything() {
    #expect(text("plain\ntext") == "plain\ntext\n")
    #expect(text("") == "")
    #expect(PlainText.of([0xFF, 0x1B, 0x5B, 0x41]) == "\u{FFFD}\u{FFFD}[A\n")
    #expect(text("{\"a\":\"\\u001b[31m\\u202e\\n\"}") == "a: \u{FFFD}[31m\u{FFFD} \n")
  }

  @Test(
    "what is not closed ends with the file",
    arguments: [
      ("<p", ""), ("<!--", ""), ("<style>", ""), ("<a href=\"", ""), ("<td>x", "x\n"),
      ("<table><tr><td>x</table>", "x\n"),
      ("<p>a<b", "a\n"), ("a,\"b", ""), ("a,b\n\"1,2", "a: 1,2\n"), ("{", "{\n"),
    ])
  func unclosed(_ file: String, _ expected: String) {
    #expect(text(file) == expected)
  }
}
