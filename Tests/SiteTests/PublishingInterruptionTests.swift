import Foundation
import Testing

@testable import Site

@Suite("Publishing that is interrupted")
struct PublishingInterruptionTests {
  let old: Report = [
    "index.html": "old team", "data/kpis.jsonl": "old", "opportunities/same.html": "same",
    "opportunities/changed.html": "before", "accounts/gone.html": "gone", "leads/gone.html": "gone",
  ]
  let new: Report = [
    "index.html": "new team!", "data/kpis.jsonl": "new", "opportunities/same.html": "same",
    "opportunities/changed.html": "after!", "accounts/new.html": "new", "contacts/new.html": "new",
    "contacts/images/new.png": "new",
  ]
  let foreign = ["README.md": "file: mine", ".git": "folder", ".git/config": "file: [core]"]

  /// What stands in the folder after an undisturbed run, with the foreign files.
  private func result(of report: Report) throws -> [String: String] {
    let scratch = try Scratch()
    try publish(report, to: scratch.out)
    return try #require(scratch.tree()).merging(foreign) { $1 }
  }

  /// A folder with the old report and foreign files.
  private func oldReport() throws -> Scratch {
    let scratch = try Scratch()
    try publish(old, to: scratch.out)
    try scratch.put("README.md", "mine")
    try scratch.put(".git/config", "[core]")
    return scratch
  }

  @Test("wherever a run is killed, the folder has the old report or, when the next run has begun, the new one")
  func killedAnywhere() throws {
    let (before, after) = (try result(of: old), try result(of: new))
    var outcomes: Set<String> = []
    for step in 1... {
      let scratch = try oldReport()
      let fault = Fault(.crash, at: step)
      _ = try? publish(new, to: scratch.out, operations: fault.operations)
      guard fault.happened else { break }
      let found = try #require(scratch.tree())
      if found[".rapport-journal"] == nil {
        let visible = found.filter { !$0.key.hasPrefix(".rapport-staging") }
        #expect(visible == before || visible == after, "step \(step)")
      }
      // Whoever sees the new team page finds the pages it links to, and the manifest lists nothing that is not there.
      for last in ["index.html", "data/manifest.json"] where found[last] == after[last] {
        let pages = after.filter { ![last, "data/manifest.json"].contains($0.key) }
        #expect(pages.allSatisfy { found[$0.key] == $0.value }, "step \(step)")
      }
      let next = try Publisher(out: scratch.out)
      next.discard()
      let recovered = try #require(scratch.tree())
      #expect(recovered == (found[".rapport-journal"] == nil && recovered == before ? before : after), "step \(step)")
      #expect(next.finishedInterruptedRun == (found[".rapport-journal"] != nil), "step \(step)")
      outcomes.insert(recovered == before ? "old" : "new")
    }
    #expect(outcomes == ["old", "new"])
  }

  @Test("wherever a run is killed, and the next one while it finishes that, the one after makes exactly its own report")
  func killedTwice() throws {
    let after = try result(of: old)
    var recoveries = 0
    for first in 1... {
      let scratch = try oldReport()
      let fault = Fault(.crash, at: first)
      _ = try? publish(new, to: scratch.out, operations: fault.operations)
      guard fault.happened else { break }
      // Without a journal, the next run has nothing to finish: it is as good as the first.
      guard scratch.text(".rapport-journal") != nil else { continue }
      for second in 1... {
        let copy = try Scratch()
        try FileManager.default.copyItem(atPath: scratch.out, toPath: copy.out)
        let fault = Fault(.crash, at: second)
        _ = try? Publisher(out: copy.out, filter: ReportFilter(), adopt: false, operations: fault.operations)
        let finished = copy.text(".rapport-journal") == nil
        try publish(old, to: copy.out)
        #expect(copy.tree() == after, "steps \(first), \(second)")
        recoveries += 1
        if finished { break }
      }
    }
    #expect(recoveries > 0)
  }

  @Test("wherever the disk is full, the old report is whole and alone, or the next run finishes the move")
  func fullDiskAnywhere() throws {
    let (before, after) = (try result(of: old), try result(of: new))
    for step in 1... {
      let scratch = try oldReport()
      let fault = Fault(.fullDisk, at: step)
      let error = refusal { try publish(new, to: scratch.out, operations: fault.operations) }
      guard fault.happened else { break }
      switch error {
      case .failed: #expect(scratch.tree() == before, "step \(step)")
      case .moveInterrupted: #expect(scratch.text(".rapport-journal") != nil, "step \(step)")
      // Only what is left to tidy up has failed.
      case nil: #expect(scratch.text("index.html") == "new team!", "step \(step)")
      default: Issue.record("step \(step): \(String(describing: error))")
      }
      #expect(error.map { $0.exitCode == 74 } ?? true, "step \(step)")
      try publish(new, to: scratch.out)
      #expect(scratch.tree() == after, "step \(step)")
    }
  }

  @Test("a first run that fails leaves no folder behind, nor those above it that it has made")
  func firstRun() throws {
    for step in 1... {
      let scratch = try Scratch()
      let fault = Fault(.fullDisk, at: step)
      let error = refusal { try publish(new, to: scratch.out + "/a/b/", operations: fault.operations) }
      guard fault.happened else { break }
      if case .failed = error { #expect(scratch.tree() == nil, "step \(step)") }
    }
  }

  @Test("a run that gives up removes what it has prepared, and writes that come later are refused")
  func discard() throws {
    let scratch = try oldReport()
    let publisher = try Publisher(out: scratch.out)
    try publisher.write("index.html", Array("new".utf8))
    publisher.discard()
    publisher.discard()
    #expect(try scratch.tree() == result(of: old))
    #expect(refusal { try publisher.write("a.html", []) } == .interrupted)
    #expect(refusal { _ = try publisher.publish(info) } == .interrupted)
  }

  @Test("a run that gives up while workers write leaves nothing behind")
  func discardWhileWriting() async throws {
    let scratch = try oldReport()
    let publisher = try Publisher(out: scratch.out)
    await withTaskGroup { group in
      for worker in 0..<4 {
        group.addTask {
          for page in 0..<5000 {
            do { try publisher.write("leads/\(worker)-\(page).html", Array("page".utf8)) } catch { break }
            await Task.yield()
          }
        }
      }
      group.addTask { publisher.discard() }
    }
    #expect(try scratch.tree() == result(of: old))
  }

  @Test("after a write has failed the report cannot be published, and the first error is the one that counts")
  func failedWrite() throws {
    let scratch = try oldReport()
    let publisher = try Publisher(out: scratch.out)
    try publisher.write("index.html", [])
    let expected = PublishError.foreign(path: scratch.out + "/README.md", kind: .file)
    #expect(refusal { try publisher.write("README.md", []) } == expected)
    #expect(refusal { try publisher.write("other.html", []) } == expected)
    #expect(refusal { _ = try publisher.publish(info) } == expected)
    #expect(try scratch.tree() == result(of: old))
  }
}
