import FlowMsgJSON
import Testing

/// What `send --report` writes, held against what `schema report` says of it.
struct SendReportTests {
  private static let source = """
    bot br { id "1", provider cloud_api }
    message m { bot br, title "T", text "B", caption "C", flow f, cta "Go" }
    flow f { screen S }

    """

  private static func value(_ text: String?) throws -> JSONValue {
    let document = JSONReader.read(Array(try #require(text).utf8))
    #expect(document.faults.isEmpty)
    return document.jsonValue(try #require(document.root))
  }

  /// A report of sixty rows that end in all ways there are. One request at a time, so that the faults fall on the same.
  private static func report() throws -> JSONValue {
    let files = MemoryFileSystem(["m.flowmsg": source])
    let faults = ["422:20%", "429:10%", "reset-after:20%"].flatMap { ["--fault", $0] }
    let numbers = (10..<70).flatMap { ["--to", "5939876543\($0)"] }
    let options = "--confirm 60 --rate 0 --concurrency 1 --retries 0 --max-failures 100% --report r.json"
    let outcome = flowmsg(
      ["send", "m.flowmsg", "--sandbox"] + options.split(separator: " ").map(String.init) + faults + numbers,
      files: files)
    #expect(outcome.exit == 3)
    return try value(files["r.json"])
  }

  @Test func everyRowFitsTheSchema() throws {
    let (report, schema) = (try Self.report(), try Self.value(flowmsg("schema", "report").output))
    #expect(SchemaCheck.faults(of: report, by: schema) == [])
    guard case .array(let rows)? = report["rows"] else { return #expect(Bool(false), "there are no rows") }
    #expect(rows.count == 60)
    for (key, state) in [("sent", "sent"), ("refused", "refused"), ("inDoubt", "in doubt"), ("notTried", "not tried")] {
      let count = rows.count { $0["state"] == .string(state) }
      #expect(count > 0 && report["summary"]?[key] == JSONValue(count), "\(state)")
    }
  }

  @Test("who is beyond the limit is in the report, as not tried")
  func aReportCountsWhoIsBeyondTheLimit() throws {
    let files = MemoryFileSystem(["m.flowmsg": Self.source])
    let numbers = (10..<14).flatMap { ["--to", "5939876543\($0)"] }
    let outcome = flowmsg(
      ["send", "m.flowmsg", "--sandbox", "--limit", "3", "--confirm", "3", "--report", "r.json"] + numbers, files: files
    )
    #expect(outcome.exit == 3)
    let report = try Self.value(files["r.json"])
    let schema = try Self.value(flowmsg("schema", "report").output)
    #expect(SchemaCheck.faults(of: report, by: schema) == [])
    #expect(report["complete"] == false && report["summary"]?["notTried"] == 1)
    guard case .array(let rows)? = report["rows"] else { return #expect(Bool(false), "there are no rows") }
    #expect(rows.map { $0["state"] } == ["sent", "sent", "sent", "not tried"])
    #expect(rows.last?["reason"] == "limit" && rows.last?["status"] == .null)
  }

  @Test func theSchemaRefusesWhatNoReportSays() throws {
    let schema = try Self.value(flowmsg("schema", "report").output)
    let row =
      #"{"line":2,"to":"593987654321","state":"sent","status":200,"code":null,"field":null,"reason":null,"time":null}"#
    for (old, new) in [
      ("", ""), ("\"sent\"", "\"gone\""), ("200", "20"), ("\"593", "\"+593"), (":2,", ":0,"),
      ("null}", "null,\"a\":1}"),
      ("\"line\":2,", ""), ("\"code\":null", "\"code\":\"e\""), ("\"reason\":null", "\"reason\":\"none\""),
    ] {
      let text = """
        {"version":1,"complete":true,"summary":{"sent":1,"refused":0,"inDoubt":0,"notTried":0},
        "rows":[\(old.isEmpty ? row : row.replacing(old, with: new))]}
        """
      #expect(SchemaCheck.faults(of: try Self.value(text), by: schema).isEmpty == old.isEmpty, "\(old) \(new)")
    }
  }
}
