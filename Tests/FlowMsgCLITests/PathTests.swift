import FlowMsgCLI
import Testing

@Suite("Paths as text")
struct PathTests {
  @Test(
    "dots are worked out by spelling",
    arguments: [
      ("/a/./b//c/", "/a/b/c"), ("/a/../b", "/b"), ("/../..", "/"), ("a/..", "."), ("../a/../..", "../.."), ("", "."),
      ("/", "/"), ("./a", "a"),
    ])
  func normalized(_ path: String, _ expected: String) { #expect(Path.normalized(path) == expected) }

  @Test(
    "inside means below, not merely beginning alike",
    arguments: [
      ("/a/b", "/a", true), ("/a", "/a", true), ("/ab", "/a", false), ("/", "/a", false), ("/a", "/", true),
      ("/é/x", "/e\u{301}", false),
    ])
  func inside(_ path: String, _ folder: String, _ expected: Bool) { #expect(Path.isInside(path, folder) == expected) }

  @Test("parts", arguments: [("a/b/c", "a/b", "c"), ("/a", "/", "a"), ("a", ".", "a"), ("a/", "a", "")])
  func parts(_ path: String, _ folder: String, _ name: String) {
    #expect(Path.folder(of: path) == folder)
    #expect(Path.name(of: path) == name)
  }

  @Test("relative and tidy spellings")
  func spellings() {
    #expect(Path.relative("/a/b", to: "/a") == "b")
    #expect(Path.relative("/a", to: "/a") == ".")
    #expect(Path.relative("/x", to: "/") == "x")
    #expect(Path.relative("/b", to: "/a") == "/b")
    #expect(Path.tidy("././/a") == "a" && Path.tidy("./") == "." && Path.tidy(".a") == ".a")
    #expect(Path.join("a/", "b") == "a/b" && Path.join("", "b") == "b" && Path.join("a", "/b") == "/b")
  }
}
