import Bytes
import Dataset

/// Texts of JSON as far as nothing in them means anything else.
public enum JSONPlainText {
  /// The place of the next quote, backslash or control character; the end of the bytes where there is none.
  ///
  /// - Complexity: O(length of the plain text).
  public static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    ByteScan.first(in: bytes, from: start) { word in
      ByteScan.zeros(word ^ quotes) | ByteScan.zeros(word ^ backslashes) | ByteScan.zeros(word & aboveControls)
    }
  }

  private static var quotes: UInt64 { ByteScan.repeated(UInt8(ascii: "\"")) }
  private static var backslashes: UInt64 { ByteScan.repeated(UInt8(ascii: "\\")) }
  /// The bits of which control characters have none.
  private static var aboveControls: UInt64 { ByteScan.repeated(0xE0) }
}
