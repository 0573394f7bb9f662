import Dataset
import Ingest
import Markup
import Testing

@testable import Site

@Suite("Pseudonyms")
struct PseudonymTests {
  private let pseudonyms = Pseudonyms()

  @Test("an id that tells nothing stays; one that is an address or repeats a word of the name is hashed")
  func ids() {
    let kept: [(String, [String])] = [
      ("c1", ["Ines Meyer"]), ("0033a1b2-ffee-4c5d-9e0f-aabbccddeeff", ["Ines Meyer"]),
      ("contact-12", ["Contact 12"]), ("C-INE", ["Ines Meyer"]), ("42", []),
    ]
    for (id, names) in kept { #expect(pseudonyms.id(.contact, id, knownAs: names) == id) }
    let told: [(String, [String])] = [
      ("ines@acme.example", []), ("imeyer", ["Ines Meyer"]), ("INES-1", ["Ines Meyer"]), ("jose1", ["José Ruiz"]),
      ("王小明", ["王小明"]), ("c-小明", ["小明 王"]), ("bob", ["Bob"]), ("acme", ["x@acme.example"]),
    ]
    for (id, names) in told {
      let shown = pseudonyms.id(.contact, id, knownAs: names)
      #expect(shown.utf8.count == 16 && shown.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }, "\(id)")
      #expect(pseudonyms.id(.contact, shown, knownAs: [pseudonyms.name(.contact, id: shown)]) == shown)
    }
    #expect(pseudonyms.id(.unresolved, "Odalric") != "Odalric")
  }

  @Test("a name is of a letter for the kind and of six digits, which spell nothing")
  func names() {
    var names: Set<String> = []
    for kind in Pseudonyms.Kind.allCases {
      for id in 0..<200 {
        let name = pseudonyms.name(kind, id: "\(id)")
        #expect(name.utf8.count == 8)
        #expect(!name.dropFirst(2).contains { "aeioulAEIOUL".contains($0) })
        names.insert(name)
      }
    }
    // Activities, which have no names, share their letter with accounts, not their names.
    #expect(names.count == Pseudonyms.Kind.allCases.count * 200)
    #expect(pseudonyms.name(.lead, id: "1").hasPrefix("L-") && pseudonyms.name(.unresolved, id: "1").hasPrefix("P-"))
  }

  @Test("kind and salt tell one and the same id apart")
  func apart() {
    let address = "ines@acme.example"
    #expect(pseudonyms.id(.contact, address) != pseudonyms.id(.user, address))
    #expect(pseudonyms.id(.contact, address) != Pseudonyms(salt: "a").id(.contact, address))
    #expect(Pseudonyms(salt: "a").name(.user, id: "1") != Pseudonyms(salt: "b").name(.user, id: "1"))
    #expect(Pseudonyms(salt: "a").name(.user, id: "1") == Pseudonyms(salt: "a").name(.user, id: "1"))
  }

  @Test("every text of a redacted data set is of its own pool, which holds nothing else of the real one")
  func pool() async throws {
    let real = try await SampleReport().context.dataset
    let shown = real.redacted(pseudonyms)
    #expect(shown.text.count < real.text.count)
    var fields = 0
    var texts: Set<String> = []
    func visit(_ value: Any) {
      if let text = value as? Text {
        fields += 1
        if Int(text.index) < shown.text.count { texts.insert(shown.text.string(text)) } else { Issue.record("\(text)") }
      } else if !(value is TextPool) {
        for child in Mirror(reflecting: value).children { visit(child.value) }
      }
    }
    for rows in [shown.users, shown.accounts, shown.contacts, shown.leads, shown.opportunities, shown.people] as [Any] {
      visit(rows)
    }
    visit(shown.activities)
    visit([shown.accountFields, shown.leadFields, shown.opportunityFields])
    #expect(fields > 100)
    #expect(texts.count == shown.text.count)
    // Ids of one digit, and the words of the sales team itself.
    let kept = texts.filter { real.text.find($0) != nil && $0.utf8.count > 1 }
    #expect(kept == ["Χάλυβας", "Πρόταση", "EUR", "USD"])
  }
}
