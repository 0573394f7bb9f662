import Charts
import Markup

/// A generator of the same numbers in every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }

  /// Small, huge, extreme.
  mutating func count() -> Int {
    switch Int.random(in: 0..<12, using: &self) {
    case 0: Int.max
    case 1: -3
    case 2: Int.random(in: 0...1_000_000, using: &self)
    case 3, 4, 5: 0
    default: Int.random(in: 0...9, using: &self)
    }
  }

  mutating func amount() -> Double {
    switch Int.random(in: 0..<10, using: &self) {
    case 0: .infinity
    case 1: .nan
    case 2: -1
    case 3: 1e300
    case 4: 1e-300
    case 5: 0
    default: Double.random(in: 0...20, using: &self)
    }
  }

  mutating func range() -> ClosedRange<Double>? {
    let (first, second) = (amount(), amount())
    guard !first.isNaN, !second.isNaN else { return nil }
    return min(first, second)...max(first, second)
  }

  mutating func parts() -> Parts { Parts(count(), count(), count()) }
  mutating func maybe<T>(_ value: T) -> T? { Bool.random(using: &self) ? value : nil }
}

func written(_ write: (inout HTMLWriter) -> Void) -> [UInt8] {
  var html = HTMLWriter()
  write(&html)
  return html.bytes
}

func caption(_ text: String = "A chart") -> Caption {
  Caption(id: ChartID("c"), title: text, description: text)
}

/// One of every chart from numbers that `random` gives, every text of it `text`.
func specimens(_ random: inout Seeded, text: String) -> [String: [UInt8]] {
  var result: [String: [UInt8]] = [:]
  let days = (0..<Int.random(in: 0...70, using: &random)).map { _ in
    DivergingBars.Day(above: random.parts(), below: random.parts())
  }
  let diverging = DivergingBars(
    caption: caption(text), days: days,
    stretches: [.init(days: -4..<9, label: text), .init(days: 5..<900, label: text)],
    dayLabels: [-1, 0, 1, 30, 59, 70].map { .init(day: $0, label: text) }, aboveLabel: text, belowLabel: text,
    upcoming: random.maybe(text), countLabel: { "\(text)\($0)" })
  result["DivergingBars"] = written(diverging.write)
  let rows = (0..<Int.random(in: 0...3, using: &random)).map { _ in
    StackedBars.Row(label: text, parts: random.parts(), median: random.maybe(random.amount()))
  }
  result["StackedBars"] = written(StackedBars(caption: caption(text), rows: rows) { "\(text)\($0)" }.write)
  let ratio = RatioAxis(
    caption: caption(text), first: random.maybe(.init(ratio: random.amount(), label: text)),
    second: random.maybe(.init(ratio: random.amount(), label: text)), band: random.range(),
    median: random.maybe(random.amount())
  ) { "\(text)\($0)" }
  result["RatioAxis"] = written(ratio.write)
  let pairs = [ChartSide.first, .second].map {
    PairBars.Row(
      side: $0, label: text, value: random.amount(), valueLabel: text, median: random.maybe(random.amount()),
      band: random.range())
  }
  result["PairBars"] = written(PairBars(caption: caption(text), rows: pairs).write)
  let ranges = [ChartSide.first, .second].map {
    RangeBars.Row(
      side: $0, label: text, median: random.maybe(random.count()), p90: random.maybe(random.count()),
      mean: random.maybe(random.count()), valueLabel: text, band: random.maybe(0...abs(random.count())))
  }
  let ticks = Ticks.time(upTo: ranges.map(\.longest).max() ?? 0).map { RangeBars.Tick(seconds: $0, label: text) }
  result["RangeBars"] = written(RangeBars(caption: caption(text), rows: ranges, ticks: ticks).write)
  let values = (0..<Int.random(in: 0...9, using: &random)).map { _ in random.maybe(random.count()) }
  result["Sparkline"] = written(Sparkline(id: ChartID("c"), title: text, values: values).write)
  result["TrackBar"] = written(
    TrackBar(value: random.amount(), maximum: random.amount(), longest: random.maybe(random.amount())).write)
  let cells = (0..<20).map { _ in
    HeatMap.Cell(
      row: .random(in: -1...8, using: &random), column: .random(in: -1...30, using: &random), count: random.count())
  }
  let heat = HeatMap(
    caption: caption(text), rowLabels: Array(repeating: text, count: 7),
    columnLabels: [-1, 0, 1, 12, 23, 99].map { .init(column: $0, label: text) }, cells: cells)
  result["HeatMap"] = written(heat.write)
  let age = Int.random(in: 0...60, using: &random)
  let paces = (0...age).map { _ in
    PaceBand.Comparison(low: random.amount(), median: random.amount(), high: random.amount())
  }
  let pace = PaceBand(
    caption: caption(text), days: Array(0...age), counts: (0...age).map { _ in random.count() },
    comparison: Bool.random(using: &random) ? paces : [], label: text, dayLabel: { "\(text)\($0)" },
    countLabel: { "\(text)\($0)" })
  result["PaceBand"] = written(pace.write)
  let bubbles = (0..<Int.random(in: 0...40, using: &random)).map { _ in
    BubbleChart.Bubble(
      day: random.count(), score: random.maybe(random.count()), share: random.maybe(random.amount()),
      level: BubbleLevel.allCases.randomElement(using: &random) ?? .unknown, name: text, tip: text,
      path: random.maybe("x.html"))
  }
  let bubble = BubbleChart(
    caption: caption(text), bubbles: bubbles, lastDay: Int.random(in: 0...400, using: &random),
    dayLabels: [-1, 0, 30, 60, 400].map { .init($0, text) }, scoreLabels: [0, 40, 60, 100].map { .init($0, text) },
    bands: [20, 50, 80].map { .init($0, text) }, laterLabel: text)
  result["BubbleChart"] = written(bubble.write)
  return result
}
