// Live facets: the form's answer is fetched as the whole page it is, and its parts are put in
// place of those shown. Any failure loads the page the ordinary way.

const WAIT = 350; // ms after the last key

export function live(form, finder) {
  const results = finder.querySelector("[data-results]");
  const count = document.getElementById("antal");
  const panel = document.getElementById("filtre");
  let latest = 0;
  let stop = null;
  let timer = 0;

  const address = () => {
    const pairs = [...new FormData(form)].filter(([name, value]) => value && !isDefault(name, value));
    return `/?${new URLSearchParams(pairs.length ? pairs : [["q", ""]])}`;
  };
  const isDefault = (name, value) => name === "sortering" && value === "relevans";

  async function show(url, { push = true, top = false, typed = false } = {}) {
    clearTimeout(timer);
    const number = ++latest;
    stop?.abort();
    stop = new AbortController();
    finder.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(url, { signal: stop.signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const next = page.querySelector("[data-finder]");
      if (!response.ok || !next) throw new Error("not a result page");
      if (number !== latest) return;
      swap(page, next);
      if (push) remember(url, typed);
      if (top) document.getElementById("resultater").focus();
      if (top) document.getElementById("resultater").scrollIntoView();
    } catch (error) {
      if (number !== latest || error.name === "AbortError") return;
      location.assign(url);
      return;
    }
    finder.removeAttribute("aria-busy");
  }

  // A word being typed is one step back, not one a letter.
  function remember(url, typed) {
    const write = typed && history.state?.typed ? "replaceState" : "pushState";
    history[write]({ live: true, typed }, "", url);
  }

  function swap(page, next) {
    document.title = page.title;
    const link = document.querySelector('link[rel="canonical"]');
    link.href = page.querySelector('link[rel="canonical"]').href;
    results.replaceChildren(...next.querySelector("[data-results]").childNodes);
    patchFacets(next);
    const text = page.getElementById("antal").textContent;
    if (count.textContent !== text) count.textContent = text;
    const field = page.getElementById("q").value;
    if (document.activeElement !== form.elements.q) form.elements.q.value = field;
    form.elements.sortering.value = page.getElementById("sortering").value;
  }

  // Choices are changed where they stand, so focus, folds and typed filters stay as they are.
  function patchFacets(next) {
    const focused = document.activeElement?.id;
    const coming = new Map();
    for (const facet of next.querySelectorAll("[data-facet]")) coming.set(facet.dataset.facet, facet);
    const here = finder.querySelector("[data-facets]");
    const shown = [...here.querySelectorAll("[data-facet]")];
    const same = shown.length === coming.size && shown.every((one) => coming.has(one.dataset.facet));
    if (!same) throw new Error("other facets than those shown");
    for (const facet of shown) patchFacet(facet, coming.get(facet.dataset.facet));
    const all = next.querySelector("[data-chosen-all]");
    panel.querySelector("[data-chosen-all]").textContent = all.textContent;
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  }

  function patchFacet(facet, coming) {
    const chosen = facet.querySelector("[data-chosen]");
    if (chosen) chosen.textContent = coming.querySelector("[data-chosen]").textContent;
    const inputs = (root) => [...root.querySelectorAll("[data-choices] input")];
    const ids = (root) => inputs(root).map((input) => input.id).join();
    if (ids(facet) === ids(coming)) {
      inputs(coming).forEach((input, index) => patchChoice(inputs(facet)[index], input));
    } else {
      const fold = facet.querySelector("[data-rest]")?.open;
      const lists = [":scope > fieldset > [data-choices], :scope > [data-choices]", "[data-rest]"];
      for (const list of lists) {
        const [old, fresh] = [facet.querySelector(list), coming.querySelector(list)];
        if (old && fresh) old.replaceWith(fresh);
        else if (old) old.remove();
        else if (fresh) (facet.querySelector("fieldset") ?? facet).append(fresh);
      }
      const rest = facet.querySelector("[data-rest]");
      if (rest && fold) rest.open = true;
    }
    facet.dispatchEvent(new Event("facet-updated"));
  }

  function patchChoice(input, coming) {
    input.checked = coming.checked;
    const [item, fresh] = [input.closest("li"), coming.closest("li")];
    item.className = fresh.className;
    item.querySelector("label span").textContent = fresh.querySelector("label span").textContent;
  }

  document.addEventListener("change", (event) => {
    if (event.target.form === form && event.target !== form.elements.q) show(address());
  });
  form.elements.q.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show(address(), { typed: true }), WAIT);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    panel.open = false;
    show(address(), { top: Boolean(event.submitter?.closest("#filtre")) });
  });
  finder.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-live]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link.getAttribute("href"), { top: true });
  });
  // What was ticked before the script came.
  const early = (input) => input.type === "checkbox" && input.checked !== input.defaultChecked;
  if ([...form.elements].some(early)) show(address());
  addEventListener("popstate", () => show(location.pathname + location.search, { push: false }));
}
