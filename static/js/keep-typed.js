/* Keeps in this browser what is typed in a form and not recorded yet, and puts it back when the
   page is opened again: a lost connection or session loses nothing. What is put back goes with
   the version that it was typed on, so that the server tells when somebody else wrote meanwhile.

   Without this script the form is an ordinary one. */

const form = document.querySelector("form[data-keep]");
const place = form.dataset.keep;
const plain = (text) => text.replaceAll("\r\n", "\n").trim();

const controls = () =>
  [...form.elements].filter((field) => field.name && !["hidden", "submit"].includes(field.type));

const read = (field) => (field.type === "checkbox" ? String(field.checked) : plain(field.value));

function typed() {
  return Object.fromEntries(controls().map((field) => [field.name, read(field)]));
}

function put(values) {
  for (const field of controls()) {
    if (!(field.name in values)) continue;
    if (field.type === "checkbox") field.checked = values[field.name] === "true";
    else field.value = values[field.name];
  }
}

function keep() {
  const kept = { version: form.elements.version.value, values: typed() };
  try {
    localStorage.setItem(place, JSON.stringify(kept));
  } catch {} // the browser's store may be full, or forbidden
}

function restore() {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(place));
    localStorage.removeItem(place);
  } catch {}
  if (!kept) return;
  const shown = typed();
  const lost = Object.entries(kept.values).some(([name, value]) => (shown[name] ?? value) !== value);
  if (!lost) return;
  put(kept.values);
  form.elements.version.value = kept.version;
  document.getElementById("kept").hidden = false;
  keep();
}

// A form that comes back refused, or with what somebody else wrote, says more than was kept.
if (form.dataset.fresh) restore();
form.addEventListener("input", keep);
