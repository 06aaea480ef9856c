// On an entry that was found by words: they are marked, counted, and one click leads to the first. The
// words come from the address that the visitor left (same site only), so the entry's own stays as it is.

const LEAST = 4; // letters of a word, or of its beginning, that are looked for
const MOST = 200; // marks; more would be the whole page

// The beginning that most forms of a Danish word share: fædregruppen is found by fædregruppe.
const stem = (word) => word.replace(/(?:erne|ene|er|en|et|e|s)$/u, (end) => (word.length - end.length < LEAST ? end : ""));

export function wordsOf(referrer, origin) {
  let left;
  try {
    left = new URL(referrer);
  } catch {
    return [];
  }
  if (left.origin !== origin || left.pathname !== "/") return [];
  const words = (left.searchParams.get("q") ?? "").toLocaleLowerCase("da").match(/[\p{L}\d]+/gu) ?? [];
  return [...new Set(words.filter((word) => word.length >= LEAST).map(stem))].slice(0, 12);
}

function texts(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

function markIn(node, pattern, made) {
  for (const match of [...node.data.matchAll(pattern)].reverse()) {
    if (made.length >= MOST) return;
    node.splitText(match.index + match[0].length);
    const word = node.splitText(match.index);
    const mark = document.createElement("mark");
    word.replaceWith(mark);
    mark.append(word);
    made.push(mark);
  }
}

export function mark(article) {
  const words = wordsOf(document.referrer, location.origin);
  if (!words.length) return;
  const pattern = new RegExp(`(?<![\\p{L}])(?:${words.join("|")})[\\p{L}]*`, "giu");
  const made = [];
  for (const part of article.querySelectorAll(".indsats-tekst > section")) {
    for (const node of texts(part)) markIn(node, pattern, made);
  }
  const marks = [...article.querySelectorAll(".indsats-tekst mark")];
  if (!marks.length) return;
  const bar = document.createElement("p");
  bar.className = "soegt d-print-none";
  const told = document.createElement("span");
  told.textContent = `Det, du søgte efter, er markeret ${marks.length} ${marks.length === 1 ? "sted" : "steder"} i teksten.`;
  const button = (text, act) => {
    const one = document.createElement("button");
    Object.assign(one, { type: "button", className: "function-link", textContent: text });
    one.addEventListener("click", act);
    return one;
  };
  let at = -1;
  const next = button("Gå til det første", () => {
    at = (at + 1) % marks.length;
    marks[at].tabIndex = -1;
    marks[at].focus({ preventScroll: true });
    marks[at].scrollIntoView({ block: "center" });
    next.textContent = "Gå til det næste";
  });
  const drop = button("Fjern markeringen", () => {
    for (const one of marks) {
      one.replaceWith(...one.childNodes);
    }
    article.normalize();
    bar.remove();
  });
  bar.append(told, next, drop);
  article.querySelector(".indsats-top").append(bar);
}
