/// Hashing of numbers and of texts eight bytes at a time.
public enum WordHash {
  /// A word of which every bit depends on every bit of `word`. With a seed in it that nobody outside knows, nobody can
  /// choose words that meet.
  @inlinable @inline(__always)
  public static func mixed(_ word: UInt64) -> UInt64 {
    let (high, low) = (word ^ 0x9e37_79b9_7f4a_7c15).multipliedFullWidth(by: 0xbf58_476d_1ce4_e5b9)
    return high ^ low
  }
}
