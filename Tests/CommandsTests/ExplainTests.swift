import Analytics
import Dataset
import Foundation
import Ingest
import Site
import TestSupport
import Testing

@testable import Commands

@Suite("Explain")
struct ExplainTests {
  private static let tables = [
    "users.csv": "id,name\nu1,Ana Lee\n",
    "contacts.csv": "id,name\nk1,Tomas Berg\nk2,王小明\n",
    "opportunities.csv": """
    id,name,status,owner_id,contact_id,created_on,estimated_value
    o1,Pumps,open,u1,k1,2026-03-01,5000
    o2,Later,open,u1,k1,2026-05-01,

    """,
    "stakeholders.csv": "record_type,record_id,contact_id\nopportunity,o1,k2\n",
    "activities.csv": """
    id,type,at,status,subject,duration_minutes,regarding_type,regarding_id,in_reply_to,private
    a1,email,2026-03-18T09:00:00Z,,Offer,,opportunity,o1,,
    a2,email,2026-03-19T09:30:00Z,,Re: Offer,,opportunity,o1,a1,
    a3,email,2026-03-19T11:30:00Z,,Our lowest price,,opportunity,o1,a2,yes
    a4,meeting,2026-03-20T14:00:00Z,,見積もり,60,opportunity,o1,,
    a5,email,2026-03-27T08:15:00Z,,Question,,opportunity,o1,,
    a6,task,2026-03-27T10:00:00Z,,Write it up,30,opportunity,o1,,
    a7,meeting,2026-04-02T10:00:00Z,open,Site visit,45,opportunity,o1,,

    """,
    "participants.csv": """
    activity_id,role,person_type,person_id
    a1,from,user,u1
    a1,to,contact,k1
    a2,from,contact,k1
    a2,to,user,u1
    a3,from,user,u1
    a3,to,contact,k1
    a4,organizer,user,u1
    a4,required,contact,k1
    a4,required,contact,k2
    a5,from,contact,k2
    a5,to,user,u1
    a7,organizer,user,u1
    a7,required,contact,k1

    """,
  ]

  private func world(config: String? = nil, change: (inout [String: String]) -> Void = { _ in }) throws -> World {
    let world = try World(config: config)
    var tables = Self.tables
    change(&tables)
    for (name, text) in tables { try world.write("data/" + name, text) }
    return world
  }

  private func explain(_ arguments: String..., in world: World) async -> Int32 {
    await CommandLineTool.run(
      arguments: ["explain", "data", "--as-of", "2026-03-31"] + arguments, environment: [:],
      workingDirectory: world.directory, console: world.console)
  }

  @Test("a KPI comes with its value, its rule and the activities that make it, in columns")
  func response() async throws {
    let world = try world()
    #expect(await explain("--record", "opportunity:o1", "--kpi", "response.team.median", in: world) == 0)
    #expect(world.errors.isEmpty)
    #expect(
      world.output == """
        opportunity:o1 “Pumps”, 2026-03-31, UTC

        kpi                   value
        response.team.median  7200   s = 2\u{A0}h

        The median of the seconds from a turn of the customer's to the turn of the team's that answers it, nights and \
        weekends included.

        id  time              kind   side  people                subject    counts as
        a3  2026-03-19 11:30  email  team  Ana Lee → Tomas Berg  (private)  answers a2 after 7200 s (2\u{A0}h)

        """)
  }

  @Test("wide characters take two columns, so that what follows stays in line")
  func wide() async throws {
    let world = try world()
    #expect(await explain("--record", "opportunity:o1", "--kpi", "seconds_spent.customer", in: world) == 0)
    #expect(
      world.output.hasSuffix(
        """
        id  time              kind     side      people                        subject    counts as
        a1  2026-03-18 09:00  email    team      Ana Lee → Tomas Berg          Offer      150 s
        a2  2026-03-19 09:30  email    customer  Tomas Berg → Ana Lee          Re: Offer  300 s
        a3  2026-03-19 11:30  email    team      Ana Lee → Tomas Berg          (private)  150 s
        a4  2026-03-20 14:00  meeting  team      Ana Lee → Tomas Berg, 王小明  見積もり   3600 s
        a5  2026-03-27 08:15  email    customer  王小明 → Ana Lee              Question   300 s

        """))
  }

  @Test("health is worked out line by line, from its figures to the score")
  func health() async throws {
    let world = try world()
    #expect(await explain("--record", "opportunity:o1", "--kpi", "health.score", in: world) == 0)
    #expect(
      world.output == """
        opportunity:o1 “Pumps”, 2026-03-31, UTC

        kpi           value
        health.score  87

        R × (25 + 30·F + 45·E) over the 60 days, rounded half up.

          R      1, as the customer engaged 4 days before, within 14
          F      min(1, 14 × 4 / 60) = 0.9333
          share  min(1, 2 × 3 / 4) = 1
          reply  (2 + 1) / (3 + 1) = 0.75
          E      min(1, 0.75) = 0.75
          score  1 × (25 + 30 × 0.9333 + 45 × 0.75) = 86.75
                 rounded: 87, good

        id  time              kind     side      people                        subject      counts as
        a1  2026-03-18 09:00  email    team      Ana Lee → Tomas Berg          Offer        from the team alone, \
        weight 1, makes its day
        a2  2026-03-19 09:30  email    customer  Tomas Berg → Ana Lee          Re: Offer    from the customer, \
        weight 1, makes its day
        a3  2026-03-19 11:30  email    team      Ana Lee → Tomas Berg          (private)    answer to the customer, \
        weight 1
        a4  2026-03-20 14:00  meeting  team      Ana Lee → Tomas Berg, 王小明  見積もり     with the customer, \
        weight 1, makes its day
        a5  2026-03-27 08:15  email    customer  王小明 → Ana Lee              Question     from the customer, \
        weight 1, makes its day
        a6  2026-03-27 10:00  task     team      –                             Write it up  task, weight 1
        a1  2026-03-18 09:00  email    team      Ana Lee → Tomas Berg          Offer        turn, answered
        a2  2026-03-19 09:30  email    customer  Tomas Berg → Ana Lee          Re: Offer    turn, answered
        a3  2026-03-19 11:30  email    team      Ana Lee → Tomas Berg          (private)    turn, not owed an answer
        a5  2026-03-27 08:15  email    customer  王小明 → Ana Lee              Question     turn, owed an answer

        """)
  }

  @Test("JSON is one object with the value as data/kpis.jsonl has it")
  func json() async throws {
    let world = try world()
    #expect(
      await explain("--record", "opportunity:o1", "--kpi", "waiting.team", "--format", "json", in: world) == 0)
    #expect(
      world.output == """
        {"record":{"type":"opportunity","id":"o1","name":"Pumps"},"as_of":"2026-03-31","time_zone":"UTC",\
        "kpi":"waiting.team","values":[{"path":"waiting.team.since","value":"2026-03-27T08:15:00Z"},\
        {"path":"waiting.team.activity_id","value":"a5"}],"rule":"The earliest last turn of a conversation, begun \
        within the 60 days, after which the team began nothing.","arithmetic":[],"activities":[{"id":"a5",\
        "at":"2026-03-27T08:15:00Z","local_time":"2026-03-27 08:15","type":"email","side":"customer",\
        "people":[{"person_type":"user","person_id":"u1","name":"Ana Lee","roles":["to"]},\
        {"person_type":"contact","person_id":"k2","name":"王小明","roles":["from"]}],"subject":"Question",\
        "contribution":{"note":"waits for 4 days"}}]}

        """)
  }

  @Test("without a KPI all of the record are listed, with the values of data/kpis.jsonl in its order")
  func listing() async throws {
    let world = try world()
    #expect(await explain("--record", "opportunity:o1", "--format", "json", in: world) == 0)
    #expect(await world.run("generate", "data", "--as-of", "2026-03-31", "--all") == 0)
    let lines = try String(contentsOfFile: world.directory + "/report/data/kpis.jsonl", encoding: .utf8)
    let line = try #require(lines.split(separator: "\n").first { $0.hasPrefix(#"{"type":"opportunity""#) })
    var rest = line
    let explained = Data(world.output.split(separator: "\n")[0].utf8)
    let object = try #require(JSONSerialization.jsonObject(with: explained) as? [String: Any])
    let values = try #require(object["values"] as? [[String: Any]])
    #expect(values.count > 60)
    for value in values {
      let key = try #require((value["path"] as? String)?.split(separator: ".").last)
      let place = try #require(rest.firstRange(of: "\"\(key)\":"), "\(key) in order")
      rest = rest[place.upperBound...]
    }
  }

  @Test("a record or KPI that is not there is told the nearest one")
  func unknown() async throws {
    let expected = [
      (["--record", "oportunity:o1"], "Did you mean “opportunity:o1”?"),
      (["--record", "o1"], nil),
      (["--record", "opportunity:01"], "Did you mean “opportunity:o1”, “Pumps”?"),
      (["--record", "opportunity:Pumps"], "Did you mean “opportunity:o1”, “Pumps”?"),
      (["--record", "opportunity:o2"], "name a later day with --as-of"),
      (["--record", "contact:"], nil),
      (["--record", "opportunity:o1", "--kpi", "response.team.medain"], "Did you mean “response.team.median”?"),
      (["--record", "opportunity:o1", "--kpi", "xyz"], "leave --kpi out to see all of the record"),
    ]
    for (arguments, help) in expected {
      let world = try world()
      let status = await CommandLineTool.run(
        arguments: ["explain", "data", "--as-of", "2026-03-31"] + arguments, environment: [:],
        workingDirectory: world.directory, console: world.console)
      #expect(status == 64)
      #expect(world.output.isEmpty)
      #expect(help.map { world.errors.contains("help: \($0)\n") } ?? world.errors.hasPrefix("error: --record"))
    }
  }

  @Test("text from data reaches a terminal without its control characters, and hidden subjects do not reach it")
  func hostile() async throws {
    let world = try world(config: "privacy: {hide_subjects: true}\n") { tables in
      tables["contacts.csv"] = "id,name\nk1,\"Tomas\u{1B}[31m\nBerg\u{202E}\u{1FFFE}\"\nk2,王小明\n"
      tables["opportunities.csv"] = tables["opportunities.csv"]?.replacing("Pumps", with: "\u{1B}]0;Pumps\u{7}")
    }
    for format in ["text", "json"] {
      for arguments in [["--kpi", "most_contacted"], ["--kpi", "health"], []] {
        let status = await CommandLineTool.run(
          arguments: ["explain", "data", "--as-of", "2026-03-31", "--record", "opportunity:o1", "--format", format]
            + arguments, environment: [:], workingDirectory: world.directory, console: world.console)
        #expect(status == 0)
      }
    }
    let unsafe: Set<Unicode.Scalar> = ["\u{1B}", "\u{7}", "\u{202E}", "\u{1FFFE}"]
    #expect(!world.output.unicodeScalars.contains { unsafe.contains($0) })
    for subject in ["Offer", "Question", "lowest", "Site visit"] { #expect(!world.output.contains(subject)) }
  }

  @Test("every KPI that stands for itself has a rule")
  func rules() {
    for kpi in FlatKPI.all { #expect(KPIRule.of(kpi.path) != nil, "\(kpi.path)") }
    #expect(Set(KPIRule.all.map(\.path)).count == KPIRule.all.count)
    #expect(KPIRule.of("similar.pace.days")?.path == "similar.pace")
  }
}

@Suite("Explain, against the KPIs of generated data")
struct ExplainedValueTests {
  @Test("what the activities give adds up to the value", arguments: Fixtures.vectors)
  func sums(_ name: String) async throws {
    let folder = Fixtures.vector(name).appendingPathComponent("dataset").path
    let (dataset, _) = try NativeSource(path: folder).read(zone: .named("Europe/Berlin"), internalDomains: [])
    let options = AnalyticsOptions(asOf: try #require(CivilDate("2026-03-31")))
    let analysis = await Analysis(dataset, options, jobs: 2)
    var explained = 0
    for record in dataset.records {
      let tracer = KPITracer(dataset, shown: dataset, analysis, record, options)
      for rule in KPIRule.all {
        let flat = FlatKPI.all.first { $0.path == rule.path }
        let evidence = rule.evidence(tracer)
        switch flat?.value(tracer.kpis, in: dataset, asOf: options.asOf) {
        case .count(let value) where Self.isSum(rule.path):
          #expect(evidence.reduce(0) { $0 + $1.contribution.amount } == value, "\(record) \(rule.path)")
        case .seconds(let value) where rule.path.hasPrefix("seconds_spent"):
          #expect(evidence.reduce(0) { $0 + $1.contribution.amount } == value, "\(record) \(rule.path)")
        case .seconds(let value) where rule.path.hasSuffix("median"):
          let times = evidence.map(\.contribution.amount).sorted()
          let middle = (times[(times.count - 1) / 2] + times[times.count / 2] + 1) / 2
          #expect(middle == value, "\(record) \(rule.path)")
        default: continue
        }
        explained += evidence.count
      }
    }
    #expect(explained > 1000)
  }

  private static func isSum(_ path: String) -> Bool {
    let isOfDays = path.hasPrefix("window.") && path.contains("quiet")
    return !isOfDays && !path.hasPrefix("details.") && !path.hasPrefix("health.") && !path.hasPrefix("response.")
  }
}

extension Contribution {
  fileprivate var amount: Int {
    switch self {
    case .count(let count): count
    case .seconds(let seconds), .answer(_, let seconds): seconds
    case .note: 1
    case .answered, .unanswered, .health, .turn: 0
    }
  }
}
