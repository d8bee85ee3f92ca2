// What a flag is called, what that means, and how grave it is.

import { page } from "./data.js";

export const flagWord = (rule) => page.flagWords[rule]?.[0] ?? rule;
export const flagMeaning = (rule) => page.flagWords[rule]?.[1] ?? "";
const SEVERITIES = { Violation: "grave", Warning: "a warning", Info: "a remark" };
export const severityWord = (severity) => SEVERITIES[severity] ?? severity.toLowerCase();
