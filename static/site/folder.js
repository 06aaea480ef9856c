// The folder on this device: which entries, and the notes, in localStorage and nowhere else. Notes
// to a folder that is not to be remembered stay in the tab (sessionStorage) until it is closed.
// Without script every step is a link or a form; here "Læg i mappe" stays on the page, notes
// survive a reload, and the visitor can see what is remembered and forget it.

const KEY = "indsatskataloget-mappe";
const TICKS = `${KEY}-kryds`; // what to compare and what the dossier is to hold: the tab's only
const MOST = 40;

function remembered() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (!found || !Array.isArray(found.slugs)) return null;
    const slugs = found.slugs.filter((slug) => /^[a-z0-9-]{1,80}$/.test(slug)).slice(0, MOST);
    return { slugs, texts: found.texts ?? {}, query: String(found.query ?? "").slice(0, 2000) };
  } catch {
    return null; // nothing remembered, or the browser does not let us look
  }
}

function remember(folder) {
  try {
    localStorage.setItem(KEY, JSON.stringify(folder));
    return true;
  } catch {
    return false;
  }
}

const forget = () => localStorage.removeItem(KEY);
const count = (number) => (number === 1 ? "1 indsats" : `${number} indsatser`);

// The entries, and the question that the last of them was found with.
function address(folder) {
  if (!folder?.slugs.length) return "/mappe";
  const entries = new URLSearchParams(folder.slugs.map((slug) => ["indsats", slug]));
  return `/mappe?${entries}${folder.query ? `&${folder.query}` : ""}`;
}

function questionOf(search) {
  const query = new URLSearchParams(search);
  query.delete("indsats");
  return query.toString();
}

// --- "Læg i mappe" on cards and entries, and the folder in the menu ---------------------------

let voice = null;

function say(text) {
  if (!voice) {
    voice = document.createElement("div");
    voice.className = "sr-only";
    voice.setAttribute("role", "status");
    document.body.append(voice);
  }
  voice.textContent = text;
}

// The link becomes a button that is pressed or not, since here it goes nowhere.
function asButton(link) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: link.className });
  button.dataset.folderAdd = link.dataset.folderAdd;
  button.dataset.folderQuery = questionOf(link.search);
  button.append(...link.childNodes);
  link.replaceWith(button);
}

function show() {
  const folder = remembered();
  const slugs = folder?.slugs ?? [];
  document.querySelectorAll("a[data-folder-add]").forEach(asButton);
  for (const button of document.querySelectorAll("[data-folder-add]")) {
    const inside = slugs.includes(button.dataset.folderAdd);
    button.querySelector("[data-folder-text]").textContent = inside ? "I mappen" : "Læg i mappe";
    button.setAttribute("aria-pressed", String(inside));
    button.title = inside ? "Tag ud af mappen" : "";
  }
  for (const link of document.querySelectorAll('.mainmenu a[href^="/mappe"]')) {
    link.href = address(folder);
    link.querySelector("span").textContent = slugs.length ? `Mappe (${slugs.length})` : "Mappe";
  }
}

function toggle(slug, query) {
  const folder = remembered() ?? { slugs: [], texts: {}, query: "" };
  const inside = folder.slugs.includes(slug);
  if (!inside && folder.slugs.length >= MOST) {
    say(`Mappen er fuld: den kan rumme ${MOST} indsatser.`);
    return true;
  }
  if (!inside && query) folder.query = query;
  folder.slugs = inside ? folder.slugs.filter((one) => one !== slug) : [...folder.slugs, slug];
  if (!remember(folder)) return false;
  say(`${inside ? "Taget ud af" : "Lagt i"} mappen. Mappen har ${count(folder.slugs.length)}.`);
  show();
  return true;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-folder-add]");
  if (!button || toggle(button.dataset.folderAdd, button.dataset.folderQuery)) return;
  location.assign(`/mappe?${new URLSearchParams({ indsats: button.dataset.folderAdd })}`); // not remembered: the folder's own address
});
window.addEventListener("storage", show);
window.addEventListener("pageshow", show);
// The live search swaps cards; they are marked anew when it has.
const results = document.querySelector("[data-results]");
if (results) new MutationObserver(show).observe(results, { childList: true });
show();

// --- The folder's own page ------------------------------------------------------------------

const page = document.querySelector("[data-folder-page]");
if (page) folderPage(page);

function folderPage(page) {
  const here = page.dataset.slugs.split(" ").filter(Boolean);
  const box = page.querySelector("[data-folder-memory]");
  const fields = () => [...page.querySelectorAll('textarea[form="sagsmappe"], #titel')];
  const same = (folder) => folder?.slugs.join(" ") === here.join(" ");
  let following = same(remembered()) && here.length > 0;

  const inTab = (key = KEY) => {
    try {
      return JSON.parse(sessionStorage.getItem(key) ?? "{}");
    } catch {
      return {};
    }
  };
  const known = () => (following ? remembered()?.texts : inTab()) ?? {};
  const texts = () => Object.fromEntries(fields().filter((one) => one.value).map((one) => [one.name, one.value]));

  // Only the field that the visitor changed is written: one that the browser emptied is not.
  function keep(field) {
    const kept = { ...known(), [field.name]: field.value || undefined };
    if (following) remember({ slugs: here, query: questionOf(location.search), texts: kept });
    else keepInTab(kept);
  }

  function keepInTab(kept, key = KEY) {
    try {
      sessionStorage.setItem(key, JSON.stringify(kept));
    } catch {
      // Then the browser asks before the page is left.
    }
  }

  function fill() {
    for (const [name, text] of Object.entries(known())) {
      const field = fields().find((one) => one.name === name);
      if (field && !field.value && typeof text === "string") field.value = text;
    }
    for (const [id, ticked] of Object.entries(inTab(TICKS))) {
      const box = document.getElementById(id);
      if (box?.type === "checkbox") box.checked = ticked === true;
    }
  }

  function button(text, kind, act) {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: `button ${kind}`, textContent: text });
    made.addEventListener("click", act);
    return made;
  }

  function tell(text, ...parts) {
    const words = document.createElement("p");
    words.textContent = text;
    const group = document.createElement("div");
    group.className = "button-group";
    group.append(...parts);
    box.replaceChildren(words, group);
    box.hidden = false;
  }

  function draw() {
    const folder = remembered();
    const drop = button("Glem mappen på denne enhed", "button-secondary", () => {
      forget();
      keepInTab({});
      keepInTab({}, TICKS);
      following = false;
      for (const field of fields()) field.value = "";
      draw();
      show();
      say("Mappen og noterne er glemt på denne enhed.");
    });
    const hold = button(folder ? "Husk denne i stedet" : "Husk mappen på denne enhed", "button-secondary", () => {
      following = remember({ slugs: here, query: questionOf(location.search), texts: texts() });
      if (following) keepInTab({});
      draw();
      show();
      say("Mappen huskes på denne enhed.");
    });
    if (following) {
      tell("Mappen og dine noter huskes i denne browser på denne enhed, også når du lukker siden. De sendes ingen steder, før du beder om sagsmappen. Glem dem, hvis andre bruger enheden.", drop);
    } else if (folder?.slugs.length) {
      const open = document.createElement("a");
      Object.assign(open, { className: "button button-primary", href: address(folder), textContent: "Åbn den huskede mappe" });
      tell(`Denne enhed husker en ${here.length ? "anden " : ""}mappe med ${count(folder.slugs.length)}.`, open, ...(here.length ? [hold] : []), drop);
    } else if (here.length) {
      tell("Mappen huskes ikke på denne enhed: dine noter bliver her, til du lukker fanen. Vil du gemme dem i browseren?", hold);
    } else {
      box.hidden = true;
    }
  }

  fill();
  page.addEventListener("input", ({ target }) => {
    if (fields().includes(target)) keep(target);
    if (target.type === "checkbox") keepInTab({ ...inTab(TICKS), [target.id]: target.checked }, TICKS);
  });
  // Moving, removing and adding are links to another folder: what is remembered goes with them.
  page.addEventListener("click", (event) => {
    const link = event.target.closest("[data-folder-change]");
    if (!link || !following) return;
    const slugs = new URL(link.href).searchParams.getAll("indsats");
    const kept = Object.entries(remembered()?.texts ?? {}).filter(
      ([name]) => name === "titel" || slugs.some((slug) => name.endsWith(`-${slug}`)),
    );
    if (slugs.length) remember({ slugs, query: questionOf(new URL(link.href).search), texts: Object.fromEntries(kept) });
    else forget();
  });
  // Back and forward bring the page as it was, maybe with another folder remembered since.
  // WebKit empties the fields of a page out of its memory; what is known is put back.
  window.addEventListener("pageshow", (event) => {
    following = same(remembered()) && here.length > 0;
    leaving = false;
    draw();
    if (event.persisted) setTimeout(fill);
  });
  // Notes that only the tab holds are lost when it is closed; the site's own links keep them.
  let leaving = false;
  const go = () => {
    leaving = true;
    setTimeout(() => (leaving = false), 1000); // a file to save leaves the page standing
  };
  document.addEventListener("click", (event) => event.target.closest("a[href]")?.origin === location.origin && go());
  document.addEventListener("submit", go);
  window.addEventListener("beforeunload", (event) => {
    if (!following && !leaving && Object.keys(texts()).length) event.preventDefault();
  });
  draw();
}
