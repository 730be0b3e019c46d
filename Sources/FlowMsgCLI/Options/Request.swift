/// What a command line asks for.
package enum Request: Sendable {
  /// Run the command at this place of the list.
  case run(Int, Invocation)
  /// Show the help of a command, or the general one.
  case help(CommandDefinition?)
  /// Show the version.
  case version
}
