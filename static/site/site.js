// What the pages do with a script on top of what they do without. Any failure leaves the plain page.
const root = document.documentElement;
root.classList.add("script");
const form = document.getElementById("soeg");
const finder = document.querySelector("[data-finder]");
const parts = [import("./folder.js")];
if (form?.querySelector("[data-suggest]")) {
  parts.push(import("./suggest.js").then((module) => module.suggest(form)));
}
if (form && finder) {
  parts.push(import("./live.js").then((module) => module.live(form, finder)));
}
if (document.querySelector("[data-filter]")) {
  parts.push(import("./narrow.js").then((module) => module.narrow(document)));
}
const written = document.querySelector("form[data-draft]");
if (written) parts.push(import("./draft.js").then((module) => module.draft(written)));
const article = document.querySelector("[data-entry]");
if (article && document.referrer) parts.push(import("./marks.js").then((module) => module.mark(article)));
if (document.querySelector("[data-copy], [data-copy-words], [data-print]")) parts.push(import("./copy.js"));
// What went wrong takes focus, so that it is read first, and by everyone.
document.querySelector("[data-focus]")?.focus();
Promise.allSettled(parts).then(() => root.classList.add("klar"));
