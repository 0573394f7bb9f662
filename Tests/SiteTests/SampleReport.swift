import Analytics
import Dataset
import Foundation
import Ingest
import Markup

@testable import Site

/// A small report of one of everything, and of records without anything, made by the whole way from CSV.
struct SampleReport {
  private let dataset: Dataset
  private let analysis: Analysis
  private let words: Words
  private let frame: PageFrame
  var paths: PerRecord<String?>
  var settings = ReportSettings(title: "Ω")

  var context: ReportContext {
    ReportContext(dataset: dataset, analysis: analysis, words: words, frame: frame, paths: paths, settings: settings)
  }

  /// - Parameters:
  ///   - words: the language; English where none is given.
  ///   - change: edits a table before it is read, by its name.
  init(words: Words? = nil, change: (inout [String: String]) -> Void = { _ in }) async throws {
    var tables = Self.tables
    change(&tables)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("rapport-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in tables {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name + ".csv"))
    }
    (dataset, _) = try NativeSource(path: folder.path).read(zone: .named("Europe/Berlin"), internalDomains: [])
    let options = AnalyticsOptions(asOf: try Self.date("2026-03-31"))
    analysis = await Analysis(dataset, options, jobs: 1)
    let templates = TemplateSource()
    self.words = try words ?? templates.words(language: "en")
    paths = PerRecord<String?>(dataset, repeating: nil)
    for record in dataset.records {
      paths[record] = PagePath.record(
        record.type, id: dataset.text.string(dataset.id(of: record)),
        name: dataset.text.string(dataset.name(of: record)))
    }
    frame = try PageFrame(templates: templates, words: self.words)
  }

  /// The page of a record by its id.
  func page(_ type: RecordType, _ id: String) throws -> String {
    let record = try record(type, id)
    var html = HTMLWriter()
    RecordPage.render(record, context, to: &html)
    return String(decoding: html.bytes, as: UTF8.self)
  }

  func teamPage() -> String {
    var html = HTMLWriter()
    TeamPage.render(context, to: &html)
    return String(decoding: html.bytes, as: UTF8.self)
  }

  /// Every page of the report, the team page last.
  func allPages() -> [String] {
    let context = context
    return context.dataset.records.map { record in
      var html = HTMLWriter()
      RecordPage.render(record, context, to: &html)
      return String(decoding: html.bytes, as: UTF8.self)
    } + [teamPage()]
  }

  func record(_ type: RecordType, _ id: String) throws -> RecordID {
    for row in 0..<dataset.count(of: type) {
      let record = RecordID(type, row)
      if dataset.text.string(dataset.id(of: record)) == id { return record }
    }
    throw Missing(id: id)
  }

  struct Missing: Error { let id: String }

  static func date(_ text: String) throws -> CivilDate {
    guard let date = CivilDate(text) else { throw Missing(id: text) }
    return date
  }

  /// All names are Greek, so that a word in Latin letters on a page can only be the program's.
  static let tables = [
    "users": "id,name\n1,Άννα\n2,Νίκος\n",
    "accounts": "id,name,owner_id,primary_contact_id,industry\n1,Αλφα,1,1,Χάλυβας\n2,Κενό,,,\n",
    "contacts":
      "id,name,email,account_id,owner_id,job_title\n1,Μαρία,1@α.gr,1,1,Διευθύντρια\n2,Πέτρος,2@α.gr,1,2,\n3,Κανείς,,,,\n",
    "leads": """
    id,name,owner_id,status,created_on,contact_name,company,contact_id,source
    1,Ιδέα,1,open,2026-03-01,Ζωή,Βήτα,2,Έκθεση
    2,Άδειο,,open,2026-03-30,,,,

    """,
    "opportunities": """
    id,name,status,owner_id,account_id,contact_id,stage,stage_since,estimated_value,actual_value,currency,created_on,\
    estimated_close_on,closed_on
    1,Φόρτος,open,1,1,1,Πρόταση,2026-03-08,240000,,EUR,2025-12-01,2026-03-20,
    2,Νέο,open,2,1,2,,,90000,,USD,2026-03-30,2026-06-30,
    3,Τέλος,won,1,1,1,,,50000,48000.5,EUR,2025-06-01,2025-12-01,2025-12-10
    4,Τίποτα,open,,,,,,,,,,,

    """,
    "stakeholders": "record_type,record_id,contact_id,role\nopportunity,1,2,\n",
    "activities": """
    id,type,at,status,subject,duration_minutes,regarding_type,regarding_id,conversation_id,followed,opens,\
    link_clicks,attachment_views,last_opened_at,private
    1,email,2026-02-02T08:00:00Z,completed,Προσφορά,,opportunity,1,c1,true,3,1,1,2026-02-03T09:00:00Z,
    2,email,2026-02-02T20:00:00Z,completed,Απάντηση,,opportunity,1,c1,,,,,,
    3,meeting,2026-02-20T10:00:00Z,completed,Συνάντηση,60,opportunity,1,,,,,,,
    4,call,2026-03-10T10:00:00Z,completed,Κλήση,15,opportunity,1,,,,,,,
    5,email,2026-03-24T10:00:00Z,completed,Ερώτηση,,opportunity,1,c2,,,,,,
    6,task,2026-03-12T10:00:00Z,open,Εργασία,,opportunity,1,,,,,,,
    7,meeting,2026-04-14T10:00:00Z,open,Μυστικό,30,opportunity,1,,,,,,,true
    8,email,2026-03-20T10:00:00Z,completed,Γειά,,lead,1,c3,,,,,,
    9,email,2026-03-21T10:00:00Z,completed,Ευχαριστώ,,lead,1,c3,,,,,,

    """,
    "participants": """
    activity_id,role,person_type,person_id
    1,from,user,1
    1,to,contact,1
    2,from,contact,1
    2,to,user,1
    3,organizer,user,1
    3,required,contact,1
    3,required,contact,2
    4,from,contact,2
    4,to,user,1
    5,from,contact,1
    5,to,user,1
    7,organizer,user,1
    7,required,contact,1
    8,from,user,1
    8,to,contact,2
    9,from,contact,2
    9,to,user,1

    """,
  ]
}
