// What the pages do with a script on top of what they do without. Any failure leaves the plain page.
document.documentElement.classList.add("script");
const form = document.getElementById("soeg");
if (form?.querySelector("[data-suggest]")) {
  import("./suggest.js").then((module) => module.suggest(form));
}
const finder = document.querySelector("[data-finder]");
if (form && finder) {
  import("./live.js").then((module) => module.live(form, finder));
}
if (document.querySelector("[data-filter]")) {
  import("./narrow.js").then((module) => module.narrow(document));
}
import("./folder.js");
