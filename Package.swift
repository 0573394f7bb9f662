// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "rapport",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "rapport", targets: ["rapport"]),
    // For tests, which have it loaded before the program.
    .library(name: "FaultInjection", type: .dynamic, targets: ["FaultInjection"]),
    .library(name: "MutexAnnotations", type: .dynamic, targets: ["MutexAnnotations"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C libraries of Debian's, linked statically so that the binary runs where they are not installed.
    .systemLibrary(name: "CCmarkGFM", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    // Calls GMime, whose library is loaded when mail is first read.
    .target(name: "CGMime"),
    // Calls of Linux that Swift's Glibc module does not show.
    .systemLibrary(name: "CLinux"),

    .target(name: "Bytes"),
    .target(name: "Dataset", dependencies: ["Bytes"]),
    .target(name: "JSON", dependencies: ["Bytes", "Dataset"]),
    .target(
      name: "Ingest",
      dependencies: [
        "Bytes", "CExpat", "CGMime", "CZlib", "Dataset", "JSON", .product(name: "Crypto", package: "swift-crypto"),
      ],
      linkerSettings: [
        .linkedLibrary(":libexpat.a", .when(platforms: [.linux])),
        .linkedLibrary(":libz.a", .when(platforms: [.linux])),
      ]),
    .target(name: "Analytics", dependencies: ["Bytes", "Dataset"]),
    .target(
      name: "Markup", dependencies: ["Bytes", "CCmarkGFM"],
      // The extensions come first: they use the core.
      linkerSettings: [
        .linkedLibrary(":libcmark-gfm-extensions.a", .when(platforms: [.linux])),
        .linkedLibrary(":libcmark-gfm.a", .when(platforms: [.linux])),
      ]),
    .target(name: "Charts", dependencies: ["Bytes", "Markup"]),
    .target(
      name: "Templates", path: "Templates", exclude: ["css", "frames", "mappings", "words"],
      plugins: ["EmbedTemplatesPlugin"]),
    .target(
      name: "Site",
      dependencies: [
        "Analytics", "Bytes", "Charts", "CLinux", "CZlib", "JSON", "Markup", "Templates",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .target(name: "Demo", dependencies: ["Dataset"]),
    .target(
      name: "Commands",
      dependencies: [
        "Dataset", "Ingest", "Analytics", "Markup", "Site", "Templates", "Demo",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .executableTarget(name: "rapport", dependencies: ["Commands"]),

    // Writes the files of Templates/ into Swift source, so that the binary needs no file beside it.
    .executableTarget(name: "EmbedTemplates"),
    .plugin(
      name: "EmbedTemplatesPlugin", capability: .buildTool(), dependencies: ["EmbedTemplates"],
      path: "Sources/EmbedTemplatesPlugin"),

    // Loaded into other programs too, which have no sanitizer's runtime.
    .target(
      name: "FaultInjection", path: "Tests/FaultInjection", cSettings: [.unsafeFlags(["-fno-sanitize=all"])]),
    .target(
      name: "MutexAnnotations", path: "Tests/MutexAnnotations", cSettings: [.unsafeFlags(["-fno-sanitize=all"])]),
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .testTarget(name: "BytesTests", dependencies: ["Bytes"]),
    .testTarget(name: "DatasetTests", dependencies: ["Dataset"]),
    .testTarget(name: "IngestTests", dependencies: ["Ingest", "TestSupport"]),
    .testTarget(name: "AnalyticsTests", dependencies: ["Analytics", "Ingest", "TestSupport"]),
    .testTarget(name: "ChartsTests", dependencies: ["Charts"]),
    .testTarget(name: "MarkupTests", dependencies: ["Bytes", "Markup"]),
    .testTarget(name: "SiteTests", dependencies: ["Site", "Ingest", "TestSupport"]),
    .testTarget(name: "DemoTests", dependencies: ["Demo"]),
    .testTarget(name: "CommandsTests", dependencies: ["Commands", "TestSupport"]),
  ],
  swiftLanguageModes: [.v6]
)
