// What each system is and can do, below the runs.
export function showSystems(systems) {
  const section = document.getElementById("systems");
  section.hidden = false;
  section.replaceChildren(section.firstElementChild, ...systems.map(describe));
}

function describe(system) {
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const where = `${system.address}${system.isEmbedded ? ", embedded" : ""}`;
  summary.append(Object.assign(document.createElement("strong"), { textContent: system.name }), element("span", ` ${where}`, "muted"));
  const list = document.createElement("dl");
  for (const ability of system.abilities) {
    const entry = document.createElement("div");
    entry.append(element("dt", ability.label), element("dd", [capitalized(ability.support), ability.note].filter(Boolean).join(". ")));
    list.append(entry);
  }
  details.append(summary, list);
  return details;
}

const element = (tag, textContent, className = "") => Object.assign(document.createElement(tag), { textContent, className });
const capitalized = text => text[0].toUpperCase() + text.slice(1);
