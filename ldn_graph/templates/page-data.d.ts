// What Python hands to the page (page/content.py): a name that is not here is a mistake that the checker finds.

export interface Standing {
  status: string; status_as_published: string; look: string; reason: string; overclaimed: string; certainty: string | null;
  certainty_lower: number | null; certainty_upper: number | null; sure: number | null; decisive: [number, string][];
  best_level_for: number | null; best_level_as_stated: number | null; best_level_against: number | null;
  level_for: string; level_against: string; independent_studies: number; participants: number; unnumbered: number; uncertain: boolean;
  flags: number[]; lines: number[]; fallen?: number[]; words: string[];
}
export interface Line {
  iri: string; bearing: string; side: string; directness: string; indirectness: string[]; level: number | null;
  design: string | null; comment: string | null; finding: string | null; quotations: string[]; quotation_roles: string[];
  quoted_as: string[]; facts: string[]; source: number; results: number[]; risk_of_bias: number | null;
  judge: string | null; judged: string; created: string | null; adopted_because: string | null; null_without_interval: boolean;
  other_judgements: any[]; others: string[];
}
export interface Claim {
  id: string; iri: string; label: string; comment: string; topic: string; wording: string; negated: boolean;
  subject: string | null; predicate: string | null; direction: string | null; object: string | null;
  condition: string | null; broader: string[]; as_published: string; articles: number[]; unassessed: string[];
  stated_at: { section: string; start: number; end: number }[]; rests: string[]; lines: Line[];
  searches: { comment: string; searched_in: string; created: string; facts: string }[];
  states: [number | null, number][]; published: number; verb: number | null;
  // what data.js adds: its number, and its chain and lane as they were laid out
  n: number; cells: (Entity | null)[]; order: number; band: number; group: number;
}
export interface Entity { id: string; name: string; label: string; kind: string; also: string[] }
export interface Source {
  id: string; iri: string; label: string; participants: number | null; where: string; links: [string, string][]; keys: string[];
  study: [string, string][]; results: number[]; risks: number[]; cite: string; bibtex: string; ris: string; csl: object;
}
export interface Certainty {
  words: string; sentence: string; studies: number; people: number | null; best: number | null; unmeasured: string;
  lower: number | null; upper: number | null; domains: number[]; below: string; set: string; aside: string[];
}
export interface Page {
  title: string; modified: string | null; readingOrder: number[] | null; asOf: number | null; without: string[]; years: number[]; appeared: [number, number][]; undated: number;
  statuses: { name: string; word: string; stub: boolean }[];
  looks: { name: string; word: string; mark: string; dashes: number[] }[];
  cross: string; overclaim: string; keys: string[]; columns: string[]; formulaSigns: string; markdownSigns: string;
  flags: string[]; flagWords: Record<string, [string, string]>; flagsBeside: string[]; conditions: [string, string, string][];
  designs: Record<string, string>; levels: [number, string][]; wordings: Record<string, string>;
  unmeasured: { name: string; words: string; short: string }[]; levelsOfCertainty: Record<string, string>;
  bearings: Record<string, string>; indirectness: Record<string, string>;
  riskDomains: Record<string, string>; riskJudgements: Record<string, string>; groups: [string, string, string][];
  articles: { id: string; cite: string; bibtex: string }[]; references: string[]; sources: Source[]; summaries: any;
  results: any[]; risks: any[]; domains: any[]; certainties: Certainty[]; states: Standing[]; verbs: string[]; claims: Claim[];
  findings: { rule: string; severity: string; message: string; remedy: string }[];
}
export interface Data { nodes: any[]; edges: any[]; options: any; chart: any; page: Page }
