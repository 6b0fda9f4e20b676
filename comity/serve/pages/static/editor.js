// The editor in the browser: answers come into the page, and, where Yasqe is at hand, the query is
// coloured and completed from what this build has. Nothing but this server is asked.

const form = document.getElementById("editor");
const plain = document.getElementById("query");
const results = document.getElementById("results");
const MOST = 6000; // letters of a query that an address still carries well
const FEW = 12; // names that are offered at once

async function run() {
  const button = document.getElementById("run");
  button.disabled = true;
  results.replaceChildren("Asking…");
  try {
    const body = new URLSearchParams({ query: plain.value });
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "text/html" } });
    show(await answer.text());
    remember();
  } catch {
    results.replaceChildren("The server cannot be reached.");
  } finally {
    button.disabled = false;
  }
}

// The page of an answer, without what this page has already.
function show(html) {
  const main = new DOMParser().parseFromString(html, "text/html").querySelector("main");
  if (!main) return results.replaceChildren("There is no answer.");
  main.querySelectorAll("details > pre").forEach((query) => query.parentElement.remove());
  main.querySelectorAll('a[href^="/editor?"]').forEach((link) => link.closest("p")?.remove());
  const heading = main.querySelector("h1");
  if (heading) {
    const lower = document.createElement("h2");
    lower.textContent = heading.textContent;
    lower.tabIndex = -1;
    heading.replaceWith(lower);
  }
  results.replaceChildren(...document.importNode(main, true).childNodes);
  results.querySelector("h2")?.focus();
}

function remember() {
  if (plain.value.length > MOST) return;
  const address = new URL(location.pathname, location.href);
  address.searchParams.set("query", plain.value);
  history.replaceState(null, "", address);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
plain.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});

// What is completed. Yasqe's own completers ask other people's servers, so each has ours instead.

function shortened(iri, prefixes) {
  const found = Object.entries(prefixes).find(([, home]) => iri.startsWith(home));
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : `<${iri}>`;
}

function withMeanings(known, prefixes) {
  const meanings = new Map(known.map(({ iri, meaning, count }) => [iri, { meaning, count }]));
  return (yasqe, hints) =>
    hints.map((hint) => {
      const iri = hint.text.replace(/^<|>$/g, "");
      const full = iri.replace(/^(\w*):/, (all, prefix) => yasqe.getPrefixesFromQuery()[prefix] ?? all);
      const told = meanings.get(full) ?? meanings.get(iri);
      const name = shortened(full, prefixes);
      return { ...hint, displayText: told ? `${name}  ×${told.count}  ${told.meaning}`.slice(0, 110) : name };
    });
}

function completers(terms) {
  const Yasqe = window.Yasqe;
  const own = (from, name, known) =>
    Yasqe.forkAutocompleter(from, {
      name,
      bulk: true,
      persistenceId: null,
      autoShow: false,
      get: () => known.map(({ iri }) => iri),
      postprocessHints: withMeanings(known, terms.prefixes),
    }, false);
  own("class", "our-classes", terms.classes);
  own("property", "our-properties", terms.properties);
  Yasqe.forkAutocompleter("prefixes", {
    name: "our-prefixes",
    bulk: true,
    persistenceId: null,
    get: () => Object.entries(terms.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`).sort(),
  }, false);
  Yasqe.registerAutocompleter(names(), false);
  return ["our-prefixes", "our-classes", "our-properties", "our-names", "variables"];
}

// Names of things: type some letters of a name where a thing may stand, then Ctrl and space.
function names() {
  const called = new Map();
  return {
    name: "our-names",
    bulk: false,
    autoShow: false,
    persistenceId: null,
    isValidCompletionPosition: (yasqe) => {
      const token = yasqe.getCompleteToken();
      return /^["'<]?[\p{L}\d]{2}/u.test(token.string) && !token.string.includes(":");
    },
    preProcessToken: (yasqe, token) => ({ ...token, autocompletionString: token.string }),
    get: async (yasqe, token) => {
      const typed = (token?.string ?? "").replace(/["'<>]/g, "").replace(/^https?:.*\/id\//, "");
      if (typed.length < 2) return [];
      const answer = await fetch(`/api/search?${new URLSearchParams({ q: typed, limit: FEW })}`);
      if (!answer.ok) return [];
      const { things } = await answer.json();
      things.forEach(({ iri, name, kind }) => called.set(`<${iri}>`, `${name} (${kind})`));
      return things.map(({ iri }) => `<${iri}>`);
    },
    postProcessSuggestion: (yasqe, token, suggested) => suggested,
    postprocessHints: (yasqe, hints) =>
      hints.map((hint) => ({ ...hint, displayText: called.get(hint.text) ?? hint.text })),
  };
}

async function enrich() {
  const answer = await fetch(form.dataset.terms);
  const terms = answer.ok ? await answer.json() : { prefixes: {}, classes: [], properties: [] };
  const yasqe = new window.Yasqe(document.getElementById("rich"), {
    value: plain.value,
    persistenceId: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "24rem",
    consumeShareLink: null,
    createShareableLink: () => location.href,
    autocompleters: completers(terms),
    prefixCcApi: null,
    requestConfig: { endpoint: form.action },
    pluginButtons: undefined,
    inputStyle: "contenteditable", // which screen readers can read
  });
  const field = yasqe.getInputField();
  const spoken = { role: "textbox", "aria-multiline": "true", "aria-label": "Query", "aria-describedby": "keys" };
  Object.entries(spoken).forEach(([name, value]) => field.setAttribute(name, value));
  const runs = () => form.requestSubmit();
  // Tab goes on to the next field: an editor that keeps it is a trap for who has only a keyboard.
  yasqe.setOption("extraKeys", { ...yasqe.getOption("extraKeys"), Tab: false, "Shift-Tab": false, "Ctrl-Enter": runs, "Cmd-Enter": runs });
  yasqe.on("change", () => {
    plain.value = yasqe.getValue();
  });
  document.querySelector('label[for="query"]').addEventListener("click", () => yasqe.focus());
  document.getElementById("keys").textContent =
    "Ctrl-Space completes prefixes, classes, properties, variables and names of things; Ctrl-Enter runs.";
}

if (window.Yasqe) enrich();
