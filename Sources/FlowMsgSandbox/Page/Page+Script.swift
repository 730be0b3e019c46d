extension Page {
  /// What it does: asks for the messages after the last one it has, and draws them.
  ///
  /// It asks once a second. A stream of events would come sooner by half of that, and be a second protocol to hold open
  /// and to test.
  static let script = drawing + "\n" + asking

  /// Draws a message. `make` is the only way in which anything gets into the page, and it makes text.
  private static let drawing = #"""
    "use strict";
    const find = id => document.getElementById(id);
    const make = (name, className, ...inside) => {
      const element = document.createElement(name);
      if (className) element.className = className;
      element.append(...inside);
      return element;
    };
    const asText = value => typeof value === "string" ? value.slice(0, 4096) : "";

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
        parts.push(plain, make(name, "", ...(name === "code" ? [inside] : inline(inside))));
        plain = "";
        [i, from] = [end, end + 1];
      }
      return [...parts, plain];
    };
    const blocks = [
      [/^> ?(.*)$/, "blockquote", "p"], [/^[-*] (.+)$/, "ul", "li"], [/^\d+\. (.+)$/, "ol", "li"], [/^(.*)$/, "", "p"]
    ];
    const lines = text => {
      const drawn = [];
      for (const line of text.split("\n")) {
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
    const marked = (className, text) => {
      const element = make("div", className);
      element.dir = "auto";
      text.split(/```([^]*?)```/).forEach((part, i, all) => {
        if (i % 2) element.append(make("pre", "", make("code", "", part.replace(/^\n|\n$/g, ""))));
        else if (part || all.length === 1)
          element.append(...lines(part.replace(i ? /^\n/ : /^(?!)/, "").replace(i < all.length - 1 ? /\n$/ : /(?!)$/, "")));
      });
      return element;
    };

    const bubble = message => {
      const body = message.body ?? {};
      const parameters = body.parameters ?? {};
      const time = make("time", "", new Date(message.time).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
      time.dateTime = message.time;
      const title = make("h2", "", asText(body.title));
      title.dir = "auto";
      const content = make("div", "content", title, marked("text", asText(body.text)));
      content.append(marked("caption", asText(body.caption)), time);
      return make("article", "bubble", content, make("div", "cta", asText(parameters.flow_cta)));
    };
    const small = message => {
      const action = message.body?.parameters?.flow_action_payload;
      const facts = [`to ${message.user}`, `bot ${message.bot}`];
      const flow = asText(message.body?.parameters?.flow_name);
      if (flow) facts.push(`flow ${flow}`);
      if (typeof action?.screen === "string") facts.push(`screen ${action.screen}`);
      if (message.type) facts.push(`type ${message.type}`);
      const isFault = message.verdict !== "accepted" && !message.reason;
      const verdict = message.verdict + (isFault ? message.taken ? ", taken" : ", not taken" : "");
      return make("p", "print", `#${message.number} · ${facts.join(" · ")} · `, make("b", "", verdict));
    };
    const source = message => {
      const details = make("details", "", make("summary", "", "request body"));
      details.addEventListener("toggle", () => {
        if (details.childElementCount === 1)
          details.append(make("pre", "", make("code", "", JSON.stringify(message.body, null, 2))));
      });
      return details;
    };
    const draw = message => {
      const kind = message.verdict === "accepted" ? "accepted" : message.reason ? "refused" : "faulted";
      const item = make("li", kind);
      item.dataset.number = message.number;
      if (message.body !== null && typeof message.body === "object") item.append(bubble(message));
      item.append(small(message));
      if (message.reason) item.append(make("p", "reason", message.reason));
      if (message.body !== null) item.append(source(message));
      return item;
    };
    """#

  /// Keeps the page in step with the sandbox.
  private static let asking = #"""
    const drawnAtMost = 200;
    const list = find("messages");
    let session = "", last = -1, lookedBefore = false;

    const show = answer => {
      if (answer.session !== session) {
        list.replaceChildren();
        [session, last, lookedBefore] = [answer.session, 0, false];
      }
      for (const item of [...list.children]) if (Number(item.dataset.number) < answer.first) item.remove();
      const isAtEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 60;
      for (const message of answer.messages) {
        const item = draw(message);
        if (lookedBefore) item.classList.add("arrived");
        list.append(item);
        last = message.number;
      }
      while (list.childElementCount > drawnAtMost) list.firstElementChild.remove();
      if (answer.messages.length && (isAtEnd || !lookedBefore)) scrollTo(0, document.documentElement.scrollHeight);
      for (const name of ["received", "accepted", "refused", "faulted"]) find(name).textContent = answer.counts[name];
      const hidden = Number(list.firstElementChild?.dataset.number ?? answer.first) - answer.first;
      find("earlier").hidden = hidden <= 0;
      find("earlier").textContent = `${hidden} earlier messages are not drawn; /messages has them.`;
      find("empty").hidden = list.childElementCount > 0;
      lookedBefore = true;
    };
    const state = (name, text) => { [find("state").className, find("state").textContent] = [name, text]; };
    const get = async query => (await fetch(`/messages?${query}`)).json();
    const look = async () => {
      try {
        // Where very much has come since, only the end of it is drawn.
        const now = await get("limit=0");
        const after = now.session === session ? last : 0;
        show(await get(`limit=${drawnAtMost}&after=${Math.max(after, now.counts.received - drawnAtMost)}`));
        state("live", "live");
      } catch {
        state("gone", "the sandbox has ended");
      }
      setTimeout(look, 1000);
    };
    find("clear").addEventListener("click", async () => {
      await fetch("/messages", { method: "DELETE" });
      list.replaceChildren();
      find("empty").hidden = false;
    });
    look();
    """#
}
