import Markup

/// How a bubble is rated. Each level has a colour and a shape of its own, so that none is told by colour alone.
public enum BubbleLevel: CaseIterable, Sendable, Hashable {
  /// A circle, a diamond, a triangle and a square.
  case high, middle, low, unknown

  var paint: Paint {
    switch self {
    case .high: .high
    case .middle: .middle
    case .low: .low
    case .unknown: .unknown
    }
  }
}

/// One mark of a bubble chart. All shapes of one radius have the area of the circle of that radius, since it is the
/// area that is read.
struct BubbleMark {
  let level: BubbleLevel
  let x: Double
  let y: Double
  let radius: Double

  init(_ level: BubbleLevel, x: Double, y: Double, radius: Double) {
    self.level = level
    self.x = x
    self.y = y
    self.radius = radius
  }

  /// How far the mark reaches from its middle to the left and right, up, and down.
  var reach: (side: Double, up: Double, down: Double) {
    switch level {
    case .high: (radius, radius, radius)
    case .middle: (radius * Self.diamond, radius * Self.diamond, radius * Self.diamond)
    // A triangle's middle is a third of its height above its base.
    case .low: (radius * Self.side / 2, radius * Self.side * 0.57735, radius * Self.side * 0.288675)
    case .unknown: (radius * Self.square, radius * Self.square, radius * Self.square)
    }
  }

  /// The largest reach of any shape of radius 1.
  static let farthest = side * 0.57735

  func write(to html: inout HTMLWriter) {
    let (side, up, down) = reach
    switch level {
    case .high: html.circle(x: x, y: y, radius: radius, paint: level.paint)
    case .middle: html.polygon([(x, y - up), (x + side, y), (x, y + down), (x - side, y)], paint: level.paint)
    case .low: html.polygon([(x, y - up), (x + side, y + down), (x - side, y + down)], paint: level.paint)
    case .unknown: html.bar(x: x - side, y: y - up, width: 2 * side, height: 2 * up, paint: level.paint)
    }
  }

  /// Half a diagonal: 2d² = π.
  private static let diamond = (Double.pi / 2).squareRoot()
  /// The side of a triangle: s²·√3/4 = π.
  private static let side = (4 * Double.pi / 3.0.squareRoot()).squareRoot()
  /// Half a side: 4h² = π.
  private static let square = Double.pi.squareRoot() / 2
}
