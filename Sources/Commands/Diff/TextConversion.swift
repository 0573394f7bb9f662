import Site

/// `rapport diff --textconv`: one file of a report as text.
struct TextConversion {
  let file: ResolvedPath

  func run(in context: CommandContext) throws(CommandLineError) -> ExitStatus {
    let bytes: [UInt8]
    do { bytes = try file.contents() } catch {
      throw .failed(
        .unreadableSource, [Diagnostic(.error, file: file.shown, message: "cannot be read: \(error.reason)")])
    }
    context.console.output.write(PlainText.of(bytes))
    return .done
  }
}
