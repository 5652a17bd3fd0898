import { ask, runPath } from "./api.js";
import { FormDialog } from "./form-dialog.js";

export class TerminateDialog extends FormDialog {
  #modes = document.getElementById("terminate-modes");
  #missing = document.getElementById("terminate-missing");
  #patience = document.getElementById("terminate-patience");
  #rows;
  #run;

  constructor(rows) {
    super("terminate");
    this.#rows = rows;
    this.#modes.addEventListener("change", () => this.#choose());
  }

  closed() {
    this.#rows.takeFocus(this.#run.id);
  }

  open(run, system) {
    this.#run = run;
    document.getElementById("terminate-title").textContent = `Terminate ${run.name}`;
    this.#modes.replaceChildren(...system.modes.filter(mode => mode.isOffered).map(modeChoice));
    this.#modes.querySelector("input").checked = true;
    const missing = system.modes.filter(mode => !mode.isOffered);
    this.#missing.hidden = missing.length === 0;
    this.#missing.querySelector("h3").textContent = `Not offered by ${system.name}`;
    this.#missing.querySelector("ul").replaceChildren(...missing.map(missingMode));
    this.#choose();
    super.open();
  }

  // The dialog may be closed while the run is ending; a failure then shows in the run's row.
  prepare() {
    const run = this.#run;
    const isOpen = () => this.dialog.open && this.#run === run;
    return {
      done: async () => {
        this.#rows.showError(run.id, null);
        await ask("POST", runPath(run, "terminate"), { mode: this.#mode, escalateAfterSeconds: this.#mode === "escalate" ? this.#patience.valueAsNumber || 0 : null });
        if (isOpen())
          this.dialog.close();
      },
      failed: message => (isOpen() ? this.showError(message) : this.#rows.showError(run.id, message)),
    };
  }

  get #mode() {
    return this.#modes.querySelector("input:checked").value;
  }

  #choose() {
    document.getElementById("terminate-patience-field").hidden = this.#mode !== "escalate";
  }
}

function modeChoice(mode) {
  const id = `terminate-mode-${mode.id}`;
  const input = Object.assign(document.createElement("input"), { type: "radio", name: "mode", id, value: mode.id });
  const label = Object.assign(document.createElement("label"), { htmlFor: id, textContent: mode.label });
  const meaning = Object.assign(document.createElement("p"), { id: `${id}-meaning`, className: "hint", textContent: mode.meaning });
  input.setAttribute("aria-describedby", meaning.id);
  const element = Object.assign(document.createElement("div"), { className: "choice" });
  element.append(input, label, meaning);
  return element;
}

function missingMode(mode) {
  const item = document.createElement("li");
  item.append(Object.assign(document.createElement("strong"), { textContent: mode.label }), ` – ${mode.meaning}`);
  return item;
}
