// Keeps what somebody types into a form of the desk until it is saved: in this browser alone, for each form and person.
// After a session that ended, a crash or a refused request, the form offers to restore it, or to discard it.
"use strict";

(() => {
  const WAIT = 400; // milliseconds after the last key
  const user = document.currentScript.dataset.user;
  const keyOf = (path) => `unsent:${user}:${path}`;
  const store = (() => { try { return window.localStorage; } catch { return null; } })();
  if (!user || !store) return;

  const read = (key) => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };
  const write = (key, record) => { try { store.setItem(key, JSON.stringify(record)); } catch { /* it is full */ } };

  // What is kept of a form: `current`, what is in it, and `pending`, what was typed earlier and is offered.
  function keepDrafts(key, pending, current) {
    if (pending || current) write(key, { pending, current });
    else store.removeItem(key);
  }

  // The server names each form that it saved, in the class of a message. An offer that nobody took up stays.
  for (const message of document.querySelectorAll("[class*='saved-at:']")) {
    for (const name of message.classList) {
      const key = keyOf(name.replace("saved-at:", "").replace(/\/delete\/$/, "/change/"));
      const kept = name.startsWith("saved-at:") && read(key);
      if (kept?.current?.isSent) keepDrafts(key, kept.pending, null);
    }
  }

  const notice = document.querySelector("[data-unsent]");
  const form = notice?.closest("form");
  let isSigningOut = false;
  document.addEventListener("submit", ({ target }) => { // a swap may bring another form
    if (target.id !== "logout-form") return;
    isSigningOut = true;
    Object.keys(store).filter((key) => key.startsWith(keyOf(""))).forEach((key) => store.removeItem(key));
  });
  if (!form) return;

  // --- the controls of the form, and what is in them -----------------------------------------------------------

  const UNKEPT = new Set(["hidden", "password", "file", "submit", "button", "reset", "image"]);
  const isFiltered = (control) => control.matches("select.filtered");
  const inputNamed = (name) => form.querySelector(`input[type=hidden][name="${CSS.escape(name)}"]`);

  function* controls() {
    for (const control of form.elements) {
      const isKept = control.name && !UNKEPT.has(control.type) && !control.disabled && control.tagName !== "FIELDSET";
      if (isKept && !/__prefix__|^_|_old$|(^|-)keep_/.test(control.name)) yield control;
    }
  }

  function valuesOf(control, isDefault = false) {
    if (control.options) {
      const isChosen = (option) => isFiltered(control) || (isDefault ? option.defaultSelected : option.selected);
      const chosen = [...control.options].filter(isChosen);
      if (isDefault && !chosen.length && !control.multiple && control.options.length) chosen.push(control.options[0]);
      return chosen.map((option) => [option.value, option.text]);
    }
    if (control.type === "checkbox" || control.type === "radio") {
      return (isDefault ? control.defaultChecked : control.checked) ? [[control.value, ""]] : [];
    }
    return [[isDefault ? control.defaultValue : control.value, ""]];
  }

  const plain = (values) => values.map(([value]) => value.replace(/\r\n?/g, "\n")).sort().join("\u0000");
  const filteredAtStart = new Map();
  const originalOf = (control) => filteredAtStart.get(control.name) ?? plain(valuesOf(control, true));

  // A row of a form set is known by its key, by what it is for, or else by its place.
  function placeOf(name) {
    const [, set, index, field] = /^(.+)-(\d+)-(.+)$/.exec(name) ?? [null, "", "", name];
    if (!set) return { prefix: "", row: "", field };
    const prefix = `${set}-${index}-`;
    const key = inputNamed(`${prefix}id`)?.value;
    const target = form.querySelector(`input[type=hidden][name^="initial-${prefix}"]`) ?? inputNamed(`${prefix}option`);
    const row = key ? `${set}:${key}` : target?.value ? `${set}:for ${target.value}` : `${set}:new ${index}`;
    return { prefix, row, field };
  }

  // --- keeping ---------------------------------------------------------------------------------------------------

  const key = keyOf(location.pathname);
  const isRefused = "refused" in notice.dataset;
  const labelOf = (control) => control.labels?.[0]?.textContent.trim().replace(/:$/, "") || control.name;
  const kept = read(key);
  let pending = isRefused ? kept?.pending : withNewer(kept?.pending, kept?.current);
  const refused = isRefused ? kept?.current : null;
  let isSubmitting = false, timer = 0;

  function typed() {
    const texts = {}, versions = {};
    for (const control of controls()) {
      const isOriginal = plain(valuesOf(control)) === originalOf(control);
      if (isOriginal && !isRefused) continue;
      const { prefix, row, field } = placeOf(control.name);
      if (isOriginal && !refused?.texts[row]?.[field]) continue;
      (texts[row] ??= {})[field] = { values: valuesOf(control), label: labelOf(control) };
      versions[row] = inputNamed(`${prefix}seen_version`)?.value ?? "";
    }
    return Object.keys(texts).length ? { at: new Date().toISOString(), texts, versions } : null;
  }

  // Two drafts as one: the newer texts, and for each row the version that was opened first.
  function withNewer(older, newer) {
    if (!older || !newer) return older ?? newer ?? null;
    const rows = Object.keys({ ...older.texts, ...newer.texts });
    const texts = Object.fromEntries(rows.map((row) => [row, { ...older.texts[row], ...newer.texts[row] }]));
    return { at: newer.at, texts, versions: { ...newer.versions, ...older.versions } };
  }

  function keep(isSent = false) {
    clearTimeout(timer);
    const current = typed();
    if (!isSigningOut) keepDrafts(key, pending, current && { ...current, isSent });
  }

  const isChanged = () => isRefused || typed() !== null;

  // --- restoring -------------------------------------------------------------------------------------------------

  function fill(control, values) {
    const chosen = values.map(([value]) => value);
    if (isFiltered(control)) {
      const [from, to] = [control.id.replace(/_to$/, "_from"), control.id];
      const move = (start, end, isMoved) => {
        for (const option of document.getElementById(start).options) option.selected = isMoved(option.value);
        window.SelectBox?.move(start, end);
      };
      move(from, to, (value) => chosen.includes(value));
      move(to, from, (value) => !chosen.includes(value));
    } else if (control.options) {
      for (const [value, text] of values) {
        if (![...control.options].some((option) => option.value === value)) control.add(new Option(text, value));
      }
      for (const option of control.options) option.selected = chosen.includes(option.value);
    } else if (control.type === "checkbox" || control.type === "radio") {
      control.checked = chosen.includes(control.value);
    } else {
      control.value = chosen[0] ?? "";
    }
    for (let box = control.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    control.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const controlsByPlace = () => Map.groupBy(controls(), ({ name }) => {
    const { row, field } = placeOf(name);
    return `${row}\n${field}`;
  });

  function addRows(rows) {
    for (const row of rows) {
      const [, set, index] = /^(.+):new (\d+)$/.exec(row) ?? [];
      const total = set && inputNamed(`${set}-TOTAL_FORMS`);
      const link = set && document.querySelector(`#${CSS.escape(set)}-group .add-row a`);
      for (let more = 50; more && link && Number(total?.value) <= Number(index); more -= 1) link.click();
    }
  }

  function restore() {
    const { texts, versions } = pending;
    addRows(Object.keys(texts));
    const places = controlsByPlace();
    const homeless = [];
    for (const [row, fields] of Object.entries(texts)) {
      for (const [field, { values, label }] of Object.entries(fields)) {
        const found = places.get(`${row}\n${field}`);
        if (!found) homeless.push([label, values]);
        for (const control of found ?? []) {
          fill(control, values);
          const version = inputNamed(`${placeOf(control.name).prefix}seen_version`);
          if (version && versions[row]) version.value = versions[row];
        }
      }
    }
    pending = null;
    say(homeless.length ? notice.dataset.homeless : notice.dataset.restored, homeless);
    if (!homeless.length) keep();
  }

  function say(text, texts = []) {
    notice.querySelector("[role=status]").textContent = text;
    notice.querySelectorAll("button").forEach((button) => { button.hidden = true; });
    const list = notice.querySelector("dl");
    for (const [label, values] of texts) {
      const [term, description] = [document.createElement("dt"), document.createElement("dd")];
      term.textContent = label;
      description.textContent = values.map(([value, name]) => name || value).join(", ");
      description.className = "prose";
      list.append(term, description);
    }
  }

  function discard() {
    pending = null;
    keep();
    notice.hidden = true;
  }

  // Texts that are in the form by now need no offer.
  function dropWhatIsThere() {
    const places = controlsByPlace();
    for (const [row, fields] of Object.entries(pending.texts)) {
      for (const [field, { values }] of Object.entries(fields)) {
        const found = places.get(`${row}\n${field}`) ?? [];
        if (found.length && plain(found.flatMap((control) => valuesOf(control))) === plain(values)) delete fields[field];
      }
      if (!Object.keys(fields).length) delete pending.texts[row];
    }
    if (!Object.keys(pending.texts).length) pending = null;
    keep();
  }

  window.addEventListener("load", () => {
    for (const control of controls()) if (isFiltered(control)) filteredAtStart.set(control.name, plain(valuesOf(control)));
    if (pending) dropWhatIsThere();
    if (!pending) return;
    notice.querySelector("time").textContent = new Date(pending.at).toLocaleString(document.documentElement.lang);
    notice.querySelector("[data-restore]").addEventListener("click", restore);
    notice.querySelector("[data-discard]").addEventListener("click", discard);
    notice.hidden = false;
  });

  for (const event of ["input", "change", "click"]) {
    form.addEventListener(event, () => {
      isSigningOut = isSubmitting = false;
      clearTimeout(timer);
      timer = setTimeout(() => keep(), WAIT);
    });
  }
  form.addEventListener("submit", (event) => {
    keep(true);
    isSubmitting = !event.defaultPrevented;
  });
  window.addEventListener("pagehide", () => { if (!isSubmitting && isChanged()) keep(); });
  window.addEventListener("beforeunload", (event) => {
    if (!isSubmitting && isChanged()) event.preventDefault();
  });
})();
