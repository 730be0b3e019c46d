import FlowMsgWorkbook

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes all bytes to a descriptor.
func put(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(WorkbookFailure) {
  var done = 0
  while done < bytes.count {
    let count = write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { throw WorkbookFailure("the output cannot be written") }
    done += count
  }
}

/// Writes a line to standard error.
func say(_ line: String) {
  var line = line + "\n"
  line.withUTF8 { try? put(UnsafeRawBufferPointer($0), to: 2) }
}

/// Converts a sheet, and says what is noted about it.
func convert(_ path: String, sheet: String?) throws(WorkbookFailure) {
  let descriptor = open(path, O_RDONLY)
  var status = stat()
  guard descriptor >= 0, fstat(descriptor, &status) == 0 else { throw WorkbookFailure("'\(path)' cannot be opened") }
  let workbook = try Workbook.open(descriptor: descriptor, size: Int(status.st_size))
  let notes = try workbook.write(sheet: sheet) { bytes in try put(bytes, to: 1) }
  say("sheet \(notes.sheet): \(notes.rows) rows, \(notes.columns) columns")
  say("hidden \(notes.hiddenRows), filtered \(notes.filteredRows)")
  say("merged \(notes.mergedRanges) \(notes.firstMergedRanges.joined(separator: " "))")
  for numbers in notes.formattedNumbers {
    say(
      "formatted \(numbers.letters) \(numbers.count) from \(numbers.firstRow): \(numbers.given) as "
        + "\(numbers.shown ?? "?") by \(numbers.format)")
  }
}

let arguments = CommandLine.arguments
guard arguments.count == 2 || arguments.count == 3 else {
  say("usage: workbook-csv FILE [SHEET]")
  exit(2)
}
do {
  try convert(arguments[1], sheet: arguments.count > 2 ? arguments[2] : nil)
} catch {
  say("error: \(error.message)")
  if let help = error.help { say("help: \(help)") }
  exit(1)
}
