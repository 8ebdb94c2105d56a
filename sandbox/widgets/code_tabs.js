// Code in tabs: one for each language, a switch of styles, and a button that copies.
// What a reader typed is set as text, never as markup.

const CHOSEN = "sandbox-code-language";

// Each widget may load a module of its own, so a counter here would not tell them apart.
function unique() {
  return `sandbox-code-${Math.random().toString(36).slice(2)}`;
}

function remembered() {
  try { return localStorage.getItem(CHOSEN); } catch { return null; }
}

function remember(language) {
  try { localStorage.setItem(CHOSEN, language); } catch { /* a browser may forbid it */ }
}

function made(name, attributes = {}, text = "") {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = document.activeElement;
    const area = made("textarea", { readonly: "", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    focused?.focus();
    return done;
  }
}

function render({ model, el }) {
  const id = unique();
  const names = model.get("names"), styles = model.get("styles");
  const fold = made("details", { class: "sandbox-code" });
  fold.open = model.get("unfolded");
  const summary = made("summary", {}, model.get("title"));
  const bar = made("div", { role: "tablist", "aria-label": "Languages" });
  const panel = made("div", { role: "tabpanel", id: `${id}-panel`, tabindex: "0" });
  const code = made("code");
  const pre = made("pre");
  pre.append(code);
  panel.append(pre);
  const note = made("p");
  const foot = made("div", { class: "sandbox-code-foot" });
  const copy = made("button", { type: "button" }, "Copy");
  const said = made("span", { role: "status" });
  const switches = made("fieldset");
  switches.append(made("legend", {}, "Written for"));
  foot.append(copy, switches, said); // what is said last moves nothing away
  fold.append(summary, bar, panel, note, foot);

  const tabs = Object.entries(names).map(([language, name]) => {
    const tab = made("button", {
      type: "button", role: "tab", id: `${id}-${language}`,
      "aria-controls": `${id}-panel`,
    }, name);
    tab.addEventListener("click", () => choose(language));
    tab.addEventListener("keydown", (event) => move(event, language));
    bar.append(tab);
    return [language, tab];
  });
  const radios = Object.entries(styles).map(([style, name]) => {
    const label = made("label"), radio = made("input", {
      type: "radio", name: `${id}-style`, value: style,
    });
    radio.addEventListener("change", () => { model.set("manner", style); model.save_changes(); });
    radio.addEventListener("keydown", (event) => event.stopPropagation());
    label.append(radio, document.createTextNode(` ${name}`));
    switches.append(label);
    return [style, radio];
  });

  function choose(language) {
    remember(language);
    model.set("language", language);
    model.save_changes();
  }

  function move(event, language) {
    const order = Object.keys(names), here = order.indexOf(language);
    const there = {
      ArrowRight: (here + 1) % order.length,
      ArrowLeft: (here + order.length - 1) % order.length,
      Home: 0,
      End: order.length - 1,
    }[event.key];
    event.stopPropagation(); // an arrow key must not leave the notebook's cell
    if (there === undefined) return;
    event.preventDefault();
    choose(order[there]);
    tabs[there][1].focus();
  }

  function draw() {
    const language = model.get("language"), style = model.get("manner");
    for (const [name, tab] of tabs) {
      tab.setAttribute("aria-selected", String(name === language));
      tab.tabIndex = name === language ? 0 : -1;
    }
    for (const [name, radio] of radios) radio.checked = name === style;
    panel.setAttribute("aria-labelledby", `${id}-${language}`);
    code.textContent = model.get("code")[style]?.[language] ?? "";
    note.textContent = model.get("notes")[style]?.[language] ?? "";
    note.hidden = !note.textContent;
    said.textContent = "";
  }

  copy.addEventListener("click", async () => {
    const done = await copied(code.textContent);
    const all = model.get("whole") ? "Copied." : "Copied, without what is left out.";
    said.textContent = done ? all : "The browser does not let it be copied.";
  });
  for (const name of ["language", "manner", "code"]) model.on(`change:${name}`, draw);
  const language = remembered();
  if (language in names && language !== model.get("language")) choose(language);
  draw();
  el.append(fold);
  return () => {
    for (const name of ["language", "manner", "code"]) model.off(`change:${name}`, draw);
  };
}

export default { render };
