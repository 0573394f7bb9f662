import Analytics
import Dataset
import Testing

@testable import Site

@Suite("The history of a report")
struct HistoryTests {
  static func day(_ number: Int) -> CivilDate { CivilDate(days: 20_000 + 7 * number) }

  static func line(
    _ id: String, on day: CivilDate, _ type: RecordType = .opportunity, edit: (inout RecordState) -> Void = { _ in }
  ) -> [UInt8] {
    var state = RecordState(type: type, id: id, name: "Deal \(id)")
    state.status = "open"
    edit(&state)
    var json = JSONWriter()
    HistoryLine.write(state, on: day, to: &json)
    return json.bytes
  }

  private func history(_ bytes: [UInt8]) throws -> History { try History(bytes, file: "h.jsonl") }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test("a line has the keys of the spec in their order")
  func keys() {
    let line = Self.line("o\"1", on: Self.day(0)) { state in
      state.estimatedValue = 1000.5
      state.estimatedCloseOn = Self.day(1)
      state.ownerID = "u1"
      state.score = 72
      (state.frequency, state.recency, state.engagement) = (1, 0.5, 0.33333)
      state.flags = [.awaitingTeam, .noNextStep]
      state.interactions = 12
      state.lastAt = Instant(seconds: 0)
    }
    #expect(
      text(line) == #"{"as_of":"2024-10-04","type":"opportunity","id":"o\"1","name":"Deal o\"1","status":"open","#
        + #""stage":null,"estimated_value":1000.5,"estimated_close_on":"2024-10-11","owner_id":"u1","score":72,"#
        + #""frequency":1,"recency":0.5,"engagement":0.3333,"flags":["awaiting_team","no_next_step"],"#
        + #""interactions":12,"last_at":"1970-01-01T00:00:00Z"}"# + "\n")
  }

  @Test("what is written is read back", arguments: ["o1", "ö\u{202E}\n\"\\", "{\"as_of\":\"2020-01-01\"}", "😀"])
  func roundTrip(_ id: String) throws {
    let line = Self.line(id, on: Self.day(3)) { state in
      state.name = id
      state.stage = id
      state.estimatedValue = -0.1
      state.lastAt = Instant(seconds: 1_700_000_000)
      state.flags = AttentionCode.allCases
    }
    let states = try history(line).states(on: Self.day(3))
    #expect(states.count == 1)
    let state = try #require(states.first)
    #expect(state.id == id && state.name == id && state.stage == id)
    #expect(state.estimatedValue == -0.1 && state.flags == AttentionCode.allCases)
    #expect(state.lastAt == Instant(seconds: 1_700_000_000))
  }

  @Test("the base of a report is the newest day before it")
  func base() throws {
    let past = try history([3, 1, 2].flatMap { Self.line("o1", on: Self.day($0)) })
    #expect(past.base(of: Self.day(1)) == nil)
    #expect(past.base(of: Self.day(2)) == Self.day(1))
    #expect(past.base(of: Self.day(9)) == Self.day(3))
  }

  @Test("the lines of a day take the place of those that it had, and days are in order")
  func replaced() throws {
    var past = try history([1, 2, 3].flatMap { Self.line("old", on: Self.day($0)) })
    past.makeRoom(for: Self.day(2))
    let written = past.encoded(adding: Self.line("new", on: Self.day(2)), on: Self.day(2))
    #expect(
      text(written)
        == text(
          Self.line("old", on: Self.day(1)) + Self.line("new", on: Self.day(2)) + Self.line("old", on: Self.day(3))))
  }

  @Test("the newest 53 days are kept, that of the report among them")
  func limit() throws {
    var bytes: [UInt8] = []
    for week in 0..<60 {
      var past = try history(bytes)
      past.makeRoom(for: Self.day(week))
      bytes = past.encoded(adding: Self.line("o\(week)", on: Self.day(week)), on: Self.day(week))
    }
    #expect(try history(bytes).days == (7..<60).map(Self.day))
    var again = try history(bytes)
    again.makeRoom(for: Self.day(59))
    #expect(again.days == (7..<59).map(Self.day))
    #expect(again.encoded(adding: Self.line("o59", on: Self.day(59)), on: Self.day(59)) == bytes)
  }

  @Test("a report that is older than all that are kept adds nothing and has nothing to compare with")
  func tooOld() throws {
    let bytes = (10..<63).flatMap { Self.line("o1", on: Self.day($0)) }
    var past = try history(bytes)
    past.makeRoom(for: Self.day(2))
    #expect(past.base(of: Self.day(2)) == nil)
    #expect(past.encoded(adding: Self.line("o1", on: Self.day(2)), on: Self.day(2)) == bytes)
  }

  @Test("any order of lines gives the same days, and one report added keeps every line of the others")
  func anyOrder() throws {
    var random = SystemRandomNumberGenerator()
    let lines = (0..<40).map { Self.line("o\($0 % 7)", on: Self.day($0 / 7)) }
    let shuffled = lines.shuffled(using: &random)
    var past = try history(Array(shuffled.joined()))
    for day in 0..<6 {
      let ids = try past.states(on: Self.day(day)).map(\.id)
      #expect(Set(ids) == Set(lines.indices.filter { $0 / 7 == day }.map { "o\($0 % 7)" }))
    }
    past.makeRoom(for: Self.day(100))
    let written = text(past.encoded(adding: [], on: Self.day(100)))
    let kept = written.split(separator: "\n").map { Array(($0 + "\n").utf8) }
    #expect(Set(kept) == Set(lines))
  }

  @Test("lines that were formatted by another program are read, too")
  func foreignFormat() throws {
    let bytes = Array(
      """
      { "id": "o1", "type": "opportunity", "as_of": "2024-10-04", "later": [{"a": 1}], "score": 5.0e1 }\r

      {"as_of":"2024-10-04","type":"lead","id":"l1","flags":["later"],"name":null}
      """.utf8)
    let past = try history(bytes)
    #expect(past.days == [Self.day(0)])
    let states = try past.states(on: Self.day(0))
    #expect(states.map(\.id) == ["o1", "l1"])
    #expect(states.map(\.score) == [50, nil] && states.map(\.flags) == [[], []])
  }

  @Test(
    "a line that cannot be read is named with its place, what was found and what was expected",
    arguments: [
      (
        #"{"as_of":"2024-10-04","type":"opportunity","id":"o1","score":101}"#, 62, "“101}”",
        "a whole number from 0 to 100"
      ),
      (
        #"{"as_of":"2024-10-04","type":"deal","id":"o1"}"#, 30, "“\"deal\",\"id\":\"o1\"}”",
        "account, contact, lead or opportunity"
      ),
      (#"{"as_of":"2024-10-04","type":"lead","id":""}"#, 45, "the end of the line", "the key id"),
      (#"{"as_of":"2024-10-04","type":"lead","id":"l1","name":7}"#, 54, "“7}”", "a text in double quotes"),
      (#"{"as_of":"2024-10-04","type":"lead","id":"l1"}}"#, 47, "“}”", "nothing after the value"),
    ])
  func damagedLater(_ line: String, _ column: Int, _ found: String, _ expected: String) throws {
    let past = try history(Self.line("o0", on: Self.day(0)) + Array(line.utf8))
    #expect(throws: SidecarError(file: "h.jsonl", line: 2, column: column, found: found, expected: expected)) {
      try past.states(on: Self.day(0))
    }
  }

  @Test(
    "a line that does not say its day is an error at once",
    arguments: [
      ("<<<<<<< HEAD", 1, "“<<<<<<< HEAD”", "a JSON object, { … }"),
      (#"{"as_of":"2024-02-30","type":"lead","id":"l1"}"#, 10, "“\"2024-02-30\",\"type\":”", "a date, \"YYYY-MM-DD\""),
      (#"{"as_of":"2024-10-04","type":"lead","id":"l"#, 44, "the end of the line", "a closing quote (\")"),
      ("{}", 3, "the end of the line", "the key as_of"),
    ])
  func damaged(_ line: String, _ column: Int, _ found: String, _ expected: String) throws {
    let bytes = Self.line("o0", on: Self.day(0)) + Array((line + "\n").utf8)
    #expect(throws: SidecarError(file: "h.jsonl", line: 2, column: column, found: found, expected: expected)) {
      try history(bytes)
    }
    let lenient = try History(bytes, file: "h.jsonl", lenient: true)
    let kept = text(lenient.encoded(adding: [], on: Self.day(9)))
    #expect(kept.contains(line + "\n") && kept.contains(text(Self.line("o0", on: Self.day(0)))))
  }

  @Test("only the records that are asked for are looked up in the past, oldest day first")
  func lookUp() throws {
    let past = try history(
      [2, 0, 1].flatMap { day in
        ["a", "b\"", "c"].flatMap { id in
          Self.line(id, on: Self.day(day)) { $0.estimatedCloseOn = Self.day(day) }
        }
      })
    var found: [String] = []
    let keys: Set = [RecordState.Key(type: .opportunity, id: "b\""), RecordState.Key(type: .lead, id: "a")]
    try past.forEachState(of: keys, before: Self.day(2)) { day, state in
      found.append("\(state.id) \(day == state.estimatedCloseOn) \(day)")
    }
    #expect(found == ["b\" true 2024-10-04", "b\" true 2024-10-11"])
  }
}
