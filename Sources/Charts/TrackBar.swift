import Markup

/// A small bar of a value in a track of its greatest value. Hidden from assistive technology: the figures stand in
/// text beside it.
public struct TrackBar: Sendable, Equatable {
  /// From 0 to `maximum`; outside and not finite are drawn at the end or as nothing.
  public var value: Double
  public var maximum: Double
  /// The greatest maximum of the bars that stand together, so that their tracks are in proportion.
  public var longest: Double

  public init(value: Double, maximum: Double, longest: Double? = nil) {
    self.value = value
    self.maximum = maximum
    self.longest = longest ?? maximum
  }

  public func write(to html: inout HTMLWriter) {
    let whole = LinearScale(domain: 0...(longest > 0 && longest.isFinite ? longest : 1), start: 0, end: 90)
    let track = whole(maximum)
    html.raw("<svg class=\"ch-bar\" viewBox=\"0 0 92 10\" width=\"92\" height=\"10\" aria-hidden=\"true\">\n")
    html.bar(x: 1, y: 1, width: track, height: 8, paint: .track, radius: min(4, track / 2))
    let share = value.isFinite && value > 0 ? whole(min(value, maximum)) : 0
    let width = share > 0 ? max(share, 3) : 0
    // Within the outline of the track.
    html.bar(x: 2, y: 2, width: width - 2, height: 6, paint: .trackValue, radius: min(3, (width - 2) / 2))
    html.raw("</svg>\n")
  }
}
