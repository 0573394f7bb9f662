import Dataset

/// A field with what the training set says of its values: categories, or numbers with their ranks.
struct TrainedField: Sendable {
  /// The value of one deal.
  enum Value: Equatable {
    case missing
    case category(Text)
    /// With the currency that it is an amount in, for the estimated value alone.
    case number(Double, currency: Text)
    /// In a field of numbers.
    case notANumber
  }

  /// A field of this many different numbers or fewer is one of categories.
  private static let mostCategories = 10

  let field: FactorField
  let name: String
  /// Deals of the training set that have a value.
  private(set) var count = 0
  /// By currency for the estimated value, one without currency for other numbers; nil for categories.
  private(set) var scales: [Text: RankScale]?

  init(_ field: FactorField, _ dataset: Dataset, _ training: TrainingSet) {
    self.field = field
    name = field.name(in: dataset)
    if field == .estimatedValue {
      var values: [Text: [Double]] = [:]
      for row in training.rows {
        let deal = dataset.opportunities[row]
        guard let value = deal.estimatedValue else { continue }
        values[deal.currency, default: []].append(value)
        count += 1
      }
      scales = values.mapValues { RankScale($0) }
      return
    }
    var numbers: [Double] = []
    for row in training.rows {
      let text = field.text(ofOpportunity: row, in: dataset)
      if text.isEmpty { continue }
      count += 1
      if let number = Self.number(text, in: dataset) { numbers.append(number) }
    }
    if numbers.count == count, Set(numbers).count > Self.mostCategories { scales = [.none: RankScale(numbers)] }
  }

  func value(ofOpportunity row: Int, in dataset: Dataset) -> Value {
    if field == .estimatedValue {
      let deal = dataset.opportunities[row]
      return deal.estimatedValue.map { .number($0, currency: deal.currency) } ?? .missing
    }
    let text = field.text(ofOpportunity: row, in: dataset)
    if text.isEmpty { return .missing }
    if scales == nil { return .category(text) }
    return Self.number(text, in: dataset).map { .number($0, currency: .none) } ?? .notANumber
  }

  private static func number(_ text: Text, in dataset: Dataset) -> Double? {
    dataset.text.withUTF8(text) { TextParsing.number($0) }
  }
}
