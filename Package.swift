// swift-tools-version: 6.3
import PackageDescription

/// Every target is held to the same rules: no outside package, warnings are errors, imports are internal unless said otherwise.
let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A source target; `arrows` are the only targets it may see, and a test reads the imports to hold them.
func room(_ name: String, sees arrows: [String] = []) -> Target {
  .target(name: name, dependencies: arrows.map { .byName(name: $0) }, swiftSettings: house)
}

/// The tests of one or more rooms.
func tests(_ name: String, of rooms: [String], exclude: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: (rooms + ["TestSupport"]).map { .byName(name: $0) }, exclude: exclude,
    swiftSettings: house)
}

/// How the command is linked for release, on Linux: of shared libraries it asks for those of the C library alone, which
/// halves what a start costs. Only this target has unsafe flags, and the library does not depend on it, so packages that
/// depend on this one still build. lld comes with Swift; the linker that Swift takes by itself reads archives in an order
/// that leaves symbols of the static libstdc++ unfound. The symbols stay hidden, so that the libstdc++ of a library that
/// libcurl brings is another copy that meets none of them.
let lean: [LinkerSetting] = [
  .unsafeFlags(
    ["-use-ld=lld", "-L", Context.packageDirectory + "/Sources/flowmsg-cli/Link"]
      + ["-static-libgcc", "-no-pie"].flatMap { ["-Xclang-linker", $0] }
      + ["--no-export-dynamic", "--exclude-libs=ALL"].flatMap { ["-Xlinker", $0] },
    .when(platforms: [.linux], configuration: .release))
]

let package = Package(
  name: "flowmsg",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "flowmsg", targets: ["flowmsg-cli"]),
    .library(name: "FlowMsg", targets: ["FlowMsg"]),
  ],
  targets: [
    room("FlowMsgText"),
    room("FlowMsgSyntax", sees: ["FlowMsgText"]),
    room("FlowMsgJSON", sees: ["FlowMsgText"]),
    room("FlowMsgModel", sees: ["FlowMsgText"]),
    room("FlowMsgComponents", sees: ["FlowMsgText", "FlowMsgModel", "FlowMsgJSON"]),
    room(
      "FlowMsgCheck",
      sees: ["FlowMsgText", "FlowMsgSyntax", "FlowMsgModel", "FlowMsgJSON", "FlowMsgCSV", "FlowMsgComponents"]),
    room("FlowMsgEmit", sees: ["FlowMsgModel", "FlowMsgJSON"]),
    room("FlowMsgReport", sees: ["FlowMsgText", "FlowMsgJSON"]),
    room("FlowMsgCSV"),
    room(
      "FlowMsgRows",
      sees: ["FlowMsgText", "FlowMsgModel", "FlowMsgJSON", "FlowMsgEmit", "FlowMsgCSV", "FlowMsgComponents"]),
    .target(name: "CZlib"),
    room("FlowMsgWorkbook", sees: ["FlowMsgCSV", "CZlib"]),
    .target(name: "CCurl"),
    .target(name: "CSystem"),
    room("FlowMsgSend", sees: ["FlowMsgModel", "FlowMsgJSON", "FlowMsgEmit", "CCurl"]),
    room(
      "FlowMsgCampaign",
      sees: ["FlowMsgText", "FlowMsgModel", "FlowMsgJSON", "FlowMsgEmit", "FlowMsgRows", "FlowMsgCSV", "FlowMsgSend"]),
    room("FlowMsgSandbox", sees: ["FlowMsgText", "FlowMsgModel", "FlowMsgJSON"]),
    room(
      "FlowMsg",
      sees: [
        "FlowMsgText", "FlowMsgSyntax", "FlowMsgModel", "FlowMsgJSON", "FlowMsgCheck", "FlowMsgEmit",
      ]),
    room(
      "FlowMsgCLI",
      sees: [
        "FlowMsg", "FlowMsgText", "FlowMsgModel", "FlowMsgJSON", "FlowMsgEmit", "FlowMsgReport", "FlowMsgRows",
        "FlowMsgCSV", "FlowMsgWorkbook", "FlowMsgSend", "FlowMsgCampaign", "FlowMsgSandbox", "CSystem",
      ]),
    .executableTarget(
      name: "flowmsg-cli", dependencies: ["FlowMsgCLI"], exclude: ["Link"], swiftSettings: house, linkerSettings: lean),
    .executableTarget(
      name: "Benchmarks", path: "Tests/Benchmarks",
      exclude: [
        "rapidjson", "README.md", "builds.py", "render.py", "sending.py", "workbooks.py", "cost.py", "keystrokes.py",
      ],
      swiftSettings: house),
    .target(
      name: "CampaignSimulation",
      dependencies: ["FlowMsgCampaign", "FlowMsgSend", "FlowMsgRows", "FlowMsgEmit", "FlowMsgModel"],
      path: "Tests/Simulation/Campaigns", swiftSettings: house),
    .executableTarget(
      name: "simulate", dependencies: ["CampaignSimulation"], path: "Tests/Simulation/Command", swiftSettings: house),
    .target(
      name: "EditRuns", dependencies: ["FlowMsg", "FlowMsgCheck"], path: "Tests/Edits/Random", swiftSettings: house),
    .executableTarget(name: "edits", dependencies: ["EditRuns"], path: "Tests/Edits/Command", swiftSettings: house),
    .executableTarget(
      name: "countries-check", dependencies: ["FlowMsgRows"], path: "Tests/Lists/Check", swiftSettings: house),
    .executableTarget(
      name: "workbook-csv", dependencies: ["FlowMsgWorkbook"], path: "Tests/Lists/Convert", swiftSettings: house),
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: house),
    tests("FlowMsgTextTests", of: ["FlowMsgText"]),
    tests("FlowMsgJSONTests", of: ["FlowMsgJSON", "FlowMsgText"]),
    tests("FlowMsgSyntaxTests", of: ["FlowMsgSyntax", "FlowMsgText"]),
    tests(
      "FlowMsgCheckTests",
      of: ["FlowMsgCheck", "FlowMsgSyntax", "FlowMsgModel", "FlowMsgJSON", "FlowMsgText"]),
    tests("FlowMsgEmitTests", of: ["FlowMsgEmit", "FlowMsgModel", "FlowMsgJSON"]),
    tests("FlowMsgCSVTests", of: ["FlowMsgCSV"]),
    .testTarget(
      name: "FlowMsgWorkbookTests", dependencies: ["FlowMsgWorkbook", "FlowMsgCSV", "CZlib"], swiftSettings: house),
    tests("FlowMsgRowsTests", of: ["FlowMsgRows", "FlowMsgCSV", "FlowMsgModel", "FlowMsgJSON", "FlowMsgText"]),
    tests(
      "FlowMsgSendTests", of: ["FlowMsgSend", "FlowMsgEmit", "FlowMsgModel", "FlowMsgJSON", "CampaignSimulation"]),
    tests(
      "FlowMsgCampaignTests",
      of: [
        "FlowMsgCampaign", "FlowMsgSend", "FlowMsgRows", "FlowMsgEmit", "FlowMsgModel", "FlowMsgJSON",
        "CampaignSimulation",
      ]),
    tests(
      "FlowMsgSandboxTests",
      of: ["FlowMsgSandbox", "FlowMsgText", "FlowMsgModel", "FlowMsgJSON", "FlowMsgCheck", "FlowMsgReport"]),
    tests("FlowMsgReportTests", of: ["FlowMsgReport", "FlowMsgText", "FlowMsgJSON"]),
    tests(
      "FlowMsgTests",
      of: [
        "FlowMsg", "FlowMsgCheck", "FlowMsgSyntax", "FlowMsgText", "FlowMsgModel", "FlowMsgJSON", "FlowMsgEmit",
        "EditRuns",
      ]),
    tests(
      "FlowMsgCLITests",
      of: [
        "FlowMsgCLI", "FlowMsg", "FlowMsgText", "FlowMsgModel", "FlowMsgJSON", "FlowMsgEmit", "FlowMsgReport",
        "FlowMsgSandbox", "FlowMsgRows", "FlowMsgCSV", "FlowMsgCampaign", "FlowMsgSend", "FlowMsgCheck",
      ], exclude: ["Cases"]),
  ]
)
