package import FlowMsgText
import FlowMsgModel

/// A member of `parameters` is not a misspelling of a known one.
package enum NearMemberRule: Rule {
  package static let kind = DiagnosticKind(
    6009, .warning, "a member of parameters that is nearly a known one",
    why: """
      Members that are not known are passed on as they are, and do nothing. This one is so near to a known one that it is \
      most likely misspelt.
      """,
    bad: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
        parameters { flow_toke: "a7" }
      }
      """,
    good: """
      message ola {
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
        parameters { flow_token: "a7" }
      }
      """)

  package static let concern = Concern.parameters

  package static func check(_ message: borrowing ResolvedMessage, _ reporter: inout Reporter) {
    let known = KnownMembers.names
    let unknown = message.parameters { key in !known.contains { key.elementsEqual($0.utf8) } }
    guard !unknown.isEmpty else { return }
    let written = written(known, message)
    for member in unknown {
      guard let meant = NearMember.meant(by: message.message.tape.bytes(of: member)) else { continue }
      let (name, place) = (message.message.tape.string(of: member), message.place(of: member))
      let statement = KnownMembers.statement(of: meant)
      // Renamed, what has a statement would be an error here, and what is there already would be there twice.
      let isRenamed = statement == nil && !written.contains(Written(name: meant, file: place.location.file))
      reporter.report(
        kind, "`\(name)` is not a known member of the parameters", at: place,
        help: ["did you mean `\(meant)`?"] + (statement.map { ["it has a statement of its own: write `\($0)`"] } ?? []),
        fixes: isRenamed ? FlowWording.rename(name, to: meant, at: place.location) : [])
    }
  }

  /// A known member, and the declaration that writes it.
  private struct Written: Hashable {
    var name: String
    var file: FileID
  }

  /// The known members that the message has. Found once, as an object may have any number of members.
  private static func written(_ known: [String], _ message: borrowing ResolvedMessage) -> Set<Written> {
    var found: Set<Written> = []
    for member in message.parameters(where: { key in known.contains { key.elementsEqual($0.utf8) } }) {
      found.insert(Written(name: message.message.tape.string(of: member), file: message.location(of: member).file))
    }
    return found
  }
}

/// Finds the known member that a name is most likely a misspelling of.
///
/// Any name may be a member, so nearer is asked for than of names that have to be known: the same letters, whatever their
/// case and what is between them, or a slip for every four letters of what follows the prefix. `flow_data` is not `flow_cta`.
enum NearMember {
  /// What nearly all known members begin with: it makes no name near to another.
  private static let prefix = "flow"
  /// Longer names, in bytes, are not looked at.
  private static let longest = 64

  private static let names = KnownMembers.names.map { (name: $0, folded: NameFolding.folded($0)) }

  /// The known member that `key` is likely meant to be, the first of equally near ones; nil where none is near.
  static func meant(by key: UnsafeBufferPointer<UInt8>) -> String? {
    guard key.count <= longest else { return nil }
    let word = NameFolding.folded(String(decoding: key, as: UTF8.self))
    if let same = names.first(where: { $0.folded == word }) { return same.name }
    var best: (distance: Int, name: String)?
    for (name, folded) in names {
      guard let distance = slips(word, folded), distance < best?.distance ?? .max else { continue }
      best = (distance, name)
    }
    return best?.name
  }

  /// How many slips make `word` of `name`; nil where they are too many.
  private static func slips(_ word: String, _ name: String) -> Int? {
    guard name.hasPrefix(prefix) else { return nil }
    guard word.hasPrefix(prefix) else { return distance(word, name, within: 1) }
    let (word, name) = (word.dropFirst(prefix.count), name.dropFirst(prefix.count))
    return distance(String(word), String(name), within: max(1, name.count / 4))
  }

  private static func distance(_ word: String, _ name: String, within limit: Int) -> Int? {
    let (a, b) = (Array(word.unicodeScalars), Array(name.unicodeScalars))
    guard !a.isEmpty, abs(a.count - b.count) <= limit else { return nil }
    let distance = editDistance(a, b)
    // Of two or three letters one that is replaced makes another word.
    let isOther = b.count < 4 && a.count == b.count && a.map(\.value).sorted() != b.map(\.value).sorted()
    return distance <= limit && !isOther ? distance : nil
  }
}
