// The last queries of this tab, as links to their addresses. They are kept by the browser until the tab is closed.

const KEPT = 10;
const KEY = "ldn-graph queries";

/** @returns {string[]} */
const read = () => {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) || "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
  } catch {
    return []; // nothing may be kept here, or something else was
  }
};
/** @param {string} query */
export const remember = (query) => {
  const others = read().filter((each) => each !== query);
  try {
    sessionStorage.setItem(KEY, JSON.stringify([query, ...others].slice(0, KEPT)));
  } catch {
    // the query stays in the address
  }
};
/** @param {HTMLTextAreaElement} field */
export const listEarlier = (field) => {
  const earlier = read().filter((each) => each !== field.value.trim());
  if (!earlier.length || !field.form) return;
  const list = document.createElement("ul");
  for (const query of earlier) {
    const link = document.createElement("a");
    link.href = `/query?${new URLSearchParams({ query })}`;
    link.textContent = query.replace(/\s+/g, " ").slice(0, 120);
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  const title = document.createElement("summary");
  title.textContent = "Earlier queries of this tab";
  const details = document.createElement("details");
  details.append(title, list);
  field.form.append(details);
};
