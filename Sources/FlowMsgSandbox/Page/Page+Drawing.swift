import FlowMsgJSON
import FlowMsgModel

extension Page {
  /// Draws a message.
  static let drawing = [marks, data, places, items].joined(separator: "\n")

  /// The text of a message, as WhatsApp would set it.
  private static let marks = #"""
    // WhatsApp's marks, as `check` finds them (a test holds the two together): opened at the start of a word, closed at the
    // end of one on the same line, with a word between.
    const marks = { "*": "strong", "_": "em", "~": "s", "`": "code" };
    const isWord = character => character !== undefined && /[\p{L}\p{N}]/u.test(character);
    const isBlank = character => character === undefined || /\s/u.test(character);
    const isJoint = character => character !== undefined && "/\\@#=&.%+".includes(character);
    const closing = (line, start) => {
      for (let i = start + 1; i < line.length; i++) {
        if (line[i] !== line[start]) continue;
        if (line[start] !== "`" && (line[i + 1] === line[i] || line[i - 1] === line[i])) continue;
        if (isBlank(line[i - 1]) || isWord(line[i + 1]) || line[i + 1] === "@") continue;
        return /[\p{L}\p{N}]|[^\0-\x7F]/u.test(line.slice(start + 1, i)) ? i : -1;
      }
      return -1;
    };
    const inline = line => {
      const parts = [];
      let plain = "", from = 0;
      for (let i = 0; i < line.length; i++) {
        const name = marks[line[i]];
        const isLone = line[i + 1] !== line[i] && (i === from || line[i - 1] !== line[i]);
        const opens = name && isLone && !isWord(line[i - 1]) && !isJoint(line[i - 1]) && !isBlank(line[i + 1]);
        const end = opens ? closing(line, i) : -1;
        if (end < 0) { plain += line[i]; continue; }
        const inside = line.slice(i + 1, end);
        parts.push(shown(plain), make(name, "", ...(name === "code" ? [shown(inside)] : inline(inside))));
        plain = "";
        [i, from] = [end, end + 1];
      }
      return [...parts, shown(plain)];
    };
    const blocks = [
      [/^> ?(.*)$/, "blockquote", "p"], [/^[-*] (.+)$/, "ul", "li"], [/^\d+\. (.+)$/, "ol", "li"], [/^(.*)$/, "", "p"]
    ];
    const lines = text => {
      const drawn = [];
      for (const line of text.split(/\r?\n/)) {
        const [pattern, outer, inner] = blocks.find(([pattern]) => pattern.test(line)) ?? blocks[3];
        const element = make(inner, "", ...inline(line.match(pattern)?.[1] ?? line));
        const last = drawn.at(-1);
        if (!outer) drawn.push(element);
        else if (last?.localName === outer) last.append(element);
        else drawn.push(make(outer, "", element));
        if (outer === "ol" && drawn.at(-1) !== last) drawn.at(-1).start = parseInt(line);
      }
      return drawn;
    };
    const inCode = text => make("code", "", text.replace(/^\n|\n$/g, "").split(/\r?\n/).map(shown).join("\n"));
    const marked = (className, text) => {
      const element = make("bdi", "");
      text.split(/```([^]*?)```/).forEach((part, i, all) => {
        if (i % 2) element.append(make("pre", "", inCode(part)));
        else if (part || all.length === 1)
          element.append(...lines(part.replace(i ? /^\n/ : /^(?!)/, "").replace(i < all.length - 1 ? /\n$/ : /(?!)$/, "")));
      });
      return make("div", className, element);
    };
    """#

  /// A screen's data as a table.
  private static let data = #"""
    const mostCells = 500, deepestTable = 8;
    const scalar = node => {
      if (!node.token.startsWith('"')) return make("code", "", isolated(node.token));
      const text = plain(node.token);
      return text ? isolated(clipped(text)) : make("code", "", isolated(node.token));
    };
    const cell = (node, left, depth) => {
      if (!node.members) return scalar(node);
      if (!node.members.length) return make("code", "", node.open === "{" ? "{}" : "[]");
      if (depth > deepestTable) return make("span", "quiet", "…");
      return node.open === "{" ? make("table", "", rows(node, left, depth)) : items(node, left, depth);
    };
    // What is beyond so many cells is in the request body alone.
    const within = (node, left, one) => {
      const drawn = [];
      for (const member of node.members) {
        if (--left.count < 0) return [drawn, true];
        drawn.push(one(member));
      }
      return [drawn, false];
    };
    const row = (name, value) => {
      const head = make("th", "", name);
      head.scope = "row";
      return make("tr", "", head, make("td", "", value));
    };
    const rows = (node, left, depth) => {
      const [drawn, isCut] = within(node, left, ({ key, node }) =>
        row(isolated(clipped(key, 256)), cell(node, left, depth + 1)));
      return make("tbody", "", ...drawn, ...(isCut ? [row("…", "")] : []));
    };
    const items = (node, left, depth) => {
      const [drawn, isCut] = within(node, left, ({ node }) => make("li", "", cell(node, left, depth + 1)));
      return make("ol", "", ...drawn, ...(isCut ? [make("li", "quiet", "…")] : []));
    };
    const heading = name => {
      const head = make("th", "", name);
      head.scope = "col";
      return head;
    };
    const dataTable = (node, screen) => {
      const head = make("thead", "", make("tr", "", heading("name"), heading("value")));
      const caption = make("caption", "", "data of ", screen ? isolated(clipped(screen)) : "the screen");
      const table = make("table", "", caption, head, rows(node, { count: mostCells }, 0));
      const frame = make("div", "data", table);
      frame.tabIndex = 0;
      return frame;
    };
    """#

  /// Where the fields of a body are in it, by their names on the wire.
  private static var places: String {
    let fields = Schema.layout.steps.filter { !$0.isSpread }.map { Schema[$0.field] }
    let keys = fields.map { ($0.wireName, JSONValue.array(($0.place.keys ?? []).map(JSONValue.string))) }
    return """
      const fieldKeys = \(String(decoding: JSONValue.object(keys).bytes(.compact), as: UTF8.self));
      const field = (body, name) => fieldKeys[name].reduce((node, key) => member(node, key), body);
      """
  }

  /// A message with what is to report about it.
  private static let items = #"""
    const moment = text => {
      const time = make("time", "", new Date(text).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
      time.dateTime = text;
      return time;
    };
    const bubble = (message, body) => {
      const content = make("div", "content", make("h2", "", isolated(clipped(stringOf(field(body, "title"))))));
      for (const name of ["text", "caption"]) {
        const text = clipped(stringOf(field(body, name)));
        if (text) content.append(marked(name, text));
      }
      content.append(moment(message.time));
      const button = stringOf(field(body, "flow_cta"));
      return make("article", "bubble", content, ...(button ? [make("div", "cta", isolated(clipped(button)))] : []));
    };
    const small = (message, body) => {
      const facts = [
        ["to", message.user], ["bot", message.bot], ["flow", stringOf(field(body, "flow_name"))],
        ["screen", stringOf(field(body, "screen"))], ["type", message.type]
      ];
      const line = make("p", "print", `#${grouped(message.number)} · `);
      for (const [name, text] of facts) if (text) line.append(`${name} `, isolated(clipped(text, 256)), " · ");
      const isFault = message.verdict !== "accepted" && !message.reason;
      line.append(make("b", "", message.verdict + (isFault ? message.taken ? ", taken" : ", not taken" : "")));
      return line;
    };
    const request = message => {
      const words = [message.method, message.path].filter(word => word).map(word => clipped(word)).join(" ");
      const line = make("p", "request", isolated(words || "no request that can be read"));
      return make("div", "notice", line, ...(message.reason ? [make("p", "reason", isolated(message.reason))] : []));
    };
    const source = message => {
      const details = make("details", "", make("summary", "", message.isJSON ? "request body" : "request body, no JSON"));
      details.addEventListener("toggle", () => {
        if (details.childElementCount > 1) return;
        const link = make("a", "", "as it came");
        [link.href, link.target, link.rel] = [`/messages/${message.number}/body`, "_blank", "noopener"];
        const pieces = message.isJSON ? indented(message.text) : inLines(message.text);
        details.append(make("pre", "", make("code", "", ...pieces)), link);
      });
      return details;
    };
    const draw = message => {
      const body = message.isJSON ? read(message.text) : undefined;
      const data = field(body, "data");
      const item = make("li", message.verdict === "accepted" ? "accepted" : message.reason ? "refused" : "faulted");
      item.dataset.number = message.number;
      const isDrawn = stringOf(field(body, "title")).trim() !== "";
      if (isDrawn) item.append(bubble(message, body));
      if (message.reason || !isDrawn) item.append(request(message));
      item.append(small(message, body));
      if (data?.open === "{" && data.members.length) item.append(dataTable(data, stringOf(field(body, "screen"))));
      if (message.text) item.append(source(message));
      return item;
    };
    """#
}
