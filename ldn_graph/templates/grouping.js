// Things by what they have in common.

/** @type {(items: Iterable<any>, keyOf: (item: any) => any) => Map<any, any[]>} */
export const grouped = (items, keyOf) => {
  const groups = new Map();
  for (const item of items) {
    const key = keyOf(item);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(item);
  }
  return groups;
};
