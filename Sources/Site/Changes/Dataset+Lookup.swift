import Dataset

/// Rows by their id: the tables are in order of it.
extension Dataset {
  func record(_ type: RecordType, id: String) -> RecordID? {
    row(of: id, among: count(of: type)) { self.id(of: RecordID(type, $0)) }.map { RecordID(type, $0) }
  }

  func user(id: String) -> Int? { row(of: id, among: users.count) { users[$0].id } }

  private func row(of id: String, among count: Int, _ text: (Int) -> Text) -> Int? {
    guard let wanted = self.text.find(id), !wanted.isEmpty else { return nil }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      let found = text(middle)
      if found == wanted { return middle }
      if self.text.precedes(found, wanted) { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
