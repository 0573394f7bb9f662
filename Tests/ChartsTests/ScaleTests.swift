import Testing

@testable import Charts

@Suite struct ScaleTests {
  @Test("a linear scale never turns back and stays between its ends")
  func linear() {
    let scale = LinearScale(domain: 0...37, start: 80, end: 390)
    let places = stride(from: -10.0, through: 50, by: 0.5).map { scale($0) }
    #expect(places == places.sorted())
    #expect(places.first == 80 && places.last == 390)
    #expect(scale(.infinity) == 390 && scale(-.infinity) == 80 && scale(.nan) == 80)
    #expect(LinearScale(domain: 0...0, start: 5, end: 9)(3) == 5)
  }

  @Test("a ratio and its inverse are equally far from the middle, on either side")
  func ratio() {
    let scale = RatioScale(holding: [3], start: 0, end: 400)
    #expect(scale.place(1).coordinate == 200)
    for ratio in [1.1, 2, 3.9, 17, 1e9] {
      let (more, less) = (scale.place(ratio), scale.place(1 / ratio))
      #expect(abs(more.coordinate + less.coordinate - 400) < 1e-9)
      #expect(more.coordinate > 200 && more.isBeyond == less.isBeyond)
    }
    let places = stride(from: 0.0, through: 8, by: 0.01).map { scale.place($0).coordinate }
    #expect(places == places.sorted())
  }

  @Test(
    "the ratio axis widens with the data, up to a limit",
    arguments: [
      ([], 2), ([1, 4], 2), ([0.25], 2), ([4.1], 4), ([1.0 / 16], 4), ([17], 6), ([1e9, 0, .nan], 6),
    ] as [([Double], Int)])
  func domain(ratios: [Double], exponent: Int) {
    let scale = RatioScale(holding: ratios, start: 0, end: 1)
    #expect(scale.exponent == exponent)
    #expect(scale.tickExponents.count == 5 && scale.tickExponents.contains(0))
    #expect(scale.place(1e12).isBeyond && !scale.place(2).isBeyond)
  }

  @Test("ticks of counts are whole, reach the greatest and are few")
  func counts() {
    for (above, below) in [(0, 0), (1, 0), (3, 4), (7, 2), (500, 1), (499, 501), (Int.max, 3), (-1, Int.min)] {
      let ticks = Ticks.counts(above: above, below: below, atMost: 8)
      #expect(ticks.above + ticks.below <= 8)
      #expect(ticks.above >= 1 && ticks.below >= 1 && ticks.step >= 1)
      #expect(ticks.above * ticks.step >= min(above, 3 * Ticks.countLimit))
      #expect(ticks.below * ticks.step >= min(below, 3 * Ticks.countLimit))
    }
    #expect(Ticks.counts(above: 3, below: 2, atMost: 8) == (1, 3, 2))
    #expect(Ticks.counts(above: 500, below: 20, atMost: 8) == (100, 5, 1))
  }

  @Test(
    "ticks of time fall on whole minutes, hours and days",
    arguments: [
      (0, [0, 60]), (50, [0, 60]), (3600, [0, 900, 1800, 2700, 3600]),
      (49 * 3600, [0, 43_200, 86_400, 129_600, 172_800, 216_000]), (3 * 86_400, [0, 86_400, 172_800, 259_200]),
    ] as [(Int, [Int])])
  func time(seconds: Int, ticks: [Int]) {
    #expect(Ticks.time(upTo: seconds) == ticks)
  }

  @Test("ticks of time hold any duration")
  func longTimes() {
    for seconds in [Int.min, -1, 1, 12_345_678, Int.max] {
      for atMost in [0, 1, 5, 9] {
        let ticks = Ticks.time(upTo: seconds, atMost: atMost)
        #expect(ticks.count >= 2 && ticks.count <= max(atMost, 1) + 1)
        #expect(ticks == ticks.sorted() && ticks.first == 0)
      }
    }
  }

  @Test("a label that is too wide is cut and shows it")
  func fitted() {
    #expect(TextWidth.fitted("Team", to: 100, size: 14) == "Team")
    let cut = TextWidth.fitted("Vertriebsorganisation", to: 60, size: 14)
    #expect(cut.hasSuffix("…") && cut.hasPrefix("Ve") && TextWidth.of(cut, size: 14) <= 60)
    #expect(TextWidth.fitted("Team", to: 3, size: 14) == "")
  }

  @Test("the steps of a heat map cover all counts once", arguments: [1, 2, 5, 6, 14, 1000, Int.max])
  func steps(maximum: Int) {
    let steps = HeatMap.steps(upTo: maximum)
    #expect(steps.count == min(5, maximum))
    #expect(steps.first?.lowerBound == 1 && steps.last?.upperBound == maximum)
    for (step, next) in zip(steps, steps.dropFirst()) { #expect(step.upperBound + 1 == next.lowerBound) }
    #expect(HeatMap.steps(upTo: 0).isEmpty)
  }
}
