extension Page {
  /// What it does: asks for the messages that are to be seen, draws them, and says how many have come since.
  ///
  /// It asks once a second. A stream of events would come sooner by half of that, and be a second protocol to hold open
  /// and to test. What is drawn stays where it is: what came is added below it while there is room, and nothing is
  /// written that says the same as before, which would take away selections and be read out again.
  static let script = [texts, drawing, state, following, asking, controls].joined(separator: "\n")

  /// What the page knows, and how it says it.
  private static let state = #"""
    const pageSize = 50, drawnAtMost = 100, newest = { before: Number.MAX_SAFE_INTEGER };
    const list = find("messages");
    // Up to `known` the reader was told of messages; `waiting` have come since and are not drawn, `unseen` are drawn below
    // what is seen.
    const view = {
      result: "all", digits: "", session: "", known: 0, isNewest: true, earlier: 0, waiting: 0, unseen: [], turn: 0
    };
    const isFiltered = () => view.result !== "all" || view.digits !== "";
    const setText = (element, text) => { if (element.textContent !== text) element.textContent = text; };
    const set = (element, name, value) => { if (element[name] !== value) element[name] = value; };
    const say = (name, text) => {
      set(find("state"), "className", name);
      setText(find("state"), text);
    };
    const count = counts => {
      setText(find("all"), grouped(counts.received));
      for (const name of ["taken", "refused", "faulted"]) setText(find(name), grouped(counts[name]));
      set(find("faulted").parentElement, "hidden", counts.faulted === 0 && view.result !== "faulted");
    };
    const place = total => {
      const drawn = list.childElementCount;
      const to = Math.min(view.earlier + drawn, total);
      const text = `${grouped(view.earlier + 1)} to ${grouped(to)} of ${grouped(total)}`;
      for (const pager of document.querySelectorAll(".pager")) {
        set(pager, "hidden", drawn === 0);
        setText(pager.querySelector("span"), text);
        for (const button of pager.querySelectorAll("button")) {
          const isBack = button.dataset.go === "oldest" || button.dataset.go === "earlier";
          set(button, "disabled", isBack ? view.earlier === 0 : view.isNewest && view.waiting === 0);
        }
      }
    };
    const tellNew = () => {
      view.unseen = view.unseen.filter(item => item.getBoundingClientRect().top > innerHeight - 40);
      const fresh = view.unseen.length + view.waiting;
      if (fresh) setText(find("new"), `${grouped(fresh)} new`);
      set(find("new"), "hidden", fresh === 0);
    };
    const tell = answer => {
      const isEmpty = list.childElementCount === 0, gone = answer.first - 1;
      count(answer.counts);
      place(answer.earlier + answer.messages.length + answer.later);
      set(find("none"), "hidden", !isEmpty || !isFiltered());
      set(find("empty"), "hidden", !isEmpty || isFiltered());
      setText(find("lead"), answer.counts.received ? "No message is kept any more." : "No message yet.");
      set(find("gone"), "hidden", isEmpty || isFiltered() || gone === 0 || view.earlier > 0);
      if (gone) setText(find("gone"), `${grouped(gone)} messages before these are not kept.`);
      tellNew();
    };
    """#

  /// What an answer does to the page.
  private static let following = #"""
    const show = (answer, isAtEnd) => {
      if (answer.session !== view.session) [view.session, view.known] = [answer.session, 0];
      view.earlier = answer.earlier;
      view.isNewest = answer.later === 0;
      view.known = view.isNewest
        ? answer.counts.received : Math.max(view.known, answer.messages.at(-1)?.number ?? 0);
      view.waiting = Math.min(view.waiting, answer.later);
      view.unseen = [];
      list.replaceChildren(...answer.messages.map(draw));
      tell(answer);
      scrollTo(0, isAtEnd ? document.documentElement.scrollHeight : 0);
      tellNew();
    };
    const add = messages => {
      for (const message of messages) {
        const item = draw(message);
        item.classList.add("arrived");
        list.append(item);
        view.unseen.push(item);
        view.known = message.number;
      }
    };
    const follow = answer => {
      if (answer.first > answer.counts.received && list.childElementCount) {
        list.replaceChildren();
        [view.unseen, view.isNewest] = [[], true];
      }
      // What the store let go of in the meantime was at its beginning.
      if (view.isNewest) view.earlier = Math.max(0, answer.earlier - list.childElementCount);
      add(answer.messages);
      if (view.isNewest && answer.later === 0) view.known = answer.counts.received;
      view.waiting = answer.later;
      tell(answer);
    };
    """#

  /// Keeps the page in step with the sandbox.
  private static let asking = #"""
    // An answer that is not the one hoped for. Whoever gives it has not ended.
    class Answered extends Error {}
    // Cookies of other programs on this host are nothing to the sandbox.
    const fetched = async (path, options) => {
      const response = await fetch(path, { credentials: "omit", ...options });
      if (!response.ok) throw new Answered(`answered with ${response.status}`);
      return response;
    };
    const ask = async query => {
      const parameters = new URLSearchParams({ bodies: "text", ...query });
      if (view.result !== "all") parameters.set("result", view.result);
      if (view.digits) parameters.set("number", view.digits);
      const response = await fetched(`/messages?${parameters}`);
      try {
        return await response.json();
      } catch {
        throw new Answered("answered with half an answer");
      }
    };
    const attempt = async work => {
      try {
        await work();
        say("live", "live");
      } catch (error) {
        if (error instanceof Answered) say("odd", error.message);
        else say("gone", "the sandbox has ended");
      }
    };
    const bring = async (query, isAtEnd = true) => {
      const turn = ++view.turn;
      const answer = await ask({ limit: pageSize, ...query });
      if (turn !== view.turn) return;
      // What was before the page was let go of.
      if (!answer.messages.length && query !== newest && list.childElementCount) return bring(newest);
      show(answer, isAtEnd);
    };
    const load = (query, isAtEnd) => attempt(() => bring(query, isAtEnd));
    const look = async () => {
      const turn = view.turn;
      await attempt(async () => {
        const room = view.isNewest ? Math.max(0, drawnAtMost - list.childElementCount) : 0;
        const answer = await ask({ after: view.known, limit: room });
        if (turn !== view.turn) return;
        if (answer.session === view.session) follow(answer);
        else await bring(newest);
      });
      setTimeout(look, find("state").className === "gone" ? 5000 : 1000);
    };
    """#

  /// What a reader can do.
  private static let controls = #"""
    const edge = name => Number(list[name].dataset.number);
    const ways = {
      oldest: () => load({ after: 0 }, false), earlier: () => load({ before: edge("firstElementChild") }),
      later: () => load({ after: edge("lastElementChild") }, false), newest: () => load(newest)
    };
    for (const button of document.querySelectorAll("[data-go]"))
      button.addEventListener("click", () => ways[button.dataset.go]());
    const filters = document.querySelectorAll("[data-result]");
    for (const button of filters) button.addEventListener("click", () => {
      view.result = button.dataset.result;
      for (const other of filters) other.setAttribute("aria-pressed", other === button);
      load(newest);
    });
    find("search").addEventListener("input", () => {
      const digits = find("search").value.replace(/\D/g, "").slice(0, 20);
      if (digits === view.digits) return;
      view.digits = digits;
      load(newest);
    });
    find("new").addEventListener("click", () => {
      if (view.waiting) return load(newest);
      view.unseen[0]?.scrollIntoView();
      view.unseen = [];
      tellNew();
    });
    addEventListener("scroll", tellNew, { passive: true });
    find("clear").addEventListener("click", () => attempt(async () => {
      await fetched("/messages", { method: "DELETE" });
      await bring(newest);
    }));
    history.scrollRestoration = "manual";
    const command = "flowmsg send welcome.flowmsg --to 593987654321 --endpoint ";
    const credentials = "export FLOWMSG_BOT=demo FLOWMSG_CLIENT_ID=id FLOWMSG_CLIENT_SECRET=secret";
    setText(find("command"), `${credentials}\n${command}${location.origin}`);
    load(newest).then(look);
    """#
}
