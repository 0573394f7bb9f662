import Testing

@testable import Dataset

@Suite("Words of columns")
struct CodeTableTests {
  @Test("every word that the dataset spec has for a column is found")
  func words() {
    expectFound(in: Codes.activityTypes, ["email", "meeting", "call", "task"])
    expectFound(in: Codes.activityStatuses, ["completed", "open", "canceled"])
    expectFound(in: Codes.directions, ["outgoing", "incoming"])
    expectFound(in: Codes.recordTypes, ["account", "contact", "lead", "opportunity"])
    expectFound(in: Codes.stakeholderTypes, ["opportunity", "lead"])
    expectFound(in: Codes.personTypes, ["user", "contact", "lead"])
    expectFound(in: Codes.roles, ["from", "to", "cc", "bcc", "organizer", "required", "optional"])
    expectFound(in: Codes.opportunityStatuses, ["open", "won", "lost"])
    expectFound(in: Codes.leadStatuses, ["open", "qualified", "disqualified"])
  }

  @Test("a word that is longer than any of them, or begins as one does, is none")
  func others() {
    for other in ["", "ope", "opened", "open\0", "\0open", String(repeating: "o", count: 17), "0123456789abcdefopen"] {
      #expect(value(of: other, in: Codes.leadStatuses) == nil, "\(other)")
    }
  }

  private func expectFound<Value>(in table: CodeTable<Value>, _ words: [String]) {
    #expect(table.expected == "one of " + words.joined(separator: ", "))
    for word in words { #expect(value(of: word, in: table) != nil, "\(word)") }
  }

  private func value<Value>(of word: String, in table: CodeTable<Value>) -> Value? {
    var word = word
    return word.withUTF8 { table[$0] }
  }
}
