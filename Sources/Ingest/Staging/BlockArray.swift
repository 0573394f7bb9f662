/// An array that grows block by block: growing copies nothing, and touches no more memory than there are elements.
struct BlockArray<Element> {
  private var blocks: [[Element]] = []
  private(set) var count = 0

  private static var shift: Int { 13 }
  private static var mask: Int { 1 << shift - 1 }

  mutating func append(_ element: Element) {
    if count & Self.mask == 0 { addBlock() }
    blocks[count >> Self.shift].append(element)
    count += 1
  }

  private mutating func addBlock() {
    var block: [Element] = []
    block.reserveCapacity(Self.mask + 1)
    blocks.append(block)
  }

  subscript(index: Int) -> Element {
    get { blocks[index >> Self.shift][index & Self.mask] }
    _modify { yield &blocks[index >> Self.shift][index & Self.mask] }
  }
}
