import Analytics
import Dataset
import Foundation
import Testing

@testable import Site

@Suite("Similar won deals in the sidecar")
struct SimilarSidecarTests {
  /// The line of an opportunity in `data/kpis.jsonl`.
  private func line(_ id: String, _ change: (inout [String: String]) -> Void = { _ in }) async throws -> String {
    let context = try await SampleReport(change: change).context
    let file = KPIsFile(context.dataset, context.analysis, hidesSubjects: false) { _ in "page" }
    var bytes: [UInt8] = []
    try file.write { bytes.append(contentsOf: $0) }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let start = #"{"type":"opportunity","id":"\#(id)","#
    return String(try #require(lines.first { $0.hasPrefix(start) }))
  }

  /// An open deal of two days, and six won deals of which all that is known is their owner's team.
  private func addDeals(_ tables: inout [String: String]) {
    tables["users"] = "id,name,team\n1,Άννα,Βορράς\n2,Νίκος,Νότος\n"
    tables["opportunities"] =
      "id,name,status,owner_id,created_on,closed_on\n1,Φόρτος,open,1,2026-03-30,\n"
      + (2...7).map { "\($0),Τέλος,won,1,2025-06-01,2026-02-0\($0)\n" }.joined()
    tables["stakeholders"] = nil
  }

  /// Of the open deal five interactions are older than the deal itself.
  @Test("Keys stand in the order of the specification, weights and similarities as decimals")
  func whole() async throws {
    let line = try await line("1", addDeals)
    let deals = (2...7).reversed().map {
      #"{"id":"\#($0)","similarity":1,"activities":0,"seconds_spent":0,"team_response_mean":null,"#
        + #""team_response_median":null,"customer_response_rate":null}"#
    }
    let zero = #"{"n":6,"mean":0,"median":0,"p25":0,"p75":0}"#
    let none = #"{"n":0,"mean":null,"median":null,"p25":null,"p75":null}"#
    let expected =
      #""similar":{"basis":"alike","reason":"few_closed","size":6,"factors":[{"name":"team","weight":1}],"#
      + #""deals":[\#(deals.joined(separator: ","))],"age":1,"benchmark":{"interactions_team":\#(zero),"#
      + #""interactions_customer":\#(zero),"seconds_team":\#(zero),"seconds_customer":\#(zero),"#
      + #""response_team":\#(none),"response_customer":\#(none),"rate_customer":\#(none),"theirs":\#(none)},"#
      + #""pace":{"days":[0,1],"deal":[5,5],"p25":[0,0],"median":[0,0],"p75":[0,0]}},"recent":"#
    #expect(line.contains(expected))
  }

  @Test("Twenty deals are listed, the size tells how many there are")
  func twenty() async throws {
    let line = try await line("1") { tables in
      addDeals(&tables)
      for index in 10..<40 { tables["opportunities"]? += "\(index),Τέλος,won,1,2025-06-01,2026-01-05\n" }
    }
    #expect(line.contains(#""size":36,"#))
    #expect(line.components(separatedBy: #""similarity":"#).count - 1 == 20)
  }

  @Test("A deal that is not open, and one where none is won, have none")
  func none() async throws {
    #expect(try await line("2", addDeals).contains(#""similar":null,"#))
    let unwon = try await line("1") { tables in
      addDeals(&tables)
      tables["opportunities"] = "id,name,status,owner_id\n1,Φόρτος,open,1\n"
    }
    #expect(unwon.contains(#""similar":null,"#))
  }

  @Test("Of a deal without a date of creation, age and pace are null")
  func noCreation() async throws {
    let line = try await line("1") { tables in
      addDeals(&tables)
      tables["opportunities"] = tables["opportunities"]?.replacingOccurrences(of: "2026-03-30", with: "")
    }
    #expect(line.contains(#""age":null,"benchmark":{"interactions_team":{"n":6,"#))
    #expect(line.contains(#""pace":null},"recent":"#))
  }
}
