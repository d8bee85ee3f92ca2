// Going from one state to the next, by way of the address, so that it can be sent on and gone back to.

import { addressOf } from "./address.js";
import { focusedElement } from "./elements.js";
import { select } from "./selection.js";
import { setPageNumber, setState, state } from "./state.js";

export const FRAMED = location.protocol === "about:"; // in a notebook's frame only the fragment may change
export const views = []; // what is to be brought up to date, in this order
export const followers = []; // what is done after that, with the state before and what had the focus
// What has the focus keeps it, though it is made anew: it is recognised by its key.
/** @returns {HTMLElement | null} */
export const byKey = (key) => key && document.querySelector(`[data-key="${CSS.escape(key)}"]`);
export const keepFocus = (refill) => {
  const focused = focusedElement();
  refill();
  if (!focused?.isConnected) byKey(focused?.dataset?.key)?.focus({ preventScroll: true });
};
export const update = () => keepFocus(() => {
  select();
  for (const show of views) show();
});
export const go = (change, { replace = false } = {}) => {
  const next = { ...state, ...change };
  const address = addressOf(next);
  if (FRAMED) {
    if (location.hash !== address) location.hash = address;
  } else if (replace) history.replaceState(null, "", address);
  else if (location.hash !== address) history.pushState(null, "", address);
  arrive(next);
};
export const arrive = (next) => {
  const before = state;
  const focused = focusedElement();
  setState(next);
  if (addressOf({ ...before, claim: null }) !== addressOf({ ...next, claim: null })) setPageNumber(0);
  update();
  for (const follow of followers) follow(before, focused);
};
