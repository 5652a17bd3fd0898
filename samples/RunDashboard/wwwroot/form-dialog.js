// A form in a dialog. What was put in stays there when something goes wrong, and the message stands beside the button.
export class FormDialog {
  constructor(name) {
    this.dialog = document.getElementById(`${name}-dialog`);
    this.form = this.dialog.querySelector("form");
    this.error = this.form.querySelector(".error");
    this.submitButton = this.form.querySelector("[type=submit]");
    this.form.querySelector("[data-close]").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => this.closed());
    this.form.addEventListener("submit", event => {
      event.preventDefault();
      this.#submit();
    });
  }

  closed() {}

  open() {
    this.showError("");
    this.dialog.showModal();
  }

  showError(message) {
    this.error.textContent = message;
    this.error.hidden = !message;
  }

  // Disabled only in name: a button that is really disabled would lose the focus.
  async #submit() {
    if (this.submitButton.getAttribute("aria-disabled") === "true")
      return;
    this.submitButton.setAttribute("aria-disabled", "true");
    this.showError("");
    const { done, failed } = this.prepare();
    try {
      await done();
    } catch (error) {
      failed(error.message);
    } finally {
      this.submitButton.removeAttribute("aria-disabled");
    }
  }
}
