import Analytics
import Dataset
import Site

/// Puts an explanation together.
struct Explainer {
  let dataset: Dataset
  /// The same with the names and ids that the report shows.
  let shown: Dataset
  let analysis: Analysis
  let options: ReportOptions

  /// What stands before the KPIs in a line of `data/kpis.jsonl`.
  private static let heads: Set = ["type", "id", "name", "page", "as_of"]

  /// - Parameter path: nil for all KPIs.
  func explanation(of path: String?, _ record: RecordID) throws(CommandLineError) -> Explanation {
    let kpis = analysis.kpis[dataset.position(of: record)]
    let file = KPIsFile(shown, analysis, hidesSubjects: options.privacy.hidesSubjects) { _ in nil }
    let document = KPIDocument(line: file.line(of: kpis))
    let values = try values(at: path, document)
    let rule = path.flatMap { KPIRule.of($0) }
    let formats = try formats()
    let isHealth = path.map { $0 == "health" || $0.hasPrefix("health.") } ?? false
    let evidence = rule.map { $0.evidence(KPITracer(dataset, shown: shown, analysis, record, options.analytics)) } ?? []
    let isScored = kpis.health != nil
    let similar = similar(at: path, record, formats)
    let health = isHealth ? kpis.health.map { HealthArithmetic.lines($0, formats) } : nil
    return Explanation(
      dataset: shown, analysis: analysis, record: record, path: path, values: values, rule: rule,
      arithmetic: health ?? similar?.lines ?? [], similar: similar,
      evidence: isHealth && !isScored ? [] : evidence, hidesSubjects: options.privacy.hidesSubjects, formats: formats)
  }

  private func similar(at path: String?, _ record: RecordID, _ formats: Formats) -> SimilarArithmetic? {
    guard let path, SimilarArithmetic.paths.contains(path), record.type == .opportunity,
      dataset.isOpen(record, asOf: options.asOf)
    else { return nil }
    let trace = SimilarTrace(
      ofOpportunity: record.row, in: dataset, options.analytics, listing: SimilarArithmetic.listed)
    return SimilarArithmetic(
      dataset: dataset, shown: shown, hidesValues: options.privacy.redactNames, options: options.analytics.similar,
      trace: trace, formats: formats)
  }

  private func values(at path: String?, _ document: KPIDocument) throws(CommandLineError) -> [KPIDocument.Entry] {
    let known = document.entries.map(\.path).filter { !Self.heads.contains($0) }
    guard let path else { return document.leaves(below: "").filter { !Self.heads.contains($0.path) } }
    if known.contains(path) { return document.leaves(below: path) }
    // A part of what has no value has none either.
    if let rule = KPIRule.all.first(where: { $0.path == path }) {
      return [KPIDocument.Entry(path: rule.path, kind: .scalar, json: Array("null".utf8)[...])]
    }
    let names = known + KPIRule.all.map(\.path).filter { !known.contains($0) }
    throw .badValue(
      .commandLine("--kpi"), found: quoted(path),
      expected: "a path of data/kpis.jsonl, such as response.team.median",
      help: NearestName.find(path, among: names).map { "Did you mean \(quoted($0))?" }
        ?? "leave --kpi out to see all of the record")
  }

  /// The terminal speaks English, whatever the pages speak.
  private func formats() throws(CommandLineError) -> Formats {
    var english = options
    english.language = "en"
    english.templates = nil
    return Formats(words: try english.readTemplates().words, zone: dataset.zone)
  }
}
