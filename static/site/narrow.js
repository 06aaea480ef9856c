// A field that narrows a long list of choices while one types.

// "aarhus" finds "Aarhus", "koege" and "køge" both find "Køge".
const folded = (text) =>
  text.toLowerCase().replaceAll("æ", "ae").replaceAll("ø", "oe").replaceAll("å", "aa").trim();

export function narrow(root) {
  for (const box of root.querySelectorAll("[data-filter]")) {
    const facet = box.closest("[data-facet]");
    const field = box.querySelector("input");
    const apply = () => {
      const wanted = folded(field.value);
      const rest = facet.querySelector("[data-rest]");
      if (rest && wanted) rest.open = true;
      for (const item of facet.querySelectorAll("[data-choices] > li")) {
        const ticked = item.querySelector("input").checked;
        item.hidden = !ticked && !folded(item.querySelector("label").firstChild.textContent).includes(wanted);
      }
    };
    field.addEventListener("input", apply);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // it narrows; it does not search
    });
    facet.addEventListener("facet-updated", apply);
    box.hidden = false;
  }
}
