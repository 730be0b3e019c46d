import FlowMsgModel
import FlowMsgText

/// What is known of the string types whose bounds do not hold or are missing, by where they are written: how much room the
/// texts leave that they go into, and how long the values are that the sources give already. A bound that is offered fits
/// both. Lengths count code points.
package struct LengthConstraints: Sendable {
  /// What is known of one type.
  struct Entry {
    /// The greatest length that fits wherever the type goes; 0 where nothing fits, `.max` where nothing is in the way.
    var room = Int.max
    /// The length of the longest value that a default, an example or an argument gives; `.max` where it is not bounded.
    var longest = 0
    /// The length of the shortest one.
    var shortest = Int.max
    /// How many items a list must have, and may have, wherever it goes.
    var fewest = 0
    var mostItems = Int.max
  }

  private var entries: [Entry] = []
  private var places: [SourceLocation: Int] = [:]
  /// The type that was asked for last, and its entry: most arguments are one parameter's.
  private var last = (location: SourceLocation(FileID(0), ByteRange(at: 0)), index: -1)

  /// A book in which nothing is written.
  package init() {}

  /// Whether nothing is written in it.
  var isEmpty: Bool { entries.isEmpty }

  /// What is known of the type at `location`; nil where that is nothing.
  subscript(location: SourceLocation) -> Entry? { places[location].map { entries[$0] } }

  private mutating func index(of location: SourceLocation) -> Int {
    if last.index >= 0, last.location == location { return last.index }
    let index = places[location] ?? entries.count
    if index == entries.count {
      places[location] = index
      entries.append(Entry())
    }
    last = (location, index)
    return index
  }

  /// Writes down that a value of the type at `location` can have `room` and no more in some text.
  mutating func leave(_ room: Int, for location: SourceLocation) {
    let index = index(of: location)
    entries[index].room = min(entries[index].room, room)
  }

  /// Writes down that the sources give the type at `location` a value of `length`.
  mutating func hold(_ length: TextLength, of location: SourceLocation) {
    let index = index(of: location)
    entries[index].longest = max(entries[index].longest, length.most ?? .max)
    entries[index].shortest = min(entries[index].shortest, length.least)
  }

  /// Writes down that a list of the type at `location` goes where `range` items are shown.
  mutating func count(_ range: ClosedRange<Int>, for location: SourceLocation) {
    let index = index(of: location)
    entries[index].fewest = max(entries[index].fewest, range.lowerBound)
    entries[index].mostItems = min(entries[index].mostItems, range.upperBound)
  }

  /// Adds what another worker has found.
  package mutating func formUnion(_ other: LengthConstraints) {
    for (location, index) in other.places {
      let entry = other.entries[index]
      leave(entry.room, for: location)
      hold(TextLength(least: entry.shortest, most: entry.longest), of: location)
      if entry.fewest <= entry.mostItems { count(entry.fewest...entry.mostItems, for: location) }
    }
  }
}
