// Suggestions under the search field, as an editable combobox with a list (ARIA APG). Enter
// without a chosen suggestion searches as ever; a suggestion leads where the API says, and the
// filters that are on stay on.

const WAIT = 150; // ms after the last key
const KINDS = { indsats: "Indsats", term: "Afgræns til", ord: "Søg på" };

export function suggest(form) {
  const field = form.elements.q;
  const list = document.createElement("ul");
  Object.assign(list, { id: "forslag", className: "forslag nobullet-list no-max-width", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Forslag");
  const voice = document.createElement("div");
  voice.className = "sr-only";
  voice.setAttribute("role", "status");
  form.querySelector("[data-suggest]").append(list, voice);
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
  for (const [name, value] of Object.entries({ ...attributes, "aria-controls": "forslag" })) {
    field.setAttribute(name, value);
  }
  let active = -1;
  let timer = 0;
  let stop = null;

  const options = () => [...list.children];
  const close = () => {
    clearTimeout(timer);
    stop?.abort();
    list.hidden = true;
    list.replaceChildren();
    voice.textContent = "";
    field.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const mark = (index) => {
    active = index;
    options().forEach((one, at) => one.setAttribute("aria-selected", String(at === index)));
    if (index < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", options()[index].id);
    options()[index]?.scrollIntoView({ block: "nearest" });
  };

  async function ask() {
    const text = field.value.trim();
    if (text.length < 2) return close();
    stop?.abort();
    stop = new AbortController();
    try {
      const url = `/api/v1/forslag?${new URLSearchParams({ q: text })}`;
      const response = await fetch(url, { signal: stop.signal });
      if (!response.ok) return close();
      const { forslag } = await response.json();
      if (field.value.trim() === text && document.activeElement === field) open(forslag);
    } catch {
      // Without suggestions the field is a plain field.
    }
  }

  function open(found) {
    list.replaceChildren(...found.map(option));
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(found.length > 0));
    voice.textContent = found.length ? `${found.length} forslag. Vælg med piletasterne.` : "";
    mark(-1);
  }

  function option({ slags, tekst, url }, index) {
    const item = document.createElement("li");
    item.id = `forslag-${index}`;
    item.setAttribute("role", "option");
    item.dataset.url = withTicks(url);
    for (const [name, text] of [["tekst", tekst], ["slags", KINDS[slags] ?? slags]]) {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = text;
      item.append(part, " ");
    }
    return item;
  }

  // To another result page the ticks and the sorting come along; an entry's page has none.
  function withTicks(url) {
    if (!url.startsWith("/?")) return url;
    const asked = new URLSearchParams(url.slice(2));
    for (const [name, value] of new FormData(form)) {
      const wanted = name !== "q" && !(name === "sortering" && value === "relevans");
      if (wanted && !asked.getAll(name).includes(value)) asked.append(name, value);
    }
    return `/?${asked}`;
  }

  function choose(item) {
    const chosen = new CustomEvent("suggestion", { detail: item.dataset.url, cancelable: true });
    close();
    if (form.dispatchEvent(chosen)) location.assign(chosen.detail);
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    const last = options().length - 1;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault(); // the first Escape closes, the next empties the field
      close();
    } else if (event.key === "ArrowDown" && list.hidden) ask();
    else if (event.key === "ArrowDown" && last >= 0) {
      event.preventDefault();
      mark(active >= last ? -1 : active + 1);
    } else if (event.key === "ArrowUp" && !list.hidden) {
      event.preventDefault();
      mark(active < 0 ? last : active - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(options()[active]);
    } else if (event.key === "Enter") close();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps focus
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) choose(item);
  });
  field.addEventListener("blur", close);
  form.addEventListener("submit", close);
}
