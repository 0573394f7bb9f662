/// Made-up companies, from parts: a coined first word, a word of the industry, sometimes a place, a legal form.
struct CompanyNames: Sendable {
  static let industries = [
    "Logistics", "Manufacturing", "Retail", "Food", "Energy", "Healthcare", "Construction", "Public transport",
  ]

  private let prefixes: [NamePart]
  /// Of each industry: German, Nordic, other.
  private let trades = [
    "Logistik Transport/transport Freight", "Werke Industri Industries", "Märkte/maerkte Handel Stores",
    "Molkerei Mejeri Foods", "Energie Kraft Power", "Kliniken Helse Health", "Bau Bygg Construction",
    "Verkehrsbetriebe Trafik Transit",
  ].map(NamePart.list)
  private let places = NamePart.list(". West Süd/sued Nova Union Coast Group Nord")
  private let forms = [
    ["GmbH", "AG", "SE", "GmbH & Co. KG"], ["AS", "AB", "A/S", "Oy"], ["Ltd", "plc", "Holdings Ltd", "& Sons, Ltd"],
    ["S.p.A.", "S.A.", "Sp. z o.o.", "Group, Inc.", "Lda."],
  ]

  init(_ random: inout RandomStream) {
    var prefixes = NamePart.list(
      """
      Nordwind Alsterhof Karwendel Öresundia/oresundia Silberpfad Hollberg Fjellvik Ravnsund Ostermoor Brennholm \
      Kaldvik Tidewell Ashcombe Penhallow Fernleigh Caldermere Moorgate Rivenhall Wexcombe Valdoro Montelira \
      Tramuntana Łąkowa/lakowa Vltavín/vltavin Aurelis Corvento Almavia Soleira Grünthal/gruenthal Steinkamp \
      Wiesengrund Möwenkai/moewenkai Havbris Skogstad Lysefors Björkhamn/bjorkhamn Sølvberg/solvberg Ullvik \
      Tarnbrook Elmsworth Brackenfield Harrowgate Dunmarra Kilcorran Saltmarsh Oakhanger Bellavara Terranord \
      Puentelar Quintaluz Rocamar Zelená/zelena Jasnów/jasnow Bükkfa/bukkfa Marévolta/marevolta Novaserra Okuyama \
      Huaxin Lanting Sundarvan Cerrado_Alto/cerradoalto Pampaverde Birkenfels Rotbach Hagenau_Mitte/hagenaumitte \
      Tannweiler Isarbruck Lübstedt/luebstedt Norrvik Hallandsby Østerlund/osterlund Mjölby_Å/mjolby-a
      """)
    random.shuffle(&prefixes)
    self.prefixes = prefixes
  }

  /// The company of a number: no two numbers give the same name, domain or `short`.
  func company(_ number: Int, region: Region) -> Company {
    let prefix = prefixes[number % prefixes.count]
    let round = number / prefixes.count
    let industry = (round + number % prefixes.count * 3) % trades.count
    let series = round / trades.count
    let language = region == .dach ? 0 : region == .nordics ? 1 : 2
    let trade = trades[industry][language]
    let place = places[series % places.count]
    let repeats = series / places.count
    var short = prefix.shown
    // The first word alone is enough while no other company has it.
    if round > 0 { short += " \(trade.shown)" }
    var domain = "\(prefix.ascii)-\(trade.ascii)"
    if place.shown != "." {
      short += " \(place.shown)"
      domain += "-\(place.ascii)"
    }
    if repeats > 0 {
      short += " \(repeats + 1)"
      domain += String(repeats + 1)
    }
    let regional = forms[Region.allCases.firstIndex(of: region) ?? 0]
    let form = regional[(number * 7 + number / 5) % regional.count]
    return Company(
      name: round > 0 ? "\(short) \(form)" : "\(short) \(trade.shown) \(form)", short: short,
      domain: "\(domain).example",
      industry: Self.industries[industry], region: region)
  }
}

struct Company: Sendable {
  let name: String
  /// What colleagues call it.
  let short: String
  let domain: String
  let industry: String
  let region: Region
}

/// What the demo's company sells. The text is the value of the opportunity's field `product`.
enum Product: String, CaseIterable, Sendable {
  case service = "Service contract"
  case telematics = "Telematics"
  case fleet = "Fleet renewal"
  case warehouse = "Warehouse automation"

  var dealNames: [String] {
    switch self {
    case .service:
      ["service contract, 3 years", "maintenance agreement", "premium support", "spare parts agreement"]
    case .telematics: ["telematics rollout", "route planning", "driver app", "cold-chain monitoring", "depot sensors"]
    case .fleet: ["fleet renewal", "electric vans", "trailer replacement", "yard trucks", "long-term lease"]
    case .warehouse: ["warehouse robots", "sorting line", "high-bay storage", "picking stations", "pallet conveyors"]
    }
  }

  /// Thousands of the deal's currency.
  var values: ClosedRange<Int> {
    switch self {
    case .service: 18...95
    case .telematics: 30...180
    case .fleet: 120...850
    case .warehouse: 180...1400
    }
  }
}
