// Live answers: what the form asks is fetched as the whole page it is, and its parts are put in
// place of those shown. What one types, ticks and goes back to is never lost: no result page is
// ever loaded anew, the field is never written in while one types, and the field and the ticks
// always say what the list below them answers.
//
// An answer asked for in the middle of a word carries the header `X-Live: input`, so that the
// server may read the last word as a beginning; the page's tag knows it too.

import { narrow } from "./narrow.js";

const WAIT = 350; // ms after the last key
const OFFLINE = "Ingen forbindelse lige nu. Listen er den forrige.";
const BROKEN = "Kataloget svarede ikke, som det skulle. Listen er den forrige.";

export function live(form, finder) {
  const field = form.elements.q;
  const results = finder.querySelector("[data-results]");
  const count = document.getElementById("antal");
  const panel = document.getElementById("filtre");
  let latest = 0;
  let stop = null;
  let timer = 0;
  let pressed = 0; // how often the visitor has changed the field
  let again = null; // what to ask when the connection is back

  const isDefault = (name, value) => name === "sortering" && value === "relevans";
  const address = () => {
    const pairs = [...new FormData(form)]
      .map(([name, value]) => [name, name === "q" ? value.trim() : value])
      .filter(([name, value]) => value && !isDefault(name, value));
    return `/?${new URLSearchParams(pairs.length ? pairs : [["q", ""]])}`;
  };

  // `typed`: in the middle of a word. `top`: the visitor asked to see the list.
  async function show(url, { push = true, top = false, typed = false } = {}) {
    clearTimeout(timer);
    const number = ++latest;
    const keys = pressed;
    stop?.abort();
    stop = new AbortController();
    finder.setAttribute("aria-busy", "true");
    const headers = { Accept: "text/html", ...(typed ? { "X-Live": "input" } : {}) };
    let page = null;
    let fault = "";
    try {
      const response = await fetch(url, { signal: stop.signal, headers });
      page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (!response.ok || !page.querySelector("[data-finder]")) fault = BROKEN;
    } catch (error) {
      if (error.name === "AbortError") return;
      fault = OFFLINE;
    }
    if (number !== latest) return;
    // Something else than a result page is shown as it is, but never in mid-word.
    if (fault === BROKEN && !typed) return location.assign(url);
    finder.removeAttribute("aria-busy");
    again = fault ? () => show(url, { push, top, typed }) : null;
    tell(fault);
    if (fault) return;
    swap(page, page.querySelector("[data-finder]"));
    // What is typed meanwhile stays, and is asked for in its turn.
    if (!typed && keys === pressed) field.value = page.getElementById("q").value;
    if (push) remember(page, typed);
    if (top) document.getElementById("resultater").focus({ preventScroll: true });
    if (top) document.getElementById("resultater").scrollIntoView();
  }

  // Says that the list is not what is asked for, with a button to ask again.
  function tell(fault) {
    const shown = finder.querySelector("[data-fault]");
    if (!fault) return shown?.remove();
    if (shown?.dataset.fault === fault) return;
    shown?.remove();
    const box = document.createElement("div");
    box.className = "live-fejl";
    box.dataset.fault = fault;
    const words = document.createElement("p");
    words.textContent = fault;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button button-secondary", textContent: "Prøv igen" });
    button.addEventListener("click", () => again?.());
    box.append(words, button);
    count.parentElement.append(box); // the status that is read aloud
  }

  // The address of the answer, which is the same however the question was put together. A word
  // being typed is one step back, not one a letter, and the same address twice is no step.
  function remember(page, typed) {
    const { pathname, search } = new URL(page.querySelector('link[rel="canonical"]').href);
    const url = pathname + search;
    const here = location.pathname + location.search;
    const write = url === here || (typed && history.state?.typed) ? "replaceState" : "pushState";
    history[write]({ live: true, typed: typed && (url !== here || Boolean(history.state?.typed)) }, "", url);
  }

  function swap(page, next) {
    document.title = page.title;
    const link = document.querySelector('link[rel="canonical"]');
    link.href = page.querySelector('link[rel="canonical"]').href;
    results.replaceChildren(...next.querySelector("[data-results]").childNodes);
    patchFacets(next);
    const found = page.getElementById("antal");
    if (count.textContent !== found.textContent) count.replaceChildren(...found.childNodes);
    form.elements.sortering.value = page.getElementById("sortering").value;
  }

  // Choices are changed where they stand, so focus, folds and typed filters stay as they are.
  function patchFacets(next) {
    const focused = document.activeElement;
    const group = focused?.closest("[data-facet]")?.dataset.facet;
    const list = finder.querySelector("[data-facets]");
    const shown = new Map([...list.querySelectorAll("[data-facet]")].map((one) => [one.dataset.facet, one]));
    let before = null; // each group stands after the one before it, as on the page that came
    for (const coming of next.querySelectorAll("[data-facet]")) {
      let facet = shown.get(coming.dataset.facet);
      shown.delete(coming.dataset.facet);
      if (facet) {
        patchFacet(facet, coming);
      } else {
        facet = coming;
        if (before) before.after(facet);
        else list.prepend(facet);
        narrow(facet);
      }
      before = facet;
    }
    for (const gone of shown.values()) gone.remove();
    const all = next.querySelector("[data-chosen-all]");
    panel.querySelector("[data-chosen-all]").textContent = all.textContent;
    panel.querySelector("[data-show]").textContent = next.querySelector("[data-show]").textContent;
    if (group && document.activeElement !== focused) refocus(focused.id, group);
  }

  // Focus goes to the same choice, or to its group when the choice is no longer there.
  function refocus(id, group) {
    const facet = finder.querySelector(`[data-facet="${CSS.escape(group)}"]`);
    const same = id && document.getElementById(id);
    const other = facet?.querySelector("summary, input") ?? panel.querySelector("input") ?? field;
    (same || other).focus({ preventScroll: true });
  }

  function patchFacet(facet, coming) {
    const chosen = facet.querySelector("[data-chosen]");
    if (chosen) chosen.textContent = coming.querySelector("[data-chosen]").textContent;
    const inputs = (root) => [...root.querySelectorAll("[data-choices] input")];
    const ids = (root) => inputs(root).map((input) => input.id).join();
    if (ids(facet) === ids(coming)) {
      inputs(coming).forEach((input, index) => patchChoice(inputs(facet)[index], input));
    } else {
      replaceChoices(facet, coming);
    }
    facet.dispatchEvent(new Event("facet-updated"));
  }

  function replaceChoices(facet, coming) {
    const fold = facet.querySelector("[data-rest]")?.open;
    for (const list of [":scope > fieldset > [data-choices], :scope > [data-choices]", "[data-rest]"]) {
      const [old, fresh] = [facet.querySelector(list), coming.querySelector(list)];
      if (old && fresh) old.replaceWith(fresh);
      else if (old) old.remove();
      else if (fresh) (facet.querySelector("fieldset") ?? facet).append(fresh);
    }
    const rest = facet.querySelector("[data-rest]");
    if (rest && fold) rest.open = true;
    const box = (root) => root.querySelector("[data-filter]");
    if (box(coming) && !box(facet)) {
      facet.querySelector("[data-choices]").before(box(coming));
      narrow(facet);
    }
  }

  function patchChoice(input, coming) {
    input.checked = coming.checked;
    const [item, fresh] = [input.closest("li"), coming.closest("li")];
    item.className = fresh.className;
    item.querySelector("label span").textContent = fresh.querySelector("label span").textContent;
  }

  const asShown = () => show(location.pathname + location.search, { push: false });

  document.addEventListener("change", (event) => {
    if (event.target.form === form && event.target !== field) show(address());
  });
  field.addEventListener("input", () => {
    pressed += 1;
    for (const one of results.querySelectorAll("input[name=ikke]")) one.remove(); // of the text before
    clearTimeout(timer);
    timer = setTimeout(() => show(address(), { typed: true }), WAIT);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    panel.open = false;
    show(address(), { top: Boolean(event.submitter?.closest("#filtre")) });
  });
  // A suggestion that leads to a result page is one more answer here.
  form.addEventListener("suggestion", (event) => {
    if (!event.detail.startsWith("/?")) return;
    event.preventDefault();
    const text = new URLSearchParams(event.detail.slice(2)).get("q") ?? "";
    field.value = text; // what was half typed is answered by the choice
    show(event.detail);
  });
  finder.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-live]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link.getAttribute("href"), { top: true });
  });
  addEventListener("online", () => again?.());
  addEventListener("popstate", asShown);
  // Out of the browser's own memory WebKit brings the page and then empties its form.
  addEventListener("pageshow", (event) => {
    if (event.persisted) setTimeout(asShown);
  });
  // What was ticked and typed before the script came.
  const early = (input) => input.type === "checkbox" && input.checked !== input.defaultChecked;
  if ([...form.elements].some(early) || field.value !== field.defaultValue) show(address());
}
