extension Page {
  /// How texts from outside are shown, and how bodies are read: as texts, never as values of the language, in which
  /// 9007199254740993 and 10.50 would be other numbers, and keys that are numbers would change places.
  static let texts = showing + "\n" + reading

  /// Shows a text the way `check` shows it in a terminal (a test holds the two together): controls as their pictures,
  /// invisible and bidirectional characters by number.
  private static let showing = #"""
    "use strict";
    const find = id => document.getElementById(id);
    // The only way in which anything gets into the page, and it makes text.
    const make = (name, className, ...inside) => {
      const element = document.createElement(name);
      if (className) element.className = className;
      element.append(...inside);
      return element;
    };
    const isTag = character => /[\u{E0020}-\u{E007F}]/u.test(character);
    const isJoiner = character => character === "\u200C" || character === "\u200D" || isTag(character);
    const byNumber = character => `<U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}>`;
    const replacement = character => {
      const code = character.codePointAt(0);
      if (code >= 0x20 && code < 0x7F) return "";
      if (character === "\t") return "    ";
      if (code < 0x20) return String.fromCodePoint(0x2400 + code);
      if (code === 0x7F) return "\u2421";
      if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(character)) return byNumber(character);
      return /\p{Cf}/u.test(character) && !isJoiner(character) ? byNumber(character) : "";
    };
    const isStray = (character, kept) => {
      if (!isJoiner(character)) return false;
      if (isTag(character)) return kept.codePointAt(0) !== 0x1F3F4;
      return ([...kept].at(-1)?.codePointAt(0) ?? 0) < 0x300;
    };
    // A mark with nothing to be on gets a dotted circle; a joiner that joins nothing is shown by number.
    const cluster = text => {
      let kept = "", numbers = "";
      for (const character of text) {
        if (isStray(character, kept)) { numbers += byNumber(character); continue; }
        if (!kept && /[\p{Mn}\p{Me}\p{Cf}]/u.test(character)) kept = "\u25CC";
        kept += character;
      }
      return kept + numbers;
    };
    const clusters = new Intl.Segmenter("en", { granularity: "grapheme" });
    const shown = text => {
      if (/^[ -~\xA1-\xAC\xAE-\xFF]*$/.test(text)) return text;
      let result = "", run = "";
      const endRun = () => {
        for (const { segment } of clusters.segment(run)) result += cluster(segment);
        run = "";
      };
      for (const character of text) {
        const other = replacement(character);
        if (!other) { run += character; continue; }
        endRun();
        result += other;
      }
      endRun();
      return result;
    };
    // Whatever the script of a value, it does not turn around what is beside it.
    const isolated = (text, className = "") => make("bdi", className, shown(text));
    const clipped = (text, most = 4096) =>
      text.length > most ? text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "") + "…" : text;
    const grouped = count => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
    """#

  /// Reads the text of a body that the sandbox found to be JSON, and sets it out in lines.
  private static let reading = #"""
    const stringEnd = (text, start) => {
      for (let i = start + 1; i < text.length; i++) {
        if (text[i] === "\\") i++;
        else if (text[i] === '"') return i + 1;
      }
      return text.length;
    };
    const isMark = character => "{}[]:,".includes(character);
    const isSpace = character => " \t\r\n".includes(character);
    const scalarEnd = (text, start) => {
      let end = start + 1;
      while (end < text.length && !isMark(text[end]) && !isSpace(text[end])) end++;
      return end;
    };
    const tokens = function* (text) {
      for (let i = 0; i < text.length;) {
        if (isSpace(text[i])) { i++; continue; }
        const end = isMark(text[i]) ? i + 1 : text[i] === '"' ? stringEnd(text, i) : scalarEnd(text, i);
        yield text.slice(i, end);
        i = end;
      }
    };
    const opens = token => token === "{" || token === "[";
    const closes = token => token === "}" || token === "]";
    // A string's text, or the digits or word that another scalar is.
    const plain = token => token.startsWith('"') ? JSON.parse(token) : token;
    // The tree of a body: members with their keys in their order, and scalars as they were written.
    const read = text => {
      const stack = [{ members: [] }];
      let key = "";
      for (const token of tokens(text)) {
        const { members } = stack.at(-1);
        if (closes(token)) stack.pop();
        else if (token === ":") key = plain(members.pop().node.token);
        else if (token !== ",") {
          const node = opens(token) ? { open: token, members: [] } : { token };
          members.push({ key, node });
          key = "";
          if (node.members) stack.push(node);
        }
      }
      return stack[0].members[0]?.node;
    };
    const member = (node, key) =>
      node?.open === "{" ? node.members.find(member => member.key === key)?.node : undefined;
    const stringOf = node => node?.token?.startsWith('"') ? plain(node.token) : "";

    const mostTokens = 50000, mostCharacters = 1000000, deepest = 32;
    const breaks = (before, token) => opens(before) ? !closes(token) : before === "," || closes(token);
    // A body with white space of its own outside its strings; all else is as it came.
    const indented = text => {
      const pieces = [];
      let depth = 0, before = "", count = 0, size = 0;
      for (const token of tokens(text)) {
        if ((size += token.length) > mostCharacters || ++count > mostTokens) return [...pieces, "\n…"];
        if (closes(token)) depth -= 1;
        if (before && breaks(before, token)) pieces.push("\n" + "  ".repeat(Math.min(depth, deepest)));
        else if (before === ":") pieces.push(" ");
        pieces.push(isMark(token) ? token : isolated(token));
        if (opens(token)) depth += 1;
        before = token;
      }
      return pieces;
    };
    // A body that is no JSON.
    const inLines = text => [make("bdi", "", clipped(text, mostCharacters).split("\n").map(shown).join("\n"))];
    """#
}
