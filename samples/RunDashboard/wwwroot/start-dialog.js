import { ask } from "./api.js";
import { FormDialog } from "./form-dialog.js";

export class StartDialog extends FormDialog {
  #system = document.getElementById("start-system");
  #fields = document.getElementById("start-fields");
  #note = document.getElementById("start-note");
  #title = document.getElementById("start-title");
  #values = new Map();
  #systems = [];

  constructor() {
    super("start");
    this.#system.addEventListener("change", () => this.#choose());
  }

  set systems(systems) {
    this.#systems = systems;
    this.#system.replaceChildren(...systems.map(system => new Option(system.name, system.id)));
  }

  open(systemId) {
    if (systemId)
      this.#system.value = systemId;
    this.#choose();
    super.open();
  }

  prepare() {
    const system = this.#system.value;
    const values = Object.fromEntries(this.#values.get(system));
    return {
      done: async () => {
        await ask("POST", `systems/${system}/runs`, values);
        this.dialog.close();
      },
      failed: message => this.showError(message),
    };
  }

  #choose() {
    const system = this.#systems.find(known => known.id === this.#system.value);
    const { title, note, fields } = system.start;
    this.showError("");
    this.#title.textContent = title;
    this.submitButton.textContent = title.split(" ")[0];
    this.#note.textContent = note ?? "";
    this.#note.hidden = !note;
    if (!this.#values.has(system.id))
      this.#values.set(system.id, new Map(fields.map(field => [field.name, field.value])));
    this.#fields.replaceChildren(...fields.map(field => this.#field(field, this.#values.get(system.id))));
  }

  #field(field, values) {
    const id = `start-field-${field.name}`;
    const label = Object.assign(document.createElement("label"), { htmlFor: id, textContent: field.label });
    const input = Object.assign(document.createElement(field.isLong ? "textarea" : "input"), { id, value: values.get(field.name), spellcheck: false });
    input.setAttribute("autocomplete", "off");
    input.required = field.isRequired;
    if (field.isLong)
      input.rows = 8;
    input.addEventListener("input", () => values.set(field.name, input.value));
    const element = Object.assign(document.createElement("div"), { className: "field" });
    element.append(label, input);
    if (field.hint) {
      element.append(Object.assign(document.createElement("p"), { id: `${id}-hint`, className: "hint", textContent: field.hint }));
      input.setAttribute("aria-describedby", `${id}-hint`);
    }
    return element;
  }
}
