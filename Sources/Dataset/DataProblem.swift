/// Something wrong with one row, which the report goes on without (dataset spec, "Errors").
public struct DataProblem: Sendable, Equatable {
  public enum Kind: UInt8, Sendable, Comparable {
    /// The row is left out.
    case leftOutRow
    /// The row is kept without a reference that points nowhere, or has no effect if it is nothing but the reference.
    case danglingReference
    /// Nothing of the data is lost, but someone should know.
    case note

    public var code: String {
      switch self {
      case .leftOutRow: "left_out_row"
      case .danglingReference: "dangling_reference"
      case .note: "note"
      }
    }

    public static func < (first: Self, second: Self) -> Bool { first.rawValue < second.rawValue }
  }

  public var kind: Kind
  public var file: String
  /// 1-based; 0 if it does not apply.
  public var line: Int
  public var column: Int
  /// The column's name, empty if it does not apply.
  public var field: String
  public var found: String
  public var expected: String

  public init(
    _ kind: Kind, file: String, line: Int = 0, column: Int = 0, field: String = "", found: String, expected: String
  ) {
    self.kind = kind
    self.file = file
    self.line = line
    self.column = column
    self.field = field
    self.found = found
    self.expected = expected
  }
}

/// What no report can be made from (dataset spec, "Errors").
public enum DatasetError: Error, Equatable {
  case duplicateID(file: String, line: Int, column: Int, id: String, firstFile: String, firstLine: Int)
}

extension DatasetError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .duplicateID(_, _, _, let id, let firstFile, let firstLine):
      "found the id “\(id)” a second time (first in \(firstFile), line \(firstLine)); expected every id of a table once"
    }
  }
}
