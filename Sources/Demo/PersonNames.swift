/// A part of a name, as it is shown and as it stands in an address.
struct NamePart: Sendable {
  let shown: String
  let ascii: String

  /// Parts from a text `Jörg/joerg Anke …`: separated by blanks, the address's form after a slash where lower-casing
  /// is not enough; `_` stands for a blank.
  static func list(_ text: String) -> [NamePart] {
    text.split(separator: " ").map { entry in
      let halves = entry.split(separator: "/")
      let shown = halves.first.map(String.init) ?? ""
      let ascii = halves.count > 1 ? String(halves[1]) : shown.lowercased()
      return NamePart(shown: String(shown.map { $0 == "_" ? " " : $0 }), ascii: ascii)
    }
  }
}

/// Where a company is at home. The text is the value of the account's field `region`.
enum Region: String, CaseIterable, Sendable {
  case dach = "DACH"
  case nordics = "Nordics"
  case britain = "UK and Ireland"
  case international = "International"

  var currency: String {
    switch self {
    case .dach, .nordics: "EUR"
    case .britain: "GBP"
    case .international: "USD"
    }
  }
}

/// Made-up people. First and family names are drawn apart, so that nobody in particular is meant.
struct PersonNames: Sendable {
  /// In the order of `Region.allCases`.
  private let given = [
    NamePart.list(
      """
      Jörg/joerg Anke Matthias Käthe/kaethe Lukas Sabine Jürgen/juergen Miriam Tobias Ursula Stefan Heike Florian \
      Désirée/desiree Urs Beatrix Reto Annika Holger Franziska
      """),
    NamePart.list(
      """
      Søren/soren Åsa/asa Linnea Mikkel Øyvind/oyvind Sigrid Jukka Päivi/paivi Freja Anders Ebba \
      Torbjörn/torbjorn Kaisa Bjørn/bjorn Ragnhild Emil Þóra/thora Guðrún/gudrun Henrik Signe
      """),
    NamePart.list(
      """
      Zoë/zoe Niamh Callum Priya Rhys Siobhán/siobhan Imogen Darragh Harriet Gareth Aoife Oliver Fiona Tariq \
      Bronwyn Duncan Amara Nigel Eilidh Rupert
      """),
    NamePart.list(
      """
      Łukasz/lukasz Chiara Mateus Inês/ines Rafael Żaneta/zaneta Camille Hélène/helene Diego Núria/nuria Ananya \
      Kenji Tomáš/tomas Zsófia/zsofia Matteo Lucía/lucia Joaquín/joaquin Aylin Emre Noémie/noemie
      """),
  ]
  private let family = [
    NamePart.list(
      """
      Brandstätter/brandstaetter Kühnast/kuehnast Vogelsang Reinhardt Oberholzer Weißgerber/weissgerber Hagedorn \
      Möllering/moellering Stadler Zumsteg Fröhlich/froehlich Eickhoff Dierksen Tannert Achleitner \
      Schönfelder/schoenfelder Kessler Hüttner/huettner Lamprecht von_Bergen/vonbergen
      """),
    NamePart.list(
      """
      Lindholt Ødegaard-Lie/odegaard-lie Nyström/nystrom Kjærgaard/kjaergaard Virtala Hautamäki/hautamaki Bergseth \
      Holmgren Thorsby Dahlström/dahlstrom Mäkelin/makelin Rasmusgaard Sveinsdóttir/sveinsdottir Ekblad Storvik \
      Hedegård/hedegard Lundsten Koskela Aaberg Tveit
      """),
    NamePart.list(
      """
      Ashworth Pemberton Okafor O'Rourke/orourke Tremaine Whitlock Carrow Llewellyn Fairbairn Nair Hardcastle \
      Quigley Thornbury Mac_Giolla/macgiolla Penrose Adeyemi Satterley Gilchrist Ormsby Wetherell
      """),
    NamePart.list(
      """
      Wróblewska/wroblewska Ferrantini Carvalhal Nakahara Müftüoğlu/muftuoglu Benítez-Roca/benitez-roca Lacombe \
      Szabados Dvořáček/dvoracek Iyengar Montferrand Quiroga Kowalczuk Grimaldo Şahinler/sahinler Teixeira \
      Bălănescu/balanescu Varga Pellegrin d'Aubray/daubray
      """),
  ]
  private let whole = NamePart.list(
    "李雷/lei.li 韩梅梅/meimei.han 王秀兰/xiulan.wang 张志远/zhiyuan.zhang 陈雨桐/yutong.chen 森下美咲/misaki.morishita")

  /// A full name, and the local part of the person's address.
  func name(of region: Region, _ random: inout RandomStream) -> (shown: String, address: String) {
    if region == .international, random.chance(14) {
      let part = random.element(whole)
      return (part.shown, part.ascii)
    }
    let pool = Region.allCases.firstIndex(of: region) ?? 0
    let first = random.element(given[pool])
    let last = random.element(family[pool])
    return ("\(first.shown) \(last.shown)", "\(first.ascii).\(last.ascii)")
  }
}
