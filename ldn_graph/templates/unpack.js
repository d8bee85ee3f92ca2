// Reads the data in the document: JSON, or compressed JSON where there is much of it (ldn_graph/page/packing.py).

const unpack = (words) => {
  const bytes = Uint8Array.from(atob(words), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
};
// A browser that cannot unpack them shows what one without scripts does.
const explain = () => {
  const note = document.createElement("p");
  note.className = "note";
  note.textContent = "This browser is too old for the graph, the evidence map, search and filters: it has no DecompressionStream.";
  const plain = document.querySelector("noscript");
  if (!plain) return;
  plain.replaceWith(note, ...new DOMParser().parseFromString(plain.textContent ?? "", "text/html").body.childNodes);
};
export const readData = async (element) => {
  if (element.type === "application/json") return JSON.parse(element.textContent);
  if (typeof DecompressionStream === "undefined") {
    explain();
    throw new Error("no DecompressionStream");
  }
  return unpack(element.textContent);
};
