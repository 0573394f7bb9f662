/// Chooses which bubbles are named beside themselves, and where: as many as keep clear of every bubble and of each
/// other, the first ones first.
struct BubbleLabels {
  struct Label: Equatable {
    let text: String
    let x: Double
    let y: Double
    let isBefore: Bool
  }

  private struct Box {
    let left: Double
    let top: Double
    let right: Double
    let bottom: Double

    func overlaps(_ other: Box) -> Bool {
      left < other.right && other.left < right && top < other.bottom && other.top < bottom
    }
  }

  /// More names than that are no help, and trying places for thousands takes time.
  private static let tried = 60
  private static let most = 24
  /// Where there is no room for a name of this width, a shortened one is tried.
  private static let widths = [280.0, 150.0]

  let labels: [Label]

  /// - Parameters:
  ///   - marks: of all bubbles.
  ///   - names: those of the marks of the same index.
  init(marks: [BubbleMark], names: [String], layout: BubbleLayout) {
    let boxes = marks.map { mark in
      let (side, up, down) = mark.reach
      return Box(left: mark.x - side, top: mark.y - up, right: mark.x + side, bottom: mark.y + down)
    }
    var labels: [Label] = []
    var taken: [Box] = []
    for (index, name) in names.prefix(Self.tried).enumerated() where labels.count < Self.most {
      for (label, box) in Self.places(of: name, beside: marks[index]) {
        guard box.left >= layout.left, box.right <= layout.right, box.top >= 2,
          box.bottom <= BubbleLayout.labelLine - 14,
          !taken.contains(where: { $0.overlaps(box) }), !boxes.contains(where: { $0.overlaps(box) })
        else { continue }
        labels.append(label)
        taken.append(box)
        break
      }
    }
    self.labels = labels
  }

  /// The places for each width of a name, the best first.
  private static func places(of name: String, beside mark: BubbleMark) -> [(Label, Box)] {
    var texts = widths.map { TextWidth.fitted(name, to: $0, size: BubbleLayout.fontSize) }.filter { !$0.isEmpty }
    if texts.count > 1, texts[0] == texts[1] { texts.removeLast() }
    return texts.flatMap { places(ofFitted: $0, beside: mark) }
  }

  /// Right, left, right above and right below.
  private static func places(ofFitted text: String, beside mark: BubbleMark) -> [(Label, Box)] {
    let width = TextWidth.of(text, size: BubbleLayout.fontSize)
    let (side, up, down) = mark.reach
    let (size, gap) = (BubbleLayout.fontSize, 5.0)
    func place(_ edge: Double, _ base: Double, isBefore: Bool) -> (Label, Box) {
      let left = isBefore ? edge - width : edge
      return (
        Label(text: text, x: edge, y: base, isBefore: isBefore),
        Box(left: left, top: base - size + 2, right: left + width, bottom: base + 4)
      )
    }
    return [
      place(mark.x + side + gap, mark.y + 4, isBefore: false), place(mark.x - side - gap, mark.y + 4, isBefore: true),
      place(mark.x - side, mark.y - up - gap - 2, isBefore: false),
      place(mark.x - side, mark.y + down + gap + size - 4, isBefore: false),
    ]
  }
}
