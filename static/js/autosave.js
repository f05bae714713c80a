/* Records the dossier of a review as it is typed, part by part, and loses nothing.

   Without this script the form is an ordinary one. With it, each part is sent a moment after the
   last key. What is not recorded yet is kept in this browser: when the connection or the session
   is lost, it is sent as soon as they are back, and it is put back in the form when the page is
   opened again. One request at a time: versions never cross. */

import { Part, same } from "./autosave-part.js";

const PAUSE = 1000; // after the last key, in milliseconds
const AGAIN = 8000; // before trying again
const LOOK = 20000; // between two looks at what others wrote

class Autosave {
  constructor(form) {
    this.form = form;
    this.words = JSON.parse(document.getElementById("autosave-words").textContent);
    this.bar = form.querySelector(".review-bar");
    this.status = document.getElementById("autosave-status");
    this.token = form.elements.csrfmiddlewaretoken;
    this.queue = new Map(); // key of a part: what is asked for it
    this.busy = false;
    this.stopped = false; // nothing can be recorded any more
    this.trouble = ""; // offline, signed_out or trouble: the name of the words for it
    this.retry = 0;
    const parts = [...form.querySelectorAll("[data-unit]")].map(
      (element) => new Part(element, form.dataset.keep),
    );
    this.parts = new Map(parts.map((part) => [part.key, part]));
  }

  get all() {
    return [...this.parts.values()];
  }

  start() {
    for (const part of this.all) {
      if (part.restore()) part.notice(this.words.restored);
      if (part.dirty) part.keep();
      if (part.dirty && !part.refused && !part.conflict) this.ask(part, "save");
    }
    this.listen();
    this.say();
  }

  /* ---- Where things stand ---- */

  say() {
    const name = this.standing();
    if (this.status.dataset.said === name) return;
    this.status.dataset.said = name;
    this.status.textContent = this.words[name];
    this.bar.classList.toggle("review-bar--warning", !["saved", "unsaved"].includes(name));
    if (name !== "signed_out") return;
    const link = document.createElement("a");
    link.href = this.form.dataset.signIn;
    link.textContent = this.words.sign_in;
    this.status.append(" ", link);
  }

  standing() {
    if (this.stopped) return "closed";
    if (this.trouble) return this.trouble;
    if (this.all.some((part) => part.refused || part.conflict)) return "refused";
    const waits = this.busy || this.queue.size || this.all.some((part) => part.dirty);
    return waits ? "unsaved" : "saved";
  }

  showMissing(missing) {
    document.getElementById("todo-count").textContent = missing.length;
    const items = missing.map(([anchor, message]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${anchor}`;
      link.textContent = message;
      item.append(link);
      return item;
    });
    document.querySelector("#todo ul").replaceChildren(...items);
  }

  /* ---- Sending ---- */

  ask(part, act) {
    clearTimeout(part.timer);
    this.queue.set(part.key, act);
    this.pump();
  }

  async pump() {
    if (!this.busy && !this.stopped && !this.trouble && this.queue.size) {
      this.busy = true;
      const [key, act] = this.queue.entries().next().value;
      this.queue.delete(key);
      await this.send(this.parts.get(key), act);
      this.busy = false;
      this.pump();
    }
    this.say();
  }

  async send(part, act) {
    const values = part.typed;
    const body = new URLSearchParams({ ...values, unit: part.key, act });
    body.set(`${part.key}-version`, part.version);
    const answer = await this.request(this.form.dataset.save, { method: "POST", body });
    if (!answer) {
      if (!this.queue.has(part.key)) this.queue.set(part.key, act);
      return;
    }
    const told = await answer.json();
    if (told.closed) this.stop();
    else if (answer.status === 200) this.recorded(part, told, values, act);
    else if (answer.status === 409) this.inConflict(part, told);
    else {
      part.refused = true;
      part.showErrors(told.errors, told.general);
    }
  }

  recorded(part, told, values, act) {
    part.dirty = !same(values, part.typed);
    part.refused = part.conflict = false;
    part.showErrors();
    part.show(told);
    this.showMissing(told.missing);
    if (part.dirty) return part.keep();
    part.forget();
    if (act !== "unknown") return;
    part.put(told.values);
    this.offer(part, values);
  }

  /* A text that a button took away can be put back, as long as the page is there. */
  offer(part, values) {
    if (!Object.values(values).some((text) => text.trim())) return;
    const back = () => {
      part.put(values);
      part.notice("");
      this.touched(part);
    };
    part.notice(this.words.gone, [], [[this.words.put_back, back]]);
  }

  inConflict(part, told) {
    part.conflict = true;
    const settle = (act) => () => {
      part.show(told);
      part.notice("");
      act();
    };
    const theirs = settle(() => {
      part.put(told.values);
      part.dirty = part.conflict = part.refused = false;
      part.forget();
      this.say();
    });
    const mine = settle(() => this.ask(part, "save"));
    part.notice(this.words.conflict.replace("{}", told.who || this.words.somebody), told.theirs, [
      [this.words.take_theirs, theirs],
      [this.words.keep_mine, mine],
    ]);
  }

  /* The answer; nothing where it must be asked again: says why, and tries again by itself. */
  async request(address, options = {}) {
    let answer;
    try {
      const headers = { "X-CSRFToken": this.token.value, Accept: "application/json" };
      answer = await fetch(address, { ...options, headers, redirect: "manual" });
    } catch {
      return this.wait("offline");
    }
    if (answer.type === "opaqueredirect") return this.wait("signed_out");
    const isOurs = answer.headers.get("Content-Type")?.startsWith("application/json");
    return isOurs ? answer : this.wait("trouble");
  }

  wait(why) {
    this.trouble = why;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => this.resume(), AGAIN);
    this.say();
    return null;
  }

  /* Asks for a token that is good for the present session, then goes on. */
  async resume() {
    clearTimeout(this.retry);
    if (await this.look()) {
      this.trouble = "";
      this.pump();
    }
  }

  /* Looks at what others wrote; whether the server answered. */
  async look() {
    const answer = await this.request(this.form.dataset.state);
    if (!answer) return false;
    const told = await answer.json();
    this.token.value = told.csrf;
    if (told.closed) this.stop();
    else if (!this.busy) {
      for (const [key, now] of Object.entries(told.parts)) this.others(this.parts.get(key), now);
      this.showMissing(told.missing);
    }
    return true;
  }

  /* Somebody else wrote a part that is left alone here: it is shown as it is now. */
  others(part, now) {
    if (!part || now.version <= part.version) return;
    if (part.dirty || part.conflict || this.queue.has(part.key)) return;
    part.put(now.values);
    part.show(now);
    part.notice(this.words.others.replace("{}", now.who || this.words.somebody));
  }

  stop() {
    this.stopped = true;
    this.say();
  }

  /* ---- What its user does ---- */

  listen() {
    this.form.addEventListener("input", (event) => {
      const element = event.target.closest("[data-unit]");
      if (element) this.touched(this.parts.get(element.dataset.unit));
    });
    this.form.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=act]");
      if (button && this.pressed(button)) event.preventDefault();
    });
    this.form.addEventListener("submit", (event) => {
      if (this.trouble !== "offline") return;
      event.preventDefault();
      this.resume();
    });
    window.addEventListener("online", () => this.resume());
    window.addEventListener("offline", () => this.wait("offline"));
    window.addEventListener("focus", () => this.trouble && this.resume());
    document.addEventListener("visibilitychange", () => document.hidden && this.hurry());
    setInterval(() => {
      if (!document.hidden && !this.trouble && !this.stopped && !this.busy) this.look();
    }, LOOK);
  }

  touched(part) {
    part.dirty = true;
    part.refused = false;
    part.keep();
    clearTimeout(part.timer);
    if (!part.conflict) part.timer = setTimeout(() => this.ask(part, "save"), PAUSE);
    this.say();
  }

  /* Whether the script does what the button is for. */
  pressed(button) {
    const [act, of] = button.value.split(":");
    if (act === "confirm" || act === "unknown") this.ask(this.parts.get(of), act);
    else if (act === "section") this.confirmAll(button);
    else if (act === "drop") this.drop(button);
    else return false;
    return true;
  }

  confirmAll(button) {
    const section = button.closest(".review-part");
    const waiting = section.querySelectorAll('[data-unit][data-state="prefilled"]');
    for (const element of waiting) this.ask(this.parts.get(element.dataset.unit), "confirm");
    button.parentElement.hidden = true;
    waiting[0]?.focus();
  }

  drop(button) {
    const part = this.parts.get(button.closest("[data-unit]").dataset.unit);
    const before = part.typed;
    const fields = button.closest("[data-target]").querySelectorAll("input");
    for (const field of fields) field.value = "";
    this.touched(part);
    this.offer(part, before);
  }

  /* The page may go at any moment: what waits is sent now. */
  hurry() {
    for (const part of this.all) if (part.dirty && !part.conflict) this.ask(part, "save");
  }
}

const form = document.querySelector("form[data-save]");
if (form) new Autosave(form).start();
