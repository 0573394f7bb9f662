import Dataset
import Testing

@testable import Site

@Suite("Paths of pages")
struct PagePathTests {
  @Test(
    "a slug is the name in plain letters and eight digits of the id's hash",
    arguments: [
      ("Nordwind fleet renewal", "nordwind-fleet-renewal"),
      ("Öresundia  — Électric/vans!", "o-resundia-e-lectric-vans"),
      ("ﬁne ①", "fine-1"), ("--a--", "a"), ("伟", "opportunity"), ("", "opportunity"),
    ])
  func slugs(name: String, slug: String) {
    let path = PagePath.record(.opportunity, id: "42", name: name)
    #expect(path == "opportunities/\(slug)-1f48f1c3.html")
  }

  @Test("the hash is that of type and id")
  func hash() {
    #expect(PagePath.record(.account, id: "1", name: "x") != PagePath.record(.account, id: "2", name: "x"))
    #expect(PagePath.slug(.account, id: "1", name: "x") != PagePath.slug(.contact, id: "1", name: "x"))
  }

  @Test("a long name is cut at 60, without a hyphen at the end")
  func long() {
    let name = String(repeating: "a", count: 59) + " " + "b"
    #expect(PagePath.slug(.lead, id: "1", name: name).hasPrefix(String(repeating: "a", count: 59) + "-"))
    #expect(PagePath.slug(.lead, id: "1", name: name).utf8.count == 59 + 9)
  }

  @Test("links lead from one folder to another")
  func relative() {
    #expect(PagePath.relative("accounts/a.html", from: "contacts/c.html") == "../accounts/a.html")
    #expect(PagePath.relative("accounts/a.html", from: "index.html") == "accounts/a.html")
  }
}
