import FlowMsgModel
import FlowMsgText

/// Where the parts of a value from a file are in that file: what is checked is a source that was written for it, whose
/// offsets mean nothing to anybody.
struct ForeignPlaces: Sendable {
  /// Where each part begins in the source that was written, ascending.
  private var starts: [UInt32] = []
  /// The bytes of the file that say it.
  private var ranges: [ByteRange] = []

  /// Notes that the part which begins at `start` of the source is `range` of the file. Parts are noted in order.
  mutating func add(_ start: Int, _ range: ByteRange) {
    starts.append(UInt32(clamping: start))
    ranges.append(range)
  }

  /// The bytes of the file that say what begins at `start` of the source; nil if no part begins there.
  func range(at start: UInt32) -> ByteRange? {
    let at = starts.partitioningIndex { $0 >= start }
    return at < starts.count && starts[at] == start ? ranges[at] : nil
  }
}

/// The values from files of a program: what their origins mean.
struct ForeignFiles: Sendable {
  private struct File {
    var id: FileID
    var places: ForeignPlaces
  }

  /// By the declaration that was made of each.
  private var files: [FileID: File] = [:]

  /// Those among `units`.
  init(_ units: [SourceUnit] = []) {
    for unit in units {
      if let places = unit.places { files[unit.id(of: 0)] = File(id: unit.file, places: places) }
    }
  }

  /// The place that an origin means: of what a file says, the place in that file; nil where no part of it begins there.
  func location(_ origin: Origin) -> SourceLocation? {
    let location = SourceLocation(origin)
    guard let file = files[location.file] else { return location }
    return file.places.range(at: location.range.start).map { SourceLocation(file.id, $0) }
  }
}

extension SourceUnit {
  /// Where what is at `location` of it is written: in a value from a file, what that file says there.
  func written(_ location: SourceLocation) -> SourceLocation? {
    guard let places else { return location }
    return places.range(at: location.range.start).map { SourceLocation(file, $0) }
  }
}
