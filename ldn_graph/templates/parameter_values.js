// Values for a parameter that may have very many: those that hold what is typed, as the server finds them.

const PAUSE = 250; // milliseconds without a key, before the server is asked

/**
 * @param {HTMLInputElement} field
 * @param {number} number that tells this field from others
 */
export const offerValues = (field, number) => {
  const { kind } = field.dataset;
  const list = document.createElement("datalist");
  list.id = `found-${number}`;
  field.after(list);
  field.setAttribute("list", list.id);
  let asking = new AbortController();
  let waiting = 0;
  const ask = async () => {
    const address = `/values?${new URLSearchParams({ kind: kind || "", text: field.value })}`;
    try {
      const answer = await fetch(address, { signal: asking.signal });
      const values = answer.ok ? await answer.json() : [];
      list.replaceChildren(...values.map(([text, words]) => {
        const option = document.createElement("option");
        option.value = text;
        if (words !== text) option.label = words;
        return option;
      }));
    } catch {
      // more was typed meanwhile, or the server is gone
    }
  };
  field.addEventListener("input", () => {
    asking.abort();
    asking = new AbortController();
    clearTimeout(waiting);
    if (field.value.trim().length > 1) waiting = window.setTimeout(ask, PAUSE);
  });
};
