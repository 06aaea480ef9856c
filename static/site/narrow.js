// A field that narrows a long list of choices while one types, reading as the big search reads.

// "aarhus" finds "Aarhus"; "koege", "koge" and "køge" all find "Køge"; "høje t" finds
// "Høje-Taastrup"; "kbh" finds "København".
const SHORT = { kbh: "koebenhavn", cph: "koebenhavn", frb: "frederiksberg" };
const spelt = (text) =>
  text.toLowerCase().replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa")
    .normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const plain = (text) => text.replaceAll("ae", "a").replaceAll("oe", "o").replaceAll("aa", "a");

// "ø" typed as "ø" or "oe" is that letter; typed as "o" it may be.
function matches(label, wanted) {
  const name = spelt(label);
  const asked = SHORT[wanted] ?? wanted;
  return name.includes(asked) || plain(name).includes(asked);
}

export function narrow(root) {
  for (const box of root.querySelectorAll("[data-filter][hidden]")) {
    const facet = box.closest("[data-facet]");
    const field = box.querySelector("input");
    const none = document.createElement("p");
    none.className = "form-hint";
    none.setAttribute("role", "status");
    box.append(none);
    const apply = () => {
      const wanted = spelt(field.value);
      const rest = facet.querySelector("[data-rest]");
      if (rest && wanted) rest.open = true;
      let left = 0;
      for (const item of facet.querySelectorAll("[data-choices] > li:has(input)")) {
        const fits = matches(item.querySelector("label").firstChild.textContent, wanted);
        item.hidden = !fits && !item.querySelector("input").checked;
        left += fits;
      }
      const text = left ? "" : `Ingen på listen passer på »${field.value.trim()}«.`;
      if (none.textContent !== text) none.textContent = text;
    };
    field.addEventListener("input", apply);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // it narrows; it does not search
    });
    facet.addEventListener("facet-updated", apply);
    box.hidden = false;
  }
}
