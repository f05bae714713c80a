/* A part of the form of a dossier: what is typed in it, what this browser keeps of it, what is
   said beside it. Asks the server nothing: that is autosave.js. */

const plain = (text) => text.replaceAll("\r\n", "\n").trim();

export const same = (one, other) =>
  Object.keys(one).every((name) => plain(one[name]) === plain(other[name] ?? ""));

function paragraph(...content) {
  const line = document.createElement("p");
  line.append(...content);
  return line;
}

export class Part {
  /* `kept` begins the name under which the browser keeps what is typed. */
  constructor(element, kept) {
    const { unit, unsaved } = element.dataset;
    this.element = element;
    this.key = unit;
    this.place = `${kept}:${unit}`;
    this.dirty = Boolean(unsaved);
    this.refused = unsaved === "refused";
    this.conflict = unsaved === "conflict";
    this.timer = 0;
  }

  hidden(name) {
    return this.element.querySelector(`[name="${this.key}-${name}"]`);
  }

  get version() {
    return Number(this.hidden("version").value);
  }

  get state() {
    return this.element.dataset.state;
  }

  get controls() {
    const fields = [...this.element.querySelectorAll("input, textarea")];
    return fields.filter((field) => field.type !== "hidden");
  }

  get typed() {
    const values = {};
    for (const field of this.controls) {
      if (field.type !== "radio" || field.checked) values[field.name] = field.value;
      else values[field.name] ??= "";
    }
    return values;
  }

  put(values) {
    for (const field of this.controls) {
      if (!(field.name in values)) continue;
      if (field.type === "radio") field.checked = field.value === values[field.name];
      else field.value = values[field.name];
    }
  }

  /* ---- What this browser keeps: it may be full, or forbidden; the form has it all the same ---- */

  keep() {
    const kept = { version: this.hidden("version").value, values: this.typed };
    try {
      localStorage.setItem(this.place, JSON.stringify(kept));
    } catch {}
  }

  forget() {
    try {
      localStorage.removeItem(this.place);
    } catch {}
  }

  /* Puts back what was kept; whether there was anything to put back. */
  restore() {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(this.place));
    } catch {}
    if (!kept || this.dirty || same(kept.values, this.typed)) {
      if (!this.dirty) this.forget();
      return false;
    }
    this.put(kept.values);
    this.hidden("version").value = kept.version;
    this.dirty = true;
    return true;
  }

  /* ---- What is said ---- */

  /* `told` is what the server says of the part as it is recorded. */
  show(told) {
    this.hidden("version").value = told.version;
    this.hidden("shown").value = told.shown;
    delete this.element.dataset.unsaved;
    if (!("state" in told)) return;
    this.element.dataset.state = told.state;
    const note = this.element.querySelector("[data-note]");
    note.className = `dossier-state dossier-state--${told.state}`;
    note.querySelector("[data-word]").textContent = told.word;
    note.querySelector("[data-origin]").textContent = told.note;
    this.element.querySelector('[data-act="confirm"]').hidden = told.state !== "prefilled";
    const unknown = this.element.querySelector('[data-act="unknown"]');
    if (unknown) unknown.hidden = told.state === "unknown";
  }

  /* `lines` are pairs of a name and a text; `buttons` pairs of a label and what it does. */
  notice(text, lines = [], buttons = []) {
    const box = this.element.querySelector("[data-notice]");
    box.replaceChildren();
    if (!text) return;
    const said = paragraph(text);
    said.setAttribute("role", "status");
    box.append(said);
    for (const [name, theirs] of lines) {
      const strong = document.createElement("strong");
      strong.textContent = `${name} : `;
      box.append(paragraph(strong, theirs));
    }
    for (const [label, act] of buttons) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "fr-btn fr-btn--sm fr-btn--secondary fr-mr-1w";
      button.textContent = label;
      button.addEventListener("click", act);
      box.append(button);
    }
  }

  showErrors(errors = {}, general = []) {
    for (const box of this.element.querySelectorAll("[data-errors]")) {
      const messages = errors[box.dataset.errors] ?? [];
      box.replaceChildren(...messages.map((message) => paragraph(message)));
      for (const line of box.children) line.className = "fr-error-text";
      const control = document.getElementById(box.dataset.errors);
      const isWrong = messages.length > 0;
      if (isWrong) control?.setAttribute("aria-invalid", "true");
      else control?.removeAttribute("aria-invalid");
      const group = control?.closest(".fr-input-group");
      group?.classList.toggle("fr-input-group--error", isWrong);
    }
    this.notice(general.join(" "));
  }
}
