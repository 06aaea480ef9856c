// The forms at /ny and at an entry's /ret keep what is written as a draft in this browser, letter by letter, so that a
// reload, Back, another page or a closed tab costs nothing. Only the field that changes is
// written, so a field that nobody emptied is never forgotten. A button deletes the draft.

const NOT_KEPT = "Browseren vil ikke gemme en kladde. Luk ikke siden, før du har hentet filen.";

function remembered(KEY) {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return found && typeof found.fields === "object" ? found : null;
  } catch {
    return null; // nothing remembered, or the browser does not let us look
  }
}

function remember(KEY, fields) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ fields, saved: Date.now() }));
    return true;
  } catch {
    return false;
  }
}

export function draft(form) {
  // Each entry that is being mended has a draft of its own.
  const KEY = ["indsatskataloget-kladde", form.dataset.draft].filter(Boolean).join("-");
  const box = document.querySelector("[data-draft-memory]");
  let unsaved = false;

  const named = (name) => [...form.elements].filter((one) => one.name === name && one.type !== "submit");
  const values = (name) => new FormData(form).getAll(name).map(String);

  function keep(name) {
    const fields = { ...remembered(KEY)?.fields, [name]: values(name) };
    unsaved = !remember(KEY, fields);
    draw();
  }

  // A value that no field can show yet (a third source, before its row is there) is sent along.
  function carry(name, value) {
    const hidden = document.createElement("input");
    Object.assign(hidden, { type: "hidden", name, value });
    hidden.dataset.carried = "";
    form.append(hidden);
  }

  function put(name, wanted) {
    const fields = named(name).filter((one) => !("carried" in one.dataset));
    if (!fields.length) return wanted.filter(Boolean).forEach((value) => carry(name, value));
    for (const field of fields) {
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = wanted.includes(field.value);
      } else {
        field.value = wanted[0] ?? "";
        if (field.tagName === "SELECT" && field.value !== (wanted[0] ?? "")) {
          field.append(new Option(wanted[0], wanted[0], false, true)); // a source from a row to come
        }
      }
      // A fold says on its outside what is chosen inside.
      const fold = field.checked && field.closest("details");
      if (fold) fold.open = true;
    }
  }

  function fill() {
    form.querySelectorAll("[data-carried]").forEach((one) => one.remove());
    for (const [name, wanted] of Object.entries(remembered(KEY)?.fields ?? {})) {
      if (Array.isArray(wanted)) put(name, wanted.map(String));
    }
    draw();
  }

  function draw() {
    const found = remembered(KEY);
    box.hidden = !found && !unsaved;
    if (box.hidden) return;
    const when = new Intl.DateTimeFormat("da-DK", { dateStyle: "long", timeStyle: "short" });
    const words = document.createElement("p");
    words.textContent = unsaved
      ? NOT_KEPT
      : `Kladden er gemt i denne browser på denne enhed (${when.format(found.saved)}) og ingen andre steder. Slet den, når du er færdig, eller hvis andre bruger enheden.`;
    const drop = document.createElement("button");
    Object.assign(drop, { type: "button", className: "button button-secondary", textContent: "Slet kladden" });
    drop.addEventListener("click", forget);
    const group = document.createElement("div");
    group.className = "button-group";
    group.append(drop);
    if (form.querySelector("[data-carried]")) {
      const more = document.createElement("p");
      more.textContent = "Kladden har flere rækker, end siden viser lige nu. Tryk på »Vis og kontrollér« for at se dem; de er med.";
      box.replaceChildren(words, more, group);
    } else {
      box.replaceChildren(words, group);
    }
  }

  function forget() {
    localStorage.removeItem(KEY);
    unsaved = false;
    location.assign(form.action); // the empty form, as it begins
  }

  form.addEventListener("input", (event) => event.target.name && keep(event.target.name));
  // WebKit lets focus stay under the bar with the buttons where the field is in the window already.
  form.addEventListener("focusin", (event) => {
    const bar = form.querySelector(".ny-knapper");
    const [field, over] = [event.target.getBoundingClientRect(), bar.getBoundingClientRect()];
    const under = !bar.contains(event.target) && field.bottom > over.top && field.top < over.bottom;
    if (under) scrollBy(0, Math.min(field.bottom - over.top, field.top) + 16);
  });
  form.addEventListener("submit", () => (unsaved = false));
  addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  addEventListener("storage", (event) => event.key === KEY && draw());
  addEventListener("pageshow", (event) => event.persisted && setTimeout(fill));

  // An answer to what was just sent holds it already; any other way here, the draft is newer.
  const answer = form.hasAttribute("data-answer");
  const [arrival] = performance.getEntriesByType("navigation");
  if (answer && arrival?.type === "navigate") draw();
  else fill();
}
