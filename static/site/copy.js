// Copying: a short text as plain and formatted text, and a reference to one figure. Also the button that
// prints. Without script the same controls are links to where the text stands.

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

const plain = (block) => [...block.children].map((one) => one.textContent.trim()).join("\n");

// Formatted text keeps nothing of the page but paragraphs and bold.
function formatted(block) {
  const bare = document.createElement("div");
  for (const line of block.children) {
    const paragraph = document.createElement("p");
    const bold = line.firstElementChild?.tagName === "STRONG";
    const inner = bold ? document.createElement("strong") : paragraph;
    inner.textContent = line.textContent.trim();
    if (bold) paragraph.append(inner);
    bare.append(paragraph);
  }
  return bare.innerHTML;
}

async function write(text, html) {
  if (html && globalThis.ClipboardItem) {
    const as = (type, words) => ({ [type]: new Blob([words], { type }) });
    await navigator.clipboard.write([new ClipboardItem({ ...as("text/plain", text), ...as("text/html", html) })]);
  } else {
    await navigator.clipboard.writeText(text);
  }
}

function content(button) {
  if (button.dataset.copyWords) return [button.dataset.copyWords, ""];
  const blocks = [...document.querySelectorAll(button.dataset.copy)];
  return [blocks.map(plain).join("\n\n"), blocks.map(formatted).join("")];
}

async function copy(button) {
  const label = button.querySelector("[data-copy-text]");
  label.dataset.was ??= label.textContent;
  try {
    await write(...content(button));
  } catch {
    location.assign(button.href); // no clipboard here: go to the text, to copy it by hand
    return;
  }
  label.textContent = "Kopieret";
  say("Teksten er kopieret.");
  setTimeout(() => {
    label.textContent = label.dataset.was;
  }, 2500);
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const button = event.target.closest?.("[data-copy], [data-copy-words]");
  if (button && navigator.clipboard) {
    event.preventDefault();
    copy(button);
  } else if (event.target.closest?.("[data-print]")) {
    print();
  }
});
