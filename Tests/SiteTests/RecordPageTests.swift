import Analytics
import Dataset
import Markup
import Testing

@testable import Site

@Suite("Record pages")
struct RecordPageTests {
  @Test("text from data is inert wherever it stands")
  func hostile() async throws {
    let attack = "\"\"><script>alert(1)</script><img src=x onerror=alert(1)>'\u{202E}"
    let report = try await SampleReport { tables in
      for (table, names) in [
        "users": ["Άννα"], "accounts": ["Αλφα", "Χάλυβας"], "contacts": ["Μαρία", "Διευθύντρια"],
        "leads": ["Ιδέα", "Ζωή", "Βήτα", "Έκθεση"], "opportunities": ["Φόρτος", "Πρόταση", "EUR"],
        "activities": ["Προσφορά", "Ερώτηση", "Εργασία", "Κλήση"],
      ] {
        for name in names { tables[table] = tables[table]?.replacing(name, with: "\"" + attack + "\"") }
      }
    }
    let pages = report.allPages()
    #expect(pages.dropLast().allSatisfy { !$0.contains("<script") })
    #expect(pages.last?.ranges(of: "<script").count == 1, "the team page has its own, and nothing else")
    for page in pages {
      #expect(!page.contains("<img"))
      #expect(!page.contains("\u{202E}"))
    }
    #expect(try report.page(.opportunity, "1").contains("&lt;script&gt;"))
  }

  @Test("a page of a record holds no script, and no page an inline style, handler or address but those of the report")
  func strict() async throws {
    let pages = try await SampleReport().allPages()
    #expect(pages.dropLast().allSatisfy { !$0.contains("<script") })
    for page in pages {
      for tag in PageText.tags(page) {
        #expect(!tag.contains(" style="))
        #expect(!tag.contains(" on"))
      }
      for address in PageText.attributes("href", in: page) + PageText.attributes("src", in: page) {
        #expect(!address.contains(":") && !address.hasPrefix("/"), "\(address)")
      }
    }
  }

  @Test("ids are unique in a page, and every reference to one leads to it")
  func ids() async throws {
    for page in try await SampleReport().allPages() {
      let ids = PageText.attributes("id", in: page)
      #expect(Set(ids).count == ids.count)
      for names in PageText.attributes("aria-labelledby", in: page) {
        for name in names.split(separator: " ") { #expect(ids.contains(String(name))) }
      }
    }
  }

  @Test("every page has one first heading, a language, and no level left out")
  func headings() async throws {
    for page in try await SampleReport().allPages() {
      let levels = PageText.tags(page).compactMap { tag in
        tag.hasPrefix("<h") && tag.utf8.count == 4 ? tag.dropFirst(2).first?.wholeNumberValue : nil
      }
      #expect(levels.filter { $0 == 1 }.count == 1)
      #expect(levels.first == 1)
      for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1) }
      #expect(PageText.attributes("lang", in: page) == ["en"])
    }
  }

  @Test("every link between pages leads to a page of the report")
  func links() async throws {
    let report = try await SampleReport()
    let paths = Set(report.context.dataset.records.compactMap { report.context.paths[$0] })
    for record in report.context.dataset.records {
      var html = HTMLWriter()
      RecordPage.render(record, report.context, to: &html)
      for address in PageText.attributes("href", in: String(decoding: html.bytes, as: UTF8.self)) {
        let target = String(address.dropFirst("../".count))
        #expect(address.hasPrefix("../"))
        #expect(paths.contains(target) || ["index.html", "data/kpis.jsonl"].contains(target), "\(address)")
      }
    }
  }

  @Test("a record without a page is named, not linked")
  func noPage() async throws {
    var report = try await SampleReport()
    report.paths[try report.record(.account, "1")] = nil
    let page = try report.page(.opportunity, "1")
    #expect(page.contains("Account Αλφα"))
    #expect(!page.contains("../accounts/"))
  }

  @Test("the subject of a private activity is on no page")
  func privateSubject() async throws {
    let report = try await SampleReport()
    for page in report.allPages() { #expect(!page.contains("Μυστικό")) }
    #expect(try report.page(.opportunity, "1").contains("Private"))
  }

  @Test("hidden subjects are on no page, those of flags included")
  func hiddenSubjects() async throws {
    var report = try await SampleReport()
    #expect(report.allPages().contains { $0.contains("Ερώτηση") })
    report.settings.hidesSubjects = true
    for page in report.allPages() {
      for subject in ["Προσφορά", "Ερώτηση", "Εργασία", "Μυστικό"] { #expect(!page.contains(subject)) }
    }
  }

  @Test("a flag that is up shows its evidence")
  func flags() async throws {
    let texts = PageText.read(try await SampleReport().page(.opportunity, "1")).joined()
    #expect(texts.contains("Πέτρος’s “Ευχαριστώ” has had no answer for 10 days (limit 2)."))
    #expect(texts.contains("It was to close on 20 Mar 2026, 11 days ago."))
    #expect(texts.contains("“Εργασία” was due on 12 Mar 2026, 19 days ago."))
  }

  @Test("a record with nothing says what is missing in every widget, and draws no chart")
  func empty() async throws {
    let page = try await SampleReport().page(.opportunity, "4")
    #expect(!page.contains("role=\"img\""))
    for key in [
      "summary", "activities", "most_contacted", "interactions", "email_ratio", "response", "hours", "coverage", "heat",
    ] {
      let section = try #require(page.firstRange(of: "id=\"\(key)\"")).upperBound
      let end = try #require(page[section...].firstRange(of: "</section>")).lowerBound
      #expect(page[section..<end].contains("class=\"empty\""), "\(key)")
    }
  }

  @Test("a widget stands on the records and at the level of the table, and the config has the last word")
  func widgets() async throws {
    var report = try await SampleReport()
    func shown(_ type: RecordType) throws -> Set<String> {
      let ids = PageText.attributes("id", in: try report.page(type, "1"))
      return Set(ids).intersection(WidgetKey.allCases.map(\.rawValue))
    }
    let everywhere: Set = [
      "summary", "interactions", "engagement", "response", "email_ratio", "activities", "commentary", "heat",
    ]
    #expect(try shown(.account) == everywhere.union(["most_contacted", "hours", "coverage"]))
    #expect(try shown(.contact) == everywhere.union(["health"]))
    #expect(try shown(.lead) == everywhere.union(["health", "last_and_next", "most_contacted", "hours", "coverage"]))
    report.settings.insights = .basic
    #expect(try shown(.contact) == everywhere.subtracting(["response", "heat"]))
    report.settings.widgetSwitches[.contact] = [.response: true, .summary: false]
    #expect(try shown(.contact) == everywhere.subtracting(["summary", "heat"]))
  }

  @Test("an activity that counts on other records says on how many")
  func shared() async throws {
    let texts = PageText.read(try await SampleReport().page(.opportunity, "1"))
    #expect(texts.contains("Also counts on"))
    #expect(texts.contains("2 records"))
  }

  @Test("the parts of health are 25·R, 30·F·R and 45·E·R")
  func healthParts() async throws {
    var report = try await SampleReport()
    let record = try report.record(.opportunity, "1")
    let health = try #require(report.context.kpis(of: record).health)
    let texts = PageText.read(try report.page(.opportunity, "1"))
    for (points, most) in [
      (25 * health.recency, 25), (30 * health.frequency * health.recency, 30),
      (45 * health.engagement * health.recency, 45),
    ] {
      #expect(texts.contains("\(report.context.formats.points(points)) of \(most)"))
    }
    report.settings.widgetSwitches[.opportunity] = [.health: false]
    #expect(!(try report.page(.opportunity, "1").contains("Recency")))
  }

  @Test("a typical page is small, and the same bytes each time")
  func size() async throws {
    let first = try await SampleReport().allPages()
    let second = try await SampleReport().allPages()
    #expect(first == second)
    for page in first { #expect(page.utf8.count < 60_000) }
  }
}
