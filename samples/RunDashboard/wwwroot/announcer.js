// Tells people who do not see the page what happens: states only, and at most one sentence each two seconds.
const pause = 2000;

export class Announcer {
  #element = document.getElementById("announcement");
  #waiting = new Map();
  #timer = null;

  tell(runs) {
    for (const run of runs)
      this.#waiting.set(run.id, `${run.name}: ${run.stateText}`);
    if (this.#timer === null && this.#waiting.size > 0)
      this.#speak();
  }

  #speak() {
    const news = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#element.textContent = news.length > 3 ? `${news.length} runs have changed their state` : news.join(". ");
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.tell([]);
    }, pause);
  }
}
