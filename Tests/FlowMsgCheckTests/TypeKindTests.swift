import FlowMsgModel
import Foundation
import Testing

/// The table of kinds of types: each has its row, and its file.
@Suite struct TypeKindTests {
  @Test func everyKindHasFactsOfItsOwn() {
    let names = TypeKind.allCases.map { String(describing: $0.facts) }
    #expect(Set(names).count == TypeKind.allCases.count)
    #expect(Set(TypeKind.allCases.map { $0.facts.name }).count == TypeKind.allCases.count)
  }

  @Test func everyKindHasAFile() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/FlowMsgModel/Types")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix("Type.swift") }
    #expect(Set(files) == Set(TypeKind.allCases.map { "\(String(describing: $0.facts)).swift" }))
  }

  @Test func wordsMeanOneKind() {
    for kind in TypeKind.allCases {
      if let word = kind.facts.word { #expect(TypeKind(word: word) == kind) }
      if let word = kind.facts.flowWord { #expect(TypeKind(flowWord: word) == kind) }
      if let word = kind.facts.schema?.type { #expect(TypeKind(schemaType: word) == kind) }
    }
    #expect(Set(TypeKind.allCases.compactMap { $0.facts.flowWord }) == Set(Schema.FlowJSON.dataTypes.value))
  }

  /// What a kind says in one place agrees with what it says in another.
  @Test(arguments: TypeKind.allCases) func factsAgree(_ kind: TypeKind) {
    let facts = kind.facts
    var contracts = Contracts()
    let choice = contracts.intern(Array("a".utf8))
    contracts.choices.append(choice)
    let type = TypeNode(kind, origin: Origin(0, 0, 0), count: kind == .oneOf ? 1 : 0)
    let index = Int(contracts.add(type))
    #expect((facts.schema?.bounds != nil) == (facts.bounds != .none))
    #expect((facts.cell != .none) == (facts.content == .scalar))
    #expect(!facts.isText || contracts.textLength(of: index) != nil)
    #expect(contracts.mismatch(index, index) == nil)
    contracts.withView { view in
      let isTaken = ValueKind.allCases.contains { facts.takes($0) }
      #expect(isTaken)
      if case .notText = facts.judge(ValueText(view.pool, isCounted: true), type, in: view) {
        #expect(facts.content != .scalar)
      }
      #expect(facts.fits(.null, view.pool, type, in: view) == (facts.content == .anything))
    }
  }

  @Test(arguments: [
    ("1e0", 1, 1), ("-1e0", -1, -1), ("2.5", 3, 2), ("-2.5", -2, -3), ("12", 12, 12),
    ("9223372036854775807", .max, .max),
    ("-9223372036854775808", .min, .min), ("1e999999999", .max, .max), ("-1e999999999", .min, .min), ("0e0", 0, 0),
  ]) func boundsAreReadAsWholeNumbers(_ digits: String, _ ceiling: Int, _ floor: Int) {
    Array(digits.utf8).withUnsafeBufferPointer {
      #expect(DecimalOrder.ceiling(of: $0) == ceiling)
      #expect(DecimalOrder.floor(of: $0) == floor)
    }
  }
}
