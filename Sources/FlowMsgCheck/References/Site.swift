import FlowMsgSyntax
import FlowMsgText

/// A token that names something, or may: the bytes, and what has its place there.
struct Site {
  /// The token; of a name in a text, one made of its bytes.
  var token: Token
  var slot: Slot
}

/// What has its place where a token is, from the shape of the tree alone. What it means is for `SiteResolver` to say.
enum Slot {
  /// The name of what is declared here.
  case declares(Definition.Kind)
  /// The name at `index` of a path.
  case path(names: [ByteRange], index: Int, scope: NameScope)
  /// A name at the top level of a file in scope.
  case symbol(Namespace)
  /// The screen that a message opens, by the statement's `in` block (-1 outside).
  case screen(block: Int)
  /// A key of an object of that type.
  case field(of: TypeRoute)
  /// A key of an object without a type.
  case key
  /// The parameter that an argument of `like` gives a value.
  case argument
  /// The parameter that an example gives a value.
  case sample
  case locale
  /// The path of a file.
  case file
  case provider
}

/// Which names a value sees.
enum NameScope {
  /// Lets alone: in declarations that are no messages, in defaults and examples.
  case lets
  /// The parameters of the declaration first.
  case parameters
  /// The same in an argument of `like`, which names what is still open.
  case arguments
}

/// How the type of an object is found, where one of its keys is looked up.
indirect enum TypeRoute {
  /// The data of the screen `name` of the Flow that counts in a block.
  case data(screen: Token, block: Int)
  /// The declaration's own parameter `name`.
  case parameter(Token)
  /// The parameter that an argument closes.
  case argument(Token)
  /// The parameter that an example names.
  case sample(Token)
  /// The member `key` of an object.
  case member(TypeRoute, Token)
  /// The items of a list.
  case element(TypeRoute)
}

/// Which sites are looked for.
enum Wanted {
  /// Those that an offset in the declaration is in or right behind.
  case at(UInt32)
  /// Those that say these bytes.
  case named([UInt8])
  case all

  /// Whether one of them may be in `range`.
  func enters(_ range: ByteRange) -> Bool {
    guard case .at(let offset) = self else { return true }
    return range.start <= offset && offset <= range.end
  }

  /// Whether `token` is one of them.
  func takes(_ token: Token, in syntax: DeclarationSyntax) -> Bool {
    switch self {
    case .at: enters(token.range)
    case .named(let name): syntax.withDecoded(token) { $0.elementsEqual(name) }
    case .all: true
    }
  }
}
