import Markup

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a report could not be written. Every message says what was found, what was expected and what to do.
public enum PublishError: Error, Equatable, Sendable {
  /// The output folder, or a folder above it, could not be made; `code` is an `errno`.
  case cannotCreate(folder: String, code: Int32)
  /// Something that is not a folder has the name of the output folder.
  case notAFolder(String)
  /// Another run holds the output folder.
  case busy(folder: String)
  /// The output folder holds files and no report.
  case holdsOtherFiles(folder: String)
  /// The report in the output folder was made of other records.
  case otherFilter(folder: String, found: ReportFilter, asked: ReportFilter)
  /// The manifest of the report in the output folder cannot be relied on.
  case damagedManifest(path: String, reason: String)
  /// The journal of an interrupted run cannot be relied on.
  case damagedJournal(path: String, reason: String)
  /// A file that no report has made stands where this report has one.
  case foreign(path: String, kind: FileKind)
  /// A link, a file or a mounted disk stands where the report has a folder.
  case inTheWay(path: String, kind: FileKind)
  /// Something that is no file stands where one is to be written.
  case notAFile(path: String, kind: FileKind)
  /// A name that no file of a report can have: absolute, hidden, with `..` or with control characters.
  case invalidPath(String)
  /// Two files of one report have the same name.
  case writtenTwice(path: String)
  /// The output folder got another name, or its name another folder, while the report was prepared.
  case moved(folder: String)
  /// The system refused a step; `code` is an `errno`.
  case failed(PublishStep, path: String, code: Int32)
  /// The new report is complete, but moving it into place was broken off; the next run goes on with it.
  indirect case moveInterrupted(folder: String, cause: PublishError)
  /// The run was ended before the report was complete.
  case interrupted

  /// The exit code of the command line: 73 what must not or cannot be created, 74 the system failed, 130 interrupted.
  public var exitCode: Int32 {
    switch self {
    case .failed, .moved, .moveInterrupted: 74
    case .interrupted: 130
    default: 73
    }
  }
}

/// Why a file of publishing's own that was found on disk cannot be used.
struct FileDamage: Error, Equatable {
  let reason: String
}

/// What stands at a path.
public enum FileKind: String, Sendable {
  case file = "a file"
  case folder = "a folder"
  case link = "a symbolic link"
  case mount = "another file system"
  case other = "neither a file nor a folder"
}

/// A step of publishing that the system may refuse.
public enum PublishStep: String, Sendable {
  case open, read, list, inspect, create, write, close, flush, move, remove, lock
}

extension PublishError: CustomStringConvertible {
  public var description: String { Escape.plain(message) }

  private var message: String {
    switch self {
    case .cannotCreate(let folder, let code):
      "The output folder \(folder) cannot be made: \(Self.text(code)). Choose another with --out."
    case .notAFolder(let path):
      "\(path) is not a folder. Choose another folder with --out, or move it away."
    case .busy(let folder):
      "Another run is writing to \(folder). Wait until it has ended, or choose another folder with --out."
    case .holdsOtherFiles(let folder):
      "\(folder) is not empty and holds no report (no \(Manifest.path)). Choose another folder with --out, or give "
        + "--adopt to write the report among these files; those that it does not make stay as they are."
    case .otherFilter(let folder, let found, let asked):
      "The report in \(folder) was made with \(found), this one with \(asked). Choose another folder with --out, or "
        + "give --adopt to replace it; pages that this run does not make are removed."
    case .damagedManifest(let path, let reason):
      "\(path) is damaged: \(reason). It says which files belong to the report. Restore it, or give --adopt to write "
        + "a new one; files of the old report that this run does not make then stay."
    case .damagedJournal(let path, let reason):
      "\(path) is damaged: \(reason). It says how to finish an interrupted run. Give --adopt to drop it, with "
        + "what that run has prepared, and write the report anew."
    case .foreign(let path, .folder):
      "\(path) is a folder, and the report has a file of this name. Move it away, or choose another folder with --out."
    case .foreign(let path, let kind):
      "\(path) is \(kind.rawValue) that no report has made, and this report has a file of this name. Move it away, or "
        + "give --adopt to replace it."
    case .inTheWay(let path, let kind):
      "\(path) is \(kind.rawValue), and the report has a folder of this name, which it does not write through. Move "
        + "it away, or choose another folder with --out."
    case .notAFile(let path, let kind):
      "\(path) is \(kind.rawValue), and only a file is replaced. Choose another name with --out."
    case .invalidPath(let path):
      "\"\(path)\" cannot be the name of a file of a report: expected parts joined by \"/\", none empty, none that "
        + "begins with a dot, of visible ASCII characters, at most 255 each."
    case .writtenTwice(let path):
      "Two records have the same page, \(path). Change the name or the id of one of them."
    case .moved(let folder):
      "\(folder) was moved, removed or replaced while the report was prepared. No file of a report was changed; run "
        + "again."
    case .failed(let step, let path, let code):
      "Could not \(step.rawValue) \(path): \(Self.text(code)).\(Self.advice(code))"
    case .moveInterrupted(let folder, let cause):
      "\(cause.message) The new report is complete, but only partly moved into \(folder); the next run with this "
        + "folder finishes that first."
    case .interrupted: "Interrupted; the report is as it was before."
    }
  }

  private static func text(_ code: Int32) -> String { String(cString: strerror(code)) }

  private static func advice(_ code: Int32) -> String {
    switch code {
    case ENOSPC, EDQUOT: " Free some space and run again."
    case EACCES, EPERM: " Check who may write there, or choose another folder with --out."
    case EROFS: " Choose another folder with --out."
    default: ""
    }
  }
}
