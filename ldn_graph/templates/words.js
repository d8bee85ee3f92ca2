// Words: how things are counted, and how a text is shortened.

export const plural = (count, one, many) => (count === 1 ? one : many);
export const countWords = (count, one, many) => `${count.toLocaleString("en")} ${plural(count, one, many)}`;
export const capital = (words) => words && `${words[0].toUpperCase()}${words.slice(1)}`;

// The first words of a text, without a comma or colon at the end; a single word that is too long is cut.
const headOf = (words, most) => {
  let head = words.slice(0, most);
  if (/\S/.test(words[most] || " ") && head.lastIndexOf(" ") > most / 2) head = head.slice(0, head.lastIndexOf(" "));
  return `${head.replace(/[\s,:;·(]+$/, "")}…`;
};
export const clip = (words, most) => (words.length > most ? headOf(words, most - 1) : words);
// An id on one line: its beginning and its end.
export const shortId = (id, most = 24) => {
  const head = Math.ceil((most - 1) / 2);
  return id.length > most ? `${id.slice(0, head)}…${id.slice(head + 1 - most)}` : id;
};
