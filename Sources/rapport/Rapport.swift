import Commands

@main
struct Rapport {
  static func main() async {
    await CommandLineTool.main()
  }
}
