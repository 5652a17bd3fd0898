// The table of runs. Cells are changed in place, so that focus, selection and scroll position stay.
const symbols = { pending: "waiting", awaitinginput: "waiting", cancelled: "stopped" };
const tones = { running: "good", completed: "good", failed: "bad", paused: "warn", stopping: "warn", awaitinginput: "warn" };
const whole = new Intl.NumberFormat("en");
const oneDecimal = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const unknown = "–";

export class Rows {
  #body = document.getElementById("rows");
  #template = document.getElementById("row");
  #rows = new Map();
  #onAction;

  constructor(onAction) {
    this.#onAction = onAction;
  }

  get runs() {
    return [...this.#rows.values()].map(row => row.run);
  }

  // Takes what has changed, and gives the runs whose state is another one than before.
  update(ids, runs) {
    const turned = runs.filter(run => this.#rows.get(run.id)?.run.stateText !== run.stateText);
    for (const [id, row] of this.#rows) {
      if (!ids.includes(id)) {
        row.element.remove();
        this.#rows.delete(id);
      }
    }
    for (const run of runs)
      this.#show(run);
    this.#order(ids);
    return turned;
  }

  filter(matches) {
    let count = 0;
    for (const row of this.#rows.values()) {
      const isShown = matches(row.run);
      row.element.hidden = !isShown;
      count += isShown ? 1 : 0;
    }
    return count;
  }

  showError(id, message) {
    const error = this.#rows.get(id)?.element.querySelector(".error");
    if (error) {
      error.hidden = !message;
      setText(error, message ?? "");
    }
  }

  // A dialog gives the focus back to the button that opened it, unless that has gone meanwhile.
  takeFocus(id) {
    const element = this.#rows.get(id)?.element;
    const focused = document.activeElement;
    if (element && (focused === document.body || !focused.checkVisibility()))
      focusIn(element);
  }

  #order(ids) {
    let before = null;
    for (const id of [...ids].reverse()) {
      const element = this.#rows.get(id)?.element;
      if (!element)
        continue;
      if (element.nextElementSibling !== before || !element.isConnected)
        this.#body.insertBefore(element, before);
      before = element;
    }
  }

  #show(run) {
    const row = this.#rows.get(run.id) ?? this.#create(run);
    row.run = run;
    const find = selector => row.element.querySelector(selector);
    setText(find(".name"), run.name);
    setText(find(".origin"), run.origin);
    find(".state").dataset.tone = tones[run.state] ?? "quiet";
    setAttribute(find("use"), "href", `#state-${symbols[run.state] ?? run.state}`);
    setText(find(".state-text"), run.stateText);
    setText(find(".detail"), run.detail);
    setText(find(".problem"), run.problem ?? "");
    setText(find(".done"), run.processed === null ? unknown : whole.format(run.processed));
    setText(find(".total"), run.processed === null || run.total === null ? "" : ` of ${whole.format(run.total)}`);
    setText(find(".rate"), rateText(run.rate));
    setText(find(".errors"), run.failed === null ? unknown : whole.format(run.failed));
    find(".errors").classList.toggle("bad", run.failed > 0);
    const progress = find("progress");
    progress.hidden = run.progress === null;
    if (run.progress !== null)
      progress.value = run.progress;
    setText(find(".percent"), run.progress === null ? unknown : `${Math.floor(run.progress * 100)} %`);
    offer(row.element, { send: run.canSend, pause: run.canPause, resume: run.canResume, terminate: run.canTerminate });
  }

  #create(run) {
    const element = this.#template.content.firstElementChild.cloneNode(true);
    const row = { element, run };
    element.dataset.run = run.id;
    element.querySelector("progress").setAttribute("aria-label", `Progress of ${run.name}`);
    for (const button of element.querySelectorAll("button")) {
      button.querySelector(".hidden-text").textContent = ` ${run.name}`;
      button.addEventListener("click", () => this.#onAction(button.dataset.action, row.run, button));
    }
    this.#rows.set(run.id, row);
    return row;
  }
}

// A button that goes away must not take the focus with it.
function offer(element, actions) {
  const focused = document.activeElement;
  for (const button of element.querySelectorAll("[data-action]"))
    button.hidden = !actions[button.dataset.action];
  if (focused?.hidden && element.contains(focused))
    focusIn(element);
}

function focusIn(element) {
  (element.querySelector("[data-action]:not([hidden])") ?? element.querySelector("th")).focus();
}

function rateText(rate) {
  if (rate === null)
    return unknown;
  return `${rate === 0 ? "0" : oneDecimal.format(rate)}/s`;
}

function setText(element, text) {
  if (element.textContent !== text)
    element.textContent = text;
}

function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value)
    element.setAttribute(name, value);
}
