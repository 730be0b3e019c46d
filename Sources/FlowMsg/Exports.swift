// The types of other modules that signatures of this one name, so that `import FlowMsg` is all that a client writes.
//
// A type alias would give the client a name without members: under MemberImportVisibility these belong to the module that
// declares them, which is no product and which the client would have to import. So each type is exported by itself.
@_exported public import struct FlowMsgCheck.Definition
@_exported public import struct FlowMsgCheck.Expected
@_exported public import struct FlowMsgCheck.Reference
@_exported public import struct FlowMsgCheck.References
@_exported public import class FlowMsgJSON.OutputChunk
@_exported public import struct FlowMsgModel.Bot
@_exported public import struct FlowMsgModel.BotID
@_exported public import struct FlowMsgText.ByteRange
@_exported public import struct FlowMsgText.Diagnostic
@_exported public import struct FlowMsgText.DiagnosticCode
@_exported public import struct FlowMsgText.DiagnosticKind
@_exported public import struct FlowMsgText.DiagnosticLabel
@_exported public import struct FlowMsgText.FileID
@_exported public import struct FlowMsgText.Fix
@_exported public import struct FlowMsgText.LineIndex
@_exported public import struct FlowMsgText.LinePosition
@_exported public import enum FlowMsgText.Severity
@_exported public import struct FlowMsgText.SourceFile
@_exported public import struct FlowMsgText.SourceLocation
@_exported public import struct FlowMsgText.TextEdit
