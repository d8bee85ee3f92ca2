// References among what is searched for, however they are written, as the words that the page has for them: an
// identifier alone, an address without its beginning. ldn_graph/sources/identity.py says what is read; a table of
// spellings in the tests holds the two together.

const UNSEEN = /[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]/g;
const NAMES = /(?<![\w/.:=-])(?:(?:doi|pmid|pubmed(?: id| central)?|medline|pmcid|isbn(?:-?1[03])?|arxiv|nct|eudract(?: number)?|clinicaltrials(?:\.gov)?|patent)(?:\s*[:#]\s*|\s+(?=10\.|pmc|nct|[0-9]))|(?:pmc|isrctn|euclinicaltrials):\s*|pmid(?=[0-9]))/g;
const HOSTS = /^(?:https?:\/\/)?(?:www\.|m\.|dx\.)?(?=[a-z0-9-]+\.[a-z0-9.-]*(?:[:/?]|$))/;
const TRACKING = /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|twclid|yclid|igshid|mc_[ce]id|s_cid|cmpid)=/;
// What stands behind a mark in an address is the identifier.
const MARKED = [
  /doi\.org\/(?:doi:)?(10\.[^?#]+)/, /\/doi\/(?:[a-z]+\/)?(10\.[0-9]+\/[^/?#]+)/,
  /(?:pubmed\.ncbi\.nlm\.nih\.gov|\/pubmed|\/med|\/pmid)\/(?:pubmed\/)?([0-9]+)/, /pubmed.*[?&]term=([0-9]+)/,
  /ncbi\.nlm\.nih\.gov.*?(pmc[0-9]+)/, /europepmc\.org\/.*?(pmc[0-9]+)/, /clinicaltrials\.gov\/.*?(nct[0-9]{8})/,
  /arxiv\.org\/(?:abs|pdf|html)\/([^?#]+)/, /\/patents?\/([a-z]{2}[0-9]+[a-z0-9]*)/, /setid=([0-9a-f-]{36})/,
  /(?:identifiers\.org|bioregistry\.io|n2t\.net)\/[a-z.]+[:/]([^?#]+)/,
];
const decoded = (word) => {
  try {
    return decodeURIComponent(word);
  } catch { // a lone per cent sign
    return word;
  }
};
const closes = (word, opening, closing) => word.split(opening).length >= word.split(closing).length;
const withoutMarks = (word) => {
  let bare = word.replace(/^["'`“‘«(<[{]+(?=https?:|10\.|pmc|nct|[0-9])/, "");
  while (/[.,;:"'`”’»]$/.test(bare) || ["()", "[]", "{}", "<>"].some((pair) => bare.endsWith(pair[1]) && !closes(bare, pair[0], pair[1]))) {
    bare = bare.slice(0, -1);
  }
  return bare;
};
const withoutTracking = (word) => {
  const [, before, query] = word.match(/^([^?#]*)\??([^#]*)/);
  const kept = query.split("&").filter((part) => part && !TRACKING.test(part));
  return before.replace(/\/+$/, "") + (kept.length ? `?${kept.join("&")}` : "");
};
// An identifier in the form that the page has it in.
const plain = (word) => {
  if (/^97[89][0-9-]{10,14}$/.test(word)) return word.replaceAll("-", "");
  if (/^10\.[0-9]{4,9}\/./.test(word)) word = word.replace(/[?#&](?:utm_|fbclid=|gclid=).*$/, "").replace(/^10\.48550\/arxiv\./, "");
  return word.replace(/^(pmc[0-9]+)\.[0-9]+$/, "$1").replace(/^([0-9]{4}\.[0-9]{4,5})v[0-9]+$/, "$1");
};
const readWord = (word) => {
  if (!/[0-9.]/.test(word)) return word;
  const bare = withoutMarks(decoded(word));
  const marked = MARKED.map((mark) => bare.match(mark)).find(Boolean);
  if (marked) return plain(withoutMarks(marked[1]).replace(/\.pdf$/, ""));
  if (/^https?:\/\//.test(bare)) return withoutTracking(bare.replace(HOSTS, "").replace(/^([^/:]+):(?:80|443)\//, "$1/"));
  return plain(bare);
};
// The words of a search, in small letters.
export const wordsOf = (query) => query.normalize("NFC").replace(UNSEEN, "").toLowerCase().replace(NAMES, " ")
  .split(/\s+/).map(readWord).filter(Boolean);
