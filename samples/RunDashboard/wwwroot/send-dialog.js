import { ask, runPath } from "./api.js";
import { FormDialog } from "./form-dialog.js";

export class SendDialog extends FormDialog {
  #type = document.getElementById("send-type");
  #target = document.getElementById("send-target");
  #content = document.getElementById("send-content");
  #result = document.getElementById("send-result");
  #rows;
  #run;

  constructor(rows) {
    super("send");
    this.#rows = rows;
  }

  closed() {
    this.#rows.takeFocus(this.#run.id);
  }

  open(run, system) {
    this.#run = run;
    const { types, example, target } = system.send;
    document.getElementById("send-title").textContent = `Send data to ${run.name}`;
    document.getElementById("send-target-field").hidden = !target;
    document.getElementById("send-target-label").textContent = target ?? "";
    this.#type.replaceChildren(...types.map(type => new Option(type)));
    this.#target.value = "";
    this.#content.value = example;
    this.#tell("");
    super.open();
    this.#content.focus();
  }

  prepare() {
    const run = this.#run;
    this.#tell("");
    return {
      done: async () => {
        const { message } = await ask("POST", runPath(run, "send"), { content: this.#content.value, type: this.#type.value, target: this.#target.value });
        this.#tell(message);
      },
      failed: message => this.showError(message),
    };
  }

  #tell(message) {
    this.#result.textContent = message;
    this.#result.hidden = !message;
  }
}
