import Dataset
import Testing

@testable import Analytics

@Suite("Learning factors")
struct FactorLearningTests {
  /// A table with what scikit-learn 1.9.1 finds: `mutual_info_score` of labels spread out from the cells, and
  /// `scipy.stats.entropy` of won and lost.
  struct Reference: Sendable {
    var cells: [(won: Int, lost: Int)]
    var information: Double
    var entropy: Double
  }

  static let references = [
    Reference(
      cells: [(30, 10), (20, 25), (5, 35), (45, 30)], information: 0.09838038952202693, entropy: 0.6931471805599453),
    Reference(cells: [(75, 25), (25, 75)], information: 0.13081203594113544, entropy: 0.6931471805599453),
    Reference(
      cells: [(40, 0), (13, 37), (0, 60), (7, 3), (91, 88)], information: 0.21871386039937696,
      entropy: 0.6871790325394944),
    Reference(cells: [(50, 50), (50, 50)], information: 0, entropy: 0.6931471805599453),
    Reference(cells: [(1, 999), (30, 1970)], information: 0.0029702653678902865, entropy: 0.05752769001269925),
  ]

  private func signal(_ cells: [(won: Int, lost: Int)]) -> FactorSignal {
    FactorSignal(cells.map { OutcomeCounts(won: $0.won, lost: $0.lost) })
  }

  @Test("Mutual information and entropy are those of scikit-learn", arguments: references)
  func information(_ reference: Reference) {
    let found = signal(reference.cells)
    #expect(abs(found.mutualInformation - reference.information) < 1e-12)
    #expect(abs(found.entropy - reference.entropy) < 1e-12)
  }

  @Test(
    "The bound is near that of χ² at 0.1 %, as scipy.stats.chi2.ppf(0.999, df) gives it",
    arguments: [
      (1, 10.827566), (2, 13.815511), (3, 16.266236), (5, 20.515006), (10, 29.588298), (40, 73.401958),
    ])
  func bound(_ degreesOfFreedom: Int, _ exact: Double) {
    // The approximation is worst for one degree of freedom: (1 − 2/9 + 3.0902 · √(2/9))³ = 11.157.
    #expect((0.999...1.031).contains(FactorSignal.bound(degreesOfFreedom) / exact))
  }

  @Test("The order of the cells changes nothing, to the last bit")
  func order() {
    let cells = Self.references[2].cells
    #expect(signal(cells).mutualInformation == signal(cells.reversed()).mutualInformation)
  }

  @Test("A weight is the share of won or lost that is explained, less what chance explains, in millionths")
  func weight() {
    // (0.130812036 − 1 / 400) / 0.693147181 = 0.185115…, and half of it where half of the deals have a value.
    #expect(signal([(75, 25), (25, 75)]).weight(trainingCount: 200) == 185_115)
    #expect(signal([(75, 25), (25, 75)]).weight(trainingCount: 400) == 92_558)
  }

  @Test("What is as likely as not, or always the same, is no factor")
  func nothing() {
    #expect(!signal([(50, 50), (50, 50)]).isSignificant)
    #expect(!signal([(500, 500)]).isSignificant)
    #expect(!signal([]).isSignificant)
    #expect(signal([(75, 25), (25, 75)]).isSignificant)
  }

  @Test("Categories of fewer than ten deals are learnt from as one")
  func rareCategories() async {
    // Ten lost deals of one channel stand alone, of nine each they stand together.
    func cells(of each: Int) -> FactorSignal {
      var world = SimilarWorld()
      world.add(40, "w", .won) { deal, _ in deal.fields["channel"] = "fair" }
      world.add(4 * each, "l", .lost) { $0.fields["channel"] = "channel \($1 % 4)" }
      let dataset = world.dataset()
      let training = TrainingSet(dataset, asOf: SimilarWorld.asOf)
      return TrainedField(.opportunityColumn(0), dataset, training).signal(dataset, training)
    }
    #expect(cells(of: 9).mutualInformation == signal([(40, 0), (0, 36)]).mutualInformation)
    #expect(cells(of: 9).weight(trainingCount: 76) == signal([(40, 0), (0, 36)]).weight(trainingCount: 76))
    #expect(
      cells(of: 10).weight(trainingCount: 80)
        == signal([(40, 0), (0, 10), (0, 10), (0, 10), (0, 10)]).weight(trainingCount: 80))
  }

  @Test("A field needs 30 won and 30 lost deals with a value", arguments: [(30, true), (29, false)])
  func enough(_ known: Int, _ isLearnt: Bool) async throws {
    var world = SimilarWorld()
    world.add(100, "w", .won) { if $1 < known { $0.fields["fit"] = $1 < 24 ? "yes" : "no" } }
    world.add(100, "l", .lost) { $0.fields["fit"] = $1 < 30 ? "yes" : "no" }
    world.deals.append(.init(id: "open", fields: ["fit": "yes"]))
    let similar = try #require(await world.similar("open"))
    #expect((similar.basis == .similar) == isLearnt)
  }

  @Test("Weights sum to 1; factors stand by weight, then name")
  func weights() async throws {
    var world = SimilarWorld()
    // Two fields with the same effect, and a weaker one before them by name.
    for (prefix, status) in [("w", OpportunityStatus.won), ("l", .lost)] {
      world.add(100, prefix, status) { deal, index in
        let isTypical = index < 75
        deal.fields = [
          "b": (isTypical == (status == .won)) ? "x" : "y", "c": (isTypical == (status == .won)) ? "1" : "2",
          "a": ((index < 65) == (status == .won)) ? "x" : "y", "constant": "same",
        ]
      }
    }
    world.deals.append(.init(id: "open", fields: ["a": "x", "b": "x", "c": "1"]))
    let similar = try #require(await world.similar("open"))
    // 0.185115 each, and (0.045701 − 1 / 400) / 0.693147 = 0.062325: 0.427957, 0.427957 and 0.144086.
    #expect(similar.factors.map(\.name) == ["opportunity.b", "opportunity.c", "opportunity.a"])
    #expect(similar.factors.map(\.weight) == [4280, 4280, 1441])
  }

  @Test("No more than eight fields are compared")
  func eight() async throws {
    var world = SimilarWorld()
    let names = "jihgfedcba".map(String.init)
    for (prefix, status) in [("w", OpportunityStatus.won), ("l", .lost)] {
      world.add(100, prefix, status) { deal, index in
        for name in names { deal.fields[name] = ((index < 75) == (status == .won)) ? "x" : "y" }
      }
    }
    world.deals.append(.init(id: "open", fields: ["a": "x"]))
    let dataset = world.dataset()
    let model = FactorModel(dataset, TrainingSet(dataset, asOf: SimilarWorld.asOf), SimilarOptions())
    #expect(model.factors.map(\.field.name) == "abcdefgh".map { "opportunity.\($0)" })
    #expect(model.factors.map(\.weight) == Array(repeating: 1250, count: 8))
  }

  @Test("Stage and close dates are never compared")
  func knownLater() {
    let dataset = SimilarWorld().dataset()
    #expect(
      FactorField.all(of: dataset).map { $0.name(in: dataset) } == ["industry", "team", "currency", "estimated_value"])
  }
}
