/// The grammatical numbers that a language tells apart, by their names in Unicode's plural rules.
enum PluralCategory: String, CaseIterable, Sendable {
  case one, other
}

/// Which grammatical number a count takes. A catalogue names its language's rule.
enum PluralRule: String, CaseIterable, Sendable {
  /// No difference: Chinese, Japanese, Korean.
  case other
  /// 1 is singular: English, German, Spanish.
  case oneOther = "one-other"
  /// 0 and 1 are singular: French.
  case zeroOneOther = "zero-one-other"

  func category(of count: Int) -> PluralCategory {
    switch self {
    case .other: .other
    case .oneOther: count == 1 ? .one : .other
    case .zeroOneOther: count == 0 || count == 1 ? .one : .other
    }
  }

  /// The categories that a counted message of this language may have; `other` is never left out.
  var categories: [PluralCategory] { self == .other ? [.other] : [.one, .other] }
}
