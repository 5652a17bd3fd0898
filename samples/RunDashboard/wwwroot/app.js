import { Announcer } from "./announcer.js";
import { ask, runPath } from "./api.js";
import { Rows } from "./rows.js";
import { SendDialog } from "./send-dialog.js";
import { StartDialog } from "./start-dialog.js";
import { showSystems } from "./systems.js";
import { TerminateDialog } from "./terminate-dialog.js";

const find = id => document.getElementById(id);
const filterSystem = find("filter-system");
const filterLife = find("filter-life");
const rows = new Rows(act);
const announcer = new Announcer();
const startDialog = new StartDialog();
const sendDialog = new SendDialog(rows);
const terminateDialog = new TerminateDialog(rows);
let systems = [];
let isFirst = true;

find("start").addEventListener("click", () => startDialog.open(filterSystem.value));
find("empty-action").addEventListener("click", () => (isFiltered() ? showAll() : startDialog.open(filterSystem.value)));
find("clear").addEventListener("click", clearOver);
filterSystem.addEventListener("change", refresh);
filterLife.addEventListener("change", refresh);
await load();

async function load() {
  try {
    systems = await ask("GET", "systems");
  } catch (error) {
    showConnection(`${error.message} Trying again…`);
    setTimeout(load, 2000);
    return;
  }
  filterSystem.append(...systems.map(system => new Option(system.name, system.id)));
  startDialog.systems = systems;
  find("start").disabled = false;
  showSystems(systems);
  listen();
}

function listen() {
  const events = new EventSource("api/runs/events");
  events.addEventListener("open", () => showConnection(""));
  events.addEventListener("runs", event => take(JSON.parse(event.data)));
  events.addEventListener("error", () => {
    showConnection("The connection to the dashboard is lost. What is shown may be out of date. Trying again…");
    if (events.readyState === EventSource.CLOSED)
      setTimeout(listen, 2000);
  });
}

function take({ ids, runs, troubles }) {
  const turned = rows.update(ids, runs);
  if (!isFirst)
    announcer.tell(turned);
  isFirst = false;
  find("troubles").hidden = troubles.length === 0;
  find("troubles").replaceChildren(...troubles.map(trouble => Object.assign(document.createElement("p"), { textContent: trouble })));
  refresh();
}

function refresh() {
  const { runs } = rows;
  const live = runs.filter(run => !run.isOver).length;
  const shown = rows.filter(run =>
    (!filterSystem.value || run.system === filterSystem.value) && (!filterLife.value || run.isOver === (filterLife.value === "over")));
  setText(find("summary"), `${live} live, ${runs.length - live} ended`);
  find("clear").hidden = runs.length === live;
  find("runs").hidden = shown === 0;
  find("empty").hidden = shown > 0;
  setText(find("empty-title"), isFiltered() ? "No such runs" : "No runs yet");
  setText(find("empty-text"), isFiltered()
    ? "There are runs, but none that the two choices above let through."
    : "Start one here. Runs that others start appear by themselves, where the system tells of them.");
  setText(find("empty-action"), isFiltered() ? "Show all runs" : "Start a run");
}

function isFiltered() {
  return rows.runs.length > 0;
}

function showAll() {
  filterSystem.value = "";
  filterLife.value = "";
  refresh();
  filterSystem.focus();
}

async function act(action, run, button) {
  const system = systems.find(known => known.id === run.system);
  rows.showError(run.id, null);
  if (action === "send")
    return sendDialog.open(run, system);
  if (action === "terminate")
    return terminateDialog.open(run, system);
  if (button.getAttribute("aria-disabled") === "true")
    return;
  button.setAttribute("aria-disabled", "true");
  try {
    await ask("POST", runPath(run, action));
  } catch (error) {
    rows.showError(run.id, error.message);
  } finally {
    button.removeAttribute("aria-disabled");
  }
}

async function clearOver() {
  const error = find("page-error");
  try {
    await ask("DELETE", "runs/over");
    error.hidden = true;
    find("start").focus();
  } catch (failure) {
    error.textContent = failure.message;
    error.hidden = false;
  }
}

function showConnection(message) {
  find("connection").hidden = !message;
  setText(find("connection"), message);
  document.body.classList.toggle("stale", Boolean(message));
}

function setText(element, text) {
  if (element.textContent !== text)
    element.textContent = text;
}
