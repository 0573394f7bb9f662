/// The files that pages are made from: page frames, style sheet, script and word catalogues.
///
/// They are embedded in the binary when it is built; a folder given by the user replaces them one by one.
public enum Templates {
  /// The text of a file, by its path below `Templates/` (`"frames/record.mustache"`); `nil` where there is none.
  public static func embedded(_ path: String) -> String? { embeddedFiles[path] }

  /// The paths of all embedded files, in order.
  public static var paths: [String] { embeddedFiles.keys.sorted() }
}
