import Testing

@testable import Site

@Suite("Byte budgets")
struct ByteBudgetTests {
  @Test("lists that fit have all their rows")
  func fits() {
    #expect(ByteBudget.rows([[10, 10], [5], []], shares: [0.4, 0.2, 0.4], room: 25) == [2, 1, 0])
  }

  @Test("what a short list leaves over goes to the others, in order")
  func leftover() {
    // Shares of 100: 40, 20, 40; the second needs 5, so that 15 go to the first.
    #expect(
      ByteBudget.rows(
        [Array(repeating: 10, count: 20), [5], Array(repeating: 10, count: 20)], shares: [0.4, 0.2, 0.4], room: 100)
        == [5, 1, 4])
  }

  @Test("without room there are no rows", arguments: [0, -1, 9])
  func none(_ room: Int) {
    #expect(ByteBudget.rows([[10], [10]], shares: [0.5, 0.5], room: room) == [0, 0])
  }
}
