import Dataset
import Testing

@testable import Analytics

@Suite("Values of a field")
struct FactorScaleTests {
  @Test("Numbers are cut at the nearest ranks of the fifths")
  func cuts() {
    // n = 7: ranks 2, 3, 5 and 6, so that the cuts are 20, 30, 50 and 60.
    let scale = RankScale([70, 10, 60, 20, 50, 30, 40])
    #expect([10, 20, 21, 30, 40, 50, 51, 60, 61, 1000].map { scale.bin(of: $0) } == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4])
  }

  @Test("Cuts that are equal count once")
  func equalCuts() {
    // n = 5: the cuts are 1, 1, 1 and 8.
    let scale = RankScale([1, 1, 1, 8, 9])
    #expect([0, 1, 2, 8, 9].map { scale.bin(of: $0) } == [0, 0, 1, 1, 2])
  }

  @Test("A mid-rank is half way between those below and those not above")
  func midRanks() {
    let scale = RankScale([10, 20, 20, 40])
    #expect([5, 10, 15, 20, 30, 40, 50].map { scale.rank(of: $0) } == [0, 1, 2, 4, 6, 7, 8])
  }

  @Test("Agreement falls by three ten-thousandths for each of mid-rank, not below 0")
  func agreement() {
    let four = RankScale([10, 20, 20, 40])
    // 2n = 8: 1 − 3 · 2/8, and 1 − 3 · 3/8 is below 0.
    #expect(four.agreement(4, 4) == 10_000)
    #expect(four.agreement(2, 4) == 2500)
    #expect(four.agreement(4, 2) == 2500)
    #expect(four.agreement(4, 7) == 0)
    #expect(four.agreement(0, 8) == 0)
    // 2n = 14: 1 − 3/14 = 0.785714…, 1 − 6/14 = 0.571428….
    let seven = RankScale((1...7).map(Double.init))
    #expect(seven.agreement(1, 2) == 7857)
    #expect(seven.agreement(1, 3) == 5714)
  }

  @Test("Agreement is rounded half up")
  func halves() {
    // 2n = 32: 1 − 3/32 = 0.90625.
    #expect(RankScale((1...16).map(Double.init)).agreement(1, 2) == 9063)
  }

  @Test("A scale of nothing has one bin and no agreement")
  func nothing() {
    let scale = RankScale([])
    #expect(scale.bin(of: 1) == 0)
    #expect(scale.agreement(scale.rank(of: 1), scale.rank(of: 2)) == 0)
  }

  @Test("A field of more than ten different numbers is one of numbers")
  func numeric() {
    let ten = (1...10).map { "\($0)" }
    #expect(!isNumeric(ten))
    #expect(isNumeric(ten + ["11"]))
    // The same by value.
    #expect(!isNumeric(ten + ["1.0", "+2", "3e0", "004", "0.5E1"]))
    #expect(!isNumeric(ten + [""]))
    #expect(isNumeric(ten + ["11", ""]))
  }

  @Test(
    "One value in another form makes all of them categories",
    arguments: [
      ("-1", true), ("+2.5", true), ("3e2", true), ("4E-2", true), ("1.5e+1", true), ("1_000", false), (".5", false),
      ("5.", false), ("0x1F", false), ("1e999", false), ("inf", false), ("nan", false), ("1,5", false), ("٣", false),
      ("--1", false), ("1e", false), ("1 000", false),
    ])
  func grammar(_ value: String, _ isNumber: Bool) {
    #expect(isNumeric((1...11).map { "\($0)" } + [value]) == isNumber)
  }

  /// Whether a field with these values in won deals is one of numbers.
  private func isNumeric(_ values: [String]) -> Bool {
    var world = SimilarWorld()
    world.add(values.count, "w", .won) { $0.fields["size"] = values[$1] }
    let dataset = world.dataset()
    let field = TrainedField(.opportunityColumn(0), dataset, TrainingSet(dataset, asOf: SimilarWorld.asOf))
    return field.scales != nil
  }

  @Test("The estimated value is a number however few there are, and has a scale for each currency")
  func estimatedValue() throws {
    var world = SimilarWorld()
    world.add(6, "w", .won) { deal, index in
      deal.value = index < 3 ? 100 : 5
      deal.currency = index < 3 ? "EUR" : index < 5 ? "USD" : ""
    }
    let dataset = world.dataset()
    let field = TrainedField(.estimatedValue, dataset, TrainingSet(dataset, asOf: SimilarWorld.asOf))
    let scales = try #require(field.scales)
    #expect(scales.count == 3)
    let euro = try #require(dataset.text.find("EUR"))
    #expect(scales[euro]?.rank(of: 100) == 3)
    #expect(scales[euro]?.rank(of: 5) == 0)
    #expect(scales[.none]?.rank(of: 5) == 1)
  }

  @Test("Categories are told apart character by character")
  func spelling() {
    var world = SimilarWorld()
    let values = ["Café", "Cafe\u{301}", "café", "Café"]
    world.add(4, "w", .won) { $0.fields["place"] = values[$1] }
    let dataset = world.dataset()
    let field = TrainedField(.opportunityColumn(0), dataset, TrainingSet(dataset, asOf: SimilarWorld.asOf))
    let found = (0..<4).map { field.value(ofOpportunity: $0, in: dataset) }
    #expect(found[0] == found[3])
    #expect(found[0] != found[1])
    #expect(found[0] != found[2])
  }
}
