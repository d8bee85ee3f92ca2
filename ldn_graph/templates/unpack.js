// Reads the data in the document: JSON, or compressed JSON where there is much of it (ldn_graph/page/packing.py).

const bytesOf = (words) => {
  const letters = atob(words);
  const bytes = new Uint8Array(letters.length);
  for (let n = 0; n < letters.length; n += 1) bytes[n] = letters.charCodeAt(n);
  return bytes;
};
const unpack = (words) => (
  new Response(new Blob([bytesOf(words)]).stream().pipeThrough(new DecompressionStream("deflate"))).json()
);
// A long list of records stands as tables, column by column.
const recordsOf = ({ count, columns }) => {
  const keys = Object.keys(columns);
  return Array.from({ length: count }, (_, n) => {
    const record = {};
    for (const key of keys) record[key] = Array.isArray(columns[key]) ? columns[key][n] : columns[key].same;
    return record;
  });
};
const readTables = (part, depth) => {
  for (const [key, value] of Object.entries(part)) {
    if (value?.tables) part[key] = value.tables.flatMap(recordsOf);
    else if (depth > 1 && value && typeof value === "object") readTables(value, depth - 1);
  }
  return part;
};
// That the page begins, and why it cannot, is told to the script in the document's head (beginning.js).
export const readData = async (element) => {
  const said = document.documentElement.dataset;
  said.begun = "yes";
  if (element.type === "application/json") return readTables(JSON.parse(element.textContent), 2);
  if (typeof DecompressionStream === "undefined") {
    said.cannot = "This browser is too old for the graph, the evidence map, search and filters: it has no DecompressionStream. What they show is below in words.";
    throw new Error("no DecompressionStream");
  }
  return readTables(await unpack(element.textContent), 2);
};
