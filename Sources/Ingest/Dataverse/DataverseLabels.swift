import Dataset

/// What the options of choice columns are called.
struct DataverseLabels {
  private struct Key: Hashable {
    var table: String
    var column: String
    var option: String
  }

  private struct Label {
    var text: String
    /// How good a choice it is where there is one in several languages: the user's own, English, any.
    var rank: Int
  }

  private var labels: [Key: Label] = [:]

  /// Takes a row of the metadata of a data lake.
  ///
  /// - Parameters:
  ///   - table: empty for an option set that several tables share.
  ///   - language: a Windows language code; 1033 is English.
  mutating func add(
    table: String, column: String, option: String, text: String, isUsersOwn: Bool, language: String
  ) {
    if text.isEmpty || option.isEmpty || column.isEmpty { return }
    let key = Key(table: table.lowercased(), column: column.lowercased(), option: option)
    let rank = isUsersOwn ? 2 : language == "1033" ? 1 : 0
    if let known = labels[key], known.rank >= rank { return }
    labels[key] = Label(text: text, rank: rank)
  }

  /// The label of an option; `nil` if it is not known.
  func label(_ table: DataverseTable, _ column: String, _ option: String) -> String? {
    let own = Key(table: table.logicalName, column: column, option: option)
    let shared = Key(table: "", column: column, option: option)
    return labels[own]?.text ?? labels[shared]?.text ?? Self.standard(table, column, option)
  }

  /// Whether a column is known to be an option set.
  func isOption(_ table: DataverseTable, _ column: String, _ option: String) -> Bool {
    label(table, column, option) != nil
  }

  // MARK: The labels that Microsoft ships

  /// Used where an export holds numbers alone.
  private static func standard(_ table: DataverseTable, _ column: String, _ option: String) -> String? {
    guard let names = sets["\(table.logicalName).\(column)"] ?? sets[column], let number = Int(option) else {
      return nil
    }
    let position = number - names.first
    return names.labels.indices.contains(position) ? names.labels[position] : nil
  }

  /// The labels of each option set, from the option `first` on.
  private static let sets: [String: (first: Int, labels: [String])] = [
    "industrycode": (1, industries),
    "leadsourcecode": (
      1,
      [
        "Advertisement", "Employee Referral", "External Referral", "Partner", "Public Relations", "Seminar",
        "Trade Show", "Web", "Word of Mouth", "Other",
      ]
    ),
    "accountcategorycode": (1, ["Preferred Customer", "Standard"]),
    "ownershipcode": (1, ["Public", "Private", "Subsidiary", "Other"]),
    "customertypecode": (
      1,
      [
        "Competitor", "Consultant", "Customer", "Investor", "Partner", "Influencer", "Press", "Prospect", "Reseller",
        "Supplier", "Vendor", "Other",
      ]
    ),
    "leadqualitycode": (1, ["Hot", "Warm", "Cold"]),
    "opportunityratingcode": (1, ["Hot", "Warm", "Cold"]),
    "budgetstatus": (0, ["No Committed Budget", "May Buy", "Can Buy", "Will Buy"]),
    "need": (0, ["Must have", "Should have", "Good to have", "No need"]),
    "purchaseprocess": (0, ["Individual", "Committee", "Unknown"]),
    "purchasetimeframe": (0, ["Immediate", "This Quarter", "Next Quarter", "This Year", "Unknown"]),
    "timeline": (0, ["Immediate", "This Quarter", "Next Quarter", "This Year", "Not known"]),
    "initialcommunication": (0, ["Contacted", "Not Contacted"]),
    "opportunity.salesstage": (0, ["Qualify", "Develop", "Propose", "Close"]),
    "lead.salesstage": (0, ["Qualify"]),
  ]

  private static let industries = [
    "Accounting", "Agriculture and Non-petrol Natural Resource Extraction", "Broadcasting Printing and Publishing",
    "Brokers", "Building Supply Retail", "Business Services", "Consulting", "Consumer Services",
    "Design, Direction and Creative Management", "Distributors, Dispatchers and Processors",
    "Doctor's Offices and Clinics", "Durable Manufacturing", "Eating and Drinking Places", "Entertainment Retail",
    "Equipment Rental and Leasing", "Financial", "Food and Tobacco Processing",
    "Inbound Capital Intensive Processing", "Inbound Repair and Services", "Insurance", "Legal Services",
    "Non-Durable Merchandise Retail", "Outbound Consumer Service", "Petrochemical Extraction and Distribution",
    "Service Retail", "SIG Affiliations", "Social Services", "Special Outbound Trade Contractors",
    "Specialty Realty", "Transportation", "Utility Creation and Distribution", "Vehicle Retail",
  ]
}
