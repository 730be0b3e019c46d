extension Page {
  /// How it looks: a chat on a phone, in the middle of whatever is wider; light or dark as the system is.
  static let style = """
    :root {
      --wall: #efeae2; --dots: #e4ddd2; --bar: #ffffff; --bubble: #ffffff; --text: #111b21; --quiet: #54656f;
      --line: #e3e6e8; --edge: #c3c9cd; --action: #006e5a; --good: #0b6b3a; --bad: #b3261e; --odd: #8a4b00; --code: #f0f2f5;
      --shadow: 0 1px 1px rgb(11 20 26 / .16);
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --wall: #0b141a; --dots: #111c23; --bar: #1f2c34; --bubble: #202c33; --text: #e9edef; --quiet: #a3b1b9;
        --line: #34434c; --edge: #45555f; --action: #53d2bb; --good: #6fd69b; --bad: #ff9d94; --odd: #f2b866; --code: #111b21;
        --shadow: 0 1px 1px rgb(0 0 0 / .4);
      }
    }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    .quiet { color: var(--quiet); }
    a { color: var(--action); }
    html { color: var(--text); background: var(--wall); font: 15px/1.4 system-ui, "Segoe UI", Roboto, sans-serif; }
    body {
      margin: 0; min-height: 100vh;
      background: radial-gradient(var(--dots) 1.5px, transparent 2px) 0 0 / 22px 22px, var(--wall);
    }
    header {
      position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .3rem 1.1rem;
      padding: .65rem 1rem; background: var(--bar); border-bottom: 1px solid var(--line);
    }
    h1 { margin: 0; font-size: 1.05rem; }
    #state { margin: 0; font-size: .8rem; color: var(--quiet); }
    #state::before {
      content: ""; display: inline-block; width: .55em; height: .55em; margin-right: .4em; border-radius: 50%;
      background: var(--odd);
    }
    #state.live::before { background: var(--good); }
    #state.gone::before { background: var(--bad); }
    #state.odd { color: var(--odd); }
    #clear { margin-left: auto; }
    #filters { display: flex; gap: .4rem; order: 1; max-width: 100%; margin: -3px; padding: 3px; overflow-x: auto; }
    #filters button { flex: none; }
    #filters b { font-variant-numeric: tabular-nums; color: var(--text); }
    #search {
      order: 2; flex: 1 1 9rem; min-width: 0; max-width: 20rem; padding: .35rem .8rem; border: 1px solid var(--edge);
      border-radius: 1rem; background: var(--wall); color: var(--text); font: inherit; font-size: .85rem;
    }
    header::after { content: ""; width: 100%; }
    button {
      padding: .35rem .8rem; border: 1px solid var(--edge); border-radius: 1rem; background: var(--bar);
      color: var(--action); font: inherit; font-size: .85rem; cursor: pointer;
    }
    button:disabled { color: var(--quiet); opacity: .55; cursor: default; }
    button[aria-pressed="true"] { border-color: var(--action); box-shadow: inset 0 0 0 1px var(--action); }
    #new {
      position: fixed; bottom: 1rem; left: 50%; transform: translateX(-50%); z-index: 1; background: var(--action);
      border-color: var(--action); color: var(--bar); font-weight: 600; box-shadow: 0 2px 6px rgb(0 0 0 / .3);
    }
    .pager { display: flex; flex-wrap: wrap; justify-content: center; align-items: center; gap: .4rem; }
    .pager span {
      flex: 1 0 auto; text-align: center; font-size: .8rem; color: var(--quiet); font-variant-numeric: tabular-nums;
    }
    :focus-visible { outline: 2px solid var(--action); outline-offset: 2px; }
    main { max-width: 34rem; margin: 0 auto; padding: 1rem .75rem 4rem; }
    #empty { margin: 1.5rem auto; color: var(--quiet); }
    #empty p, #none, #gone { text-align: center; }
    #gone { margin: .8rem 0 0; font-size: .8rem; }
    #empty pre {
      margin: 1rem 0; padding: .7rem .8rem; border-radius: .5rem; background: var(--bubble); color: var(--text);
      box-shadow: var(--shadow); overflow-wrap: anywhere;
    }
    ol#messages { list-style: none; margin: 1rem 0; padding: 0; }
    #messages > li { margin: 0 0 1.1rem; scroll-margin-top: 8rem; }
    @media (prefers-reduced-motion: no-preference) {
      #messages > li.arrived { animation: arrive .25s ease-out; }
      @keyframes arrive { from { opacity: 0; transform: translateY(.5rem); } }
    }
    .bubble {
      position: relative; width: fit-content; min-width: 15rem; max-width: min(100%, 23rem); margin-left: .5rem;
      background: var(--bubble); border-radius: 0 .6rem .6rem .6rem; box-shadow: var(--shadow);
      overflow-wrap: anywhere;
    }
    .bubble::before {
      content: ""; position: absolute; top: 0; left: -.5rem; width: .55rem; height: .7rem; background: var(--bubble);
      clip-path: polygon(0 0, 100% 0, 100% 100%);
    }
    .content { padding: .5rem .7rem .4rem; }
    .content h2 { margin: 0 0 .25rem; font-size: 1rem; line-height: 1.3; }
    .content bdi { display: block; }
    .text { font-size: .95rem; }
    .cta bdi { overflow-wrap: anywhere; }
    .text p, .caption p { margin: 0; min-height: 1.4em; white-space: pre-wrap; }
    .text ul, .text ol { margin: 0; padding-inline-start: 1.5rem; }
    .text ul { list-style: disc; }
    .text blockquote {
      margin: .15rem 0; padding: .05rem .6rem; border-left: 3px solid var(--quiet); color: var(--quiet);
    }
    code { font: .9em/1.4 ui-monospace, "DejaVu Sans Mono", Menlo, monospace; }
    .text :not(pre) > code, .caption code { padding: .05em .3em; border-radius: .25em; background: var(--code); }
    pre { margin: .2rem 0; white-space: pre-wrap; }
    .caption { margin-top: .35rem; font-size: .82rem; color: var(--quiet); }
    time { display: block; margin-top: .15rem; text-align: right; font-size: .7rem; color: var(--quiet); }
    .cta {
      padding: .6rem .7rem; border-top: 1px solid var(--line); text-align: center; font-weight: 500;
      color: var(--action);
    }
    .cta::before { content: "\\2630\\00a0\\00a0"; font-size: .8em; }
    .print { margin: .3rem 0 0 .5rem; font-size: .75rem; color: var(--quiet); overflow-wrap: anywhere; }
    .print b { color: var(--good); }
    .refused .print b, .reason { color: var(--bad); }
    .faulted .print b { color: var(--odd); }
    .refused .bubble { outline: 1.5px solid var(--bad); outline-offset: -1px; }
    .faulted .bubble { outline: 1.5px dashed var(--odd); outline-offset: -1px; }
    .notice { margin: .3rem 0 0 .5rem; font-size: .8rem; overflow-wrap: anywhere; }
    .notice p { margin: 0; }
    .notice:first-child {
      padding: .5rem .7rem; border-left: 3px solid var(--bad); border-radius: .3rem; background: var(--bubble);
      box-shadow: var(--shadow);
    }
    .faulted .notice:first-child { border-color: var(--odd); }
    .request { font-family: ui-monospace, "DejaVu Sans Mono", Menlo, monospace; }
    .data {
      margin: .4rem 0 0 .5rem; max-height: 20rem; overflow: auto; border-radius: .5rem; background: var(--bubble);
      box-shadow: var(--shadow); font-size: .8rem;
    }
    .data > table { width: 100%; }
    .data > table > tbody > tr > th { width: 30%; }
    table { border-collapse: collapse; }
    caption { padding: .35rem .7rem; text-align: start; color: var(--quiet); overflow-wrap: anywhere; }
    th, td {
      padding: .25rem .7rem; border-top: 1px solid var(--line); text-align: start; vertical-align: top;
      overflow-wrap: anywhere;
    }
    th { min-width: 4.5rem; font-weight: 500; color: var(--quiet); }
    td > table th, td > table td, li > table th, li > table td { padding: .1rem .7rem .1rem 0; }
    td > table tr:first-child > *, li > table tr:first-child > * { border-top: 0; }
    td > ol { margin: 0; padding-inline-start: 1.6rem; }
    td > ol > li::marker, li > ol > li::marker { color: var(--quiet); }
    details { margin: .15rem 0 0 .5rem; font-size: .75rem; color: var(--quiet); }
    summary { cursor: pointer; width: fit-content; }
    details pre {
      max-height: 24rem; overflow: auto; padding: .6rem .7rem; border-radius: .5rem; background: var(--bubble);
      color: var(--text); overflow-wrap: anywhere;
    }
    noscript p { text-align: center; }
    @media (max-width: 44rem) {
      header { padding: .5rem .75rem; gap: .4rem .6rem; }
      header::after { display: none; }
      #search { flex-basis: 100%; max-width: none; }
      #filters button { padding: .3rem .6rem; }
      .pager span { order: -1; width: 100%; }
    }
    """
}
