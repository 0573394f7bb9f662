import Dataset

/// A field of a deal that may tell how alike two deals are. What is known only later (actual value, stage, close dates)
/// is none (KPI spec, "Similar won deals", candidate factors).
enum FactorField: Sendable, Equatable {
  /// The account's.
  case industry
  /// The owner's.
  case team
  case currency
  case estimatedValue
  /// Positions in `Dataset.opportunityFields` and `accountFields`.
  case opportunityColumn(Int)
  case accountColumn(Int)

  static func all(of dataset: Dataset) -> [FactorField] {
    [.industry, .team, .currency, .estimatedValue]
      + dataset.opportunityFields.indices.map { .opportunityColumn($0) }
      + dataset.accountFields.indices.map { .accountColumn($0) }
  }

  /// As the config and the report spell it.
  func name(in dataset: Dataset) -> String {
    switch self {
    case .industry: "industry"
    case .team: "team"
    case .currency: "currency"
    case .estimatedValue: "estimated_value"
    case .opportunityColumn(let column): "opportunity." + dataset.text.string(dataset.opportunityFields[column])
    case .accountColumn(let column): "account." + dataset.text.string(dataset.accountFields[column])
    }
  }

  /// The value of a deal as the data spells it; empty if there is none, and always for `estimatedValue`, which the data
  /// set keeps as a number.
  func text(ofOpportunity row: Int, in dataset: Dataset) -> Text {
    let deal = dataset.opportunities[row]
    switch self {
    case .industry: return deal.account.map { dataset.accounts[$0].industry } ?? .none
    case .team: return deal.owner.map { dataset.users[$0].team } ?? .none
    case .currency: return deal.currency
    case .estimatedValue: return .none
    case .opportunityColumn(let column): return deal.custom[column]
    case .accountColumn(let column): return deal.account.map { dataset.accounts[$0].custom[column] } ?? .none
    }
  }
}
